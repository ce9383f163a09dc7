#ifndef SCRUTINEER_EXTRACTORS_RULE_SET_H_
#define SCRUTINEER_EXTRACTORS_RULE_SET_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/nation.h"
#include "pipeline/base/result.h"
#include "pipeline/model/finding.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer::extractors {

// One complaint about a rule file; `where` is "file:line:column".
struct RuleDiagnostic {
  std::string where;
  std::string message;  // cause, and what to do in brackets
  std::string ToString() const { return where + ": " + message; }
};

struct CompiledRuleSet;
struct ExplainedMatch;
class RuleChange;

// How the rules to load differ from those of the folder.
struct RuleVariation {
  std::filesystem::path extra_rule;  // one rule more; of a rule with the same id it takes the place
  std::string without_rule;          // id of a rule to leave out
};

// The rules, providers and services of one folder (see rules/README.md), checked and compiled.
// Immutable and cheap to copy; safe to use from many threads.
class RuleSet {
 public:
  // Loads all files below `folder`. On any mistake nothing is loaded: `diagnostics` gets every
  // complaint found, and the error (kRule) names the first and their number.
  static Result<RuleSet> Load(const std::filesystem::path& folder,
                              std::vector<RuleDiagnostic>* diagnostics = nullptr);
  // The same, and whatever files of the same shape the operator's own folder `overlay` holds, if it
  // is there.
  static Result<RuleSet> Load(const std::filesystem::path& folder,
                              const std::filesystem::path& overlay,
                              std::vector<RuleDiagnostic>* diagnostics = nullptr);
  // The same with a difference. Further errors: as VarySources.
  static Result<RuleSet> LoadVaried(const std::filesystem::path& folder,
                                    const std::filesystem::path& overlay,
                                    const RuleVariation& variation,
                                    std::vector<RuleDiagnostic>* diagnostics = nullptr);

  // SHA-256 over the content of all rule files and the version of the tagging: mentions are keyed
  // by it.
  const std::string& revision() const;

  // Fingerprints of what it is made of, and what a change from others can affect; see
  // extractors/rule_parts.h. The rule set must outlive the change.
  std::map<std::string, std::string> Parts() const;
  RuleChange ChangeFrom(const std::map<std::string, std::string>& parts) const;

  struct RuleSummary {
    std::string id, title, tag, status, file;  // `tag` of a finding rule is "finding"
    std::size_t pattern_count = 0, example_count = 0, counter_example_count = 0;
  };
  // The rules that make mentions, then those that make findings.
  std::vector<RuleSummary> rules() const;

  // The file of a rule as it was loaded.
  struct RuleText {
    std::string path;
    std::string content;
  };
  std::optional<RuleText> FindRule(std::string_view id) const;

  struct ProviderSummary {
    std::string id, name, kind;
    std::vector<std::string> aliases, former;
    std::string parent, company_number, charity_number;  // empty where not known
    std::vector<std::string> context, unless;            // patterns
    std::string where;                                   // "file:line"
  };
  std::vector<ProviderSummary> providers() const;

  struct ServiceSummary {
    std::string id, name, group;
    std::vector<std::string> aliases;  // patterns
    std::vector<std::int64_t> lgsl;
  };
  std::vector<ServiceSummary> services() const;

  // What was decided about names in [[merged]] and [[rejected]] tables, in the order of files.
  struct NameDecisionSummary {
    std::string name;
    bool rejected = false;
    std::string into_id, into_name;  // where merged: one of them
    std::string where;               // "file:line"
  };
  std::vector<NameDecisionSummary> decisions() const;

  // The id of the listed provider that goes by this name, however it is written; or nothing.
  std::optional<std::string> FindProvider(std::string_view name) const;

  // Compiles every pattern (Load leaves that to first use) and runs every example and
  // counter-example of every rule that is not deprecated. One diagnostic for each pattern that RE2
  // refuses, each example that fails and each pattern that no example reaches.
  struct TestReport {
    std::size_t examples = 0, counter_examples = 0;
    std::vector<RuleDiagnostic> failures;
  };
  TestReport RunExamples() const;

  // All mentions in a page's normalised text, by position. Never fails; work is linear in the text.
  // `open_heading`, if given, is the title of the section in which the page begins (empty: none),
  // and becomes that in which the next page of the paper does.
  std::vector<Mention> FindMentions(std::string_view text,
                                    std::string* open_heading = nullptr) const;

  // What the finding rules say of a paper whose pages were tagged (`mentions[i]` belongs to
  // `pages[i]`), by rule and place; `nation` is that of its council, where it is known. Never
  // fails; work is linear in the text.
  std::vector<Finding> FindFindings(const std::vector<Page>& pages,
                                    const std::vector<std::vector<Mention>>& mentions,
                                    const PaperMetadata& metadata,
                                    std::optional<Nation> nation) const;
  // Why there is a mention and why there is none; see extractors/explanation.h.
  std::vector<ExplainedMatch> Explain(std::string_view text, std::string_view rule = {},
                                      std::string* open_heading = nullptr) const;

 private:
  explicit RuleSet(std::shared_ptr<const CompiledRuleSet> compiled);
  std::shared_ptr<const CompiledRuleSet> compiled_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_SET_H_

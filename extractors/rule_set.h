#ifndef SCRUTINEER_EXTRACTORS_RULE_SET_H_
#define SCRUTINEER_EXTRACTORS_RULE_SET_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// One complaint about a rule file; `where` is "file:line:column".
struct RuleDiagnostic {
  std::string where;
  std::string message;  // cause, and what to do in brackets
  std::string ToString() const { return where + ": " + message; }
};

struct CompiledRuleSet;

// The rules, providers and services of one folder (see rules/README.md), checked and compiled.
// Immutable and cheap to copy; safe to use from many threads.
class RuleSet {
 public:
  // Loads all files below `folder`. On any mistake nothing is loaded: `diagnostics` gets every
  // complaint found, and the error (kRule) names the first and their number.
  static Result<RuleSet> Load(const std::filesystem::path& folder,
                              std::vector<RuleDiagnostic>* diagnostics = nullptr);

  // SHA-256 over the content of all rule files: mentions are keyed by it.
  const std::string& revision() const;

  struct RuleSummary {
    std::string id, title, tag, status, file;
    std::size_t pattern_count = 0, example_count = 0, counter_example_count = 0;
  };
  std::vector<RuleSummary> rules() const;

  // The file of a rule as it was loaded.
  struct RuleText {
    std::string path;
    std::string content;
  };
  std::optional<RuleText> FindRule(std::string_view id) const;

  struct EntitySummary {
    std::string id, name, kind;  // `kind` is a service's group
    std::vector<std::string> aliases;
  };
  std::vector<EntitySummary> providers() const;
  std::vector<EntitySummary> services() const;

  // Compiles every pattern (Load leaves that to first use) and runs every example and
  // counter-example of every rule that is not deprecated. One diagnostic for each pattern that RE2
  // refuses, each example that fails and each pattern that no example reaches.
  struct TestReport {
    std::size_t examples = 0, counter_examples = 0;
    std::vector<RuleDiagnostic> failures;
  };
  TestReport RunExamples() const;

  // All mentions in a page's normalised text, by position. Never fails; work is linear in the text.
  std::vector<Mention> FindMentions(std::string_view text) const;

 private:
  explicit RuleSet(std::shared_ptr<const CompiledRuleSet> compiled);
  std::shared_ptr<const CompiledRuleSet> compiled_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_SET_H_

#ifndef SCRUTINEER_EXTRACTORS_RULE_FILE_H_
#define SCRUTINEER_EXTRACTORS_RULE_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_source.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// What the files of a rules folder say, checked as far as one file can be checked alone; patterns
// are still text. The format is described in rules/README.md.

// How far from a match a condition is looked for.
enum class Within { kSentence, kParagraph, kSection };

// Where a rule asks for the name of a provider, found by the list or by a rule that does not ask.
enum class ProviderIn {
  kNotAsked,  // it does not
  kSentence,  // anywhere in the sentence
  kMatch,     // in the words that matched, outside the group `name`
};

struct WhenClause {
  PlacedText pattern;
  Within within = Within::kSentence;
  MentionAttributes changes;  // empty members stay as they are
};

// An example or counter-example.
struct RuleExample {
  PlacedText text;
  MentionAttributes expected;  // empty members may be anything
  std::string expected_name;   // provider rules: the organisation's name; empty: any
};

struct RuleFile {
  PlacedText id;
  std::string title;
  Tag tag = Tag::kTender;
  std::string status;
  std::vector<PlacedText> patterns, except, unless, near, heading;
  std::vector<std::vector<PlacedText>> needed;  // `requires`: one of each group
  Within near_within = Within::kSentence;
  Within unless_within = Within::kSentence;
  Within needed_within = Within::kSentence;
  ProviderIn provider_in = ProviderIn::kNotAsked;
  bool case_sensitive = false;
  int priority = 0;
  MentionAttributes attributes;
  std::vector<WhenClause> whens;
  std::vector<RuleExample> examples, counter_examples;

  bool deprecated() const { return status == "deprecated"; }
  bool experimental() const { return status == "experimental"; }
};

struct ServiceEntry {
  PlacedText id;
  PlacedText name;
  std::string group;
  std::vector<PlacedText> aliases, unless;
  std::vector<std::int64_t> lgsl;
};

// One named list of fragments.toml.
struct FragmentEntry {
  PlacedText name;
  std::vector<PlacedText> patterns;
};

// The values that rule files may give an attribute ("stage", "direction", "kind", "status").
const std::vector<std::string_view>& AttributeValues(std::string_view key);

// Each reads one parsed file; what is wrong goes to `diagnostics`, and what is left is returned.
// `source` must outlive the result.
RuleFile ReadRuleFile(const TomlValue& document, const RuleSource& source,
                      DiagnosticList& diagnostics);
std::vector<ServiceEntry> ReadServices(const TomlValue& document, const RuleSource& source,
                                       DiagnosticList& diagnostics);
std::vector<FragmentEntry> ReadFragments(const TomlValue& document, const RuleSource& source,
                                         DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_FILE_H_

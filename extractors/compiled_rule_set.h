#ifndef SCRUTINEER_EXTRACTORS_COMPILED_RULE_SET_H_
#define SCRUTINEER_EXTRACTORS_COMPILED_RULE_SET_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/date_roles.h"
#include "extractors/finding_rule.h"
#include "extractors/findings.h"
#include "extractors/pattern_literals.h"
#include "extractors/provider_file.h"
#include "extractors/provider_names.h"
#include "extractors/rule_file.h"
#include "extractors/rule_source.h"
#include "extractors/status_rules.h"

namespace scrutineer::extractors {

// Patterns are shared by all rules that have the same one.
using PatternHandle = std::shared_ptr<const CompiledPattern>;
using Patterns = std::vector<PatternHandle>;

// A rule, or a service of the lists, ready for matching.
struct TagRule {
  std::string id;
  Tag tag = Tag::kTender;
  int priority = 0;
  bool active = true;  // not deprecated
  bool experimental = false;
  MentionAttributes attributes;
  std::string entity_id, entity_name;  // services
  Patterns patterns, except, unless, near, heading, whens;
  std::vector<Patterns> needed;  // one of each group
  Within near_within = Within::kSentence;
  Within unless_within = Within::kSentence;
  Within needed_within = Within::kSentence;
  ProviderIn provider_in = ProviderIn::kNotAsked;
  std::vector<Within> when_within;                 // by clause
  std::vector<MentionAttributes> when_attributes;  // by clause, merged with `attributes`
  const RuleFile* file = nullptr;                  // null for services
};

struct ListedProvider {
  std::string id, name;
  Patterns context, unless;
};

// A pattern among all that make mentions.
struct PatternRef {
  std::uint32_t rule = 0;
  std::uint32_t pattern = 0;  // in TagRule::patterns
  const CompiledPattern* compiled = nullptr;
};

// A pattern that may match where a literal of its rarest choice stands.
struct PossiblePattern {
  std::uint32_t index = 0;  // in CompiledRuleSet::patterns
  RequiredChoices required;
};

// Everything that RuleSet holds. Written while loading, then read by any number of threads.
struct CompiledRuleSet {
  std::string revision;
  std::vector<std::unique_ptr<RuleSource>> sources;
  std::vector<std::unique_ptr<RuleFile>> files;                 // by id
  std::vector<std::unique_ptr<FindingRuleFile>> finding_files;  // by id
  ProviderList provider_list;
  std::vector<ServiceEntry> service_entries;

  std::vector<TagRule> rules;  // of the files, in their order, then one for each service
  FindingRules findings;
  std::vector<ListedProvider> providers;
  ProviderNames provider_names;

  StatusRules status;
  DateRoles date_roles;

  PatternLiterals literals;          // of all patterns and names
  std::uint32_t pattern_count = 0;   // distinct patterns, conditions included
  bool asks_for_headings = false;    // some rule holds only under headings
  std::vector<PatternRef> patterns;  // all that make mentions; those of a rule side by side
  // By literal: the choices that it belongs to and that are the rarest of some pattern, as
  // choices_by_literal from first_choice[literal] to first_choice[literal + 1].
  std::vector<std::uint32_t> first_choice;
  std::vector<std::uint32_t> choices_by_literal;
  // By choice: the patterns whose rarest it is, in the same manner.
  std::vector<std::uint32_t> first_pattern;
  std::vector<PossiblePattern> patterns_by_choice;
};

// Reads and checks the files of a folder. Complaints go to `diagnostics`; the result is only of
// use if there are none.
std::unique_ptr<CompiledRuleSet> CompileRules(std::vector<std::unique_ptr<RuleSource>> sources,
                                              DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_COMPILED_RULE_SET_H_

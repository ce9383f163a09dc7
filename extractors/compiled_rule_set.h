#ifndef SCRUTINEER_EXTRACTORS_COMPILED_RULE_SET_H_
#define SCRUTINEER_EXTRACTORS_COMPILED_RULE_SET_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/literal_scanner.h"
#include "extractors/provider_names.h"
#include "extractors/rule_file.h"
#include "extractors/rule_source.h"

namespace scrutineer::extractors {

// Patterns are shared by all rules that have the same one.
using PatternHandle = std::shared_ptr<const CompiledPattern>;
using Patterns = std::vector<PatternHandle>;

// A rule, or a service of the lists, ready for matching.
struct TagRule {
  std::string id;
  Tag tag = Tag::kTender;
  int priority = 0;
  bool within_paragraph = false;
  bool active = true;  // not deprecated
  MentionAttributes attributes;
  std::string entity_id, entity_name;  // services
  Patterns patterns, except, unless, near, whens;
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

// Everything that RuleSet holds. Written while loading, then read by any number of threads.
struct CompiledRuleSet {
  std::string revision;
  std::vector<std::unique_ptr<RuleSource>> sources;
  std::vector<std::unique_ptr<RuleFile>> files;  // by id
  std::vector<ProviderEntry> provider_entries;
  std::vector<ServiceEntry> service_entries;

  std::vector<TagRule> rules;  // of the files, in their order, then one for each service
  std::vector<ListedProvider> providers;
  ProviderNames provider_names;

  LiteralScanner scanner;
  std::vector<PatternRef> patterns;  // all that make mentions; those of a rule side by side
  // By literal: the patterns whose rarest choice it belongs to, as indexes into `patterns` from
  // first_pattern[literal] to first_pattern[literal + 1] of patterns_by_literal.
  std::vector<std::uint32_t> first_pattern;
  std::vector<std::uint32_t> patterns_by_literal;
};

// Reads and checks the files of a folder. Complaints go to `diagnostics`; the result is only of
// use if there are none.
std::unique_ptr<CompiledRuleSet> CompileRules(std::vector<std::unique_ptr<RuleSource>> sources,
                                              DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_COMPILED_RULE_SET_H_

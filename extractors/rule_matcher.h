#ifndef SCRUTINEER_EXTRACTORS_RULE_MATCHER_H_
#define SCRUTINEER_EXTRACTORS_RULE_MATCHER_H_

#include <cstdint>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/surroundings.h"
#include "pipeline/base/byte_span.h"

namespace scrutineer::extractors {

inline constexpr int kNoWhen = -1;

// A place where one pattern of a rule counts.
struct RuleHit {
  std::uint32_t pattern = 0;  // in TagRule::patterns
  ByteSpan span;              // in the page; the group `name` where there is one
  int when = kNoWhen;         // the clause that holds
  ByteSpan match;             // all words that matched
};

// Appends the hits of `patterns` (indexes into TagRule::patterns) in the sentence that was entered
// last, after all of the rule's conditions but `provider_in`.
void FindRuleHits(const TagRule& rule, const std::vector<std::uint32_t>& patterns,
                  Surroundings& around, std::vector<RuleHit>& hits);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_MATCHER_H_

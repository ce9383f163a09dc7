#ifndef SCRUTINEER_EXTRACTORS_RULE_MATCHER_H_
#define SCRUTINEER_EXTRACTORS_RULE_MATCHER_H_

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "pipeline/base/byte_span.h"

namespace scrutineer::extractors {

// Which literals stand in the sentence that is being looked at. Epochs spare the clearing.
class LiteralPresence {
 public:
  // Forgets all; `count` is the scanner's size.
  void Begin(std::size_t count);
  // Whether it is the first of its kind.
  bool Add(LiteralId literal) { return std::exchange(epochs_[literal], epoch_) != epoch_; }
  // Whether the sentence holds a literal of each of the pattern's choices.
  bool Allows(const CompiledPattern& pattern) const;

 private:
  std::vector<std::uint32_t> epochs_;
  std::uint32_t epoch_ = 0;
};

// Where a rule is looked for.
struct Scope {
  std::string_view text;  // the page
  ByteSpan paragraph;
  ByteSpan sentence;
  // What is known to stand in the sentence; null: every pattern is tried.
  const LiteralPresence* presence = nullptr;
};

// A place where one pattern of a rule counts.
struct RuleHit {
  std::uint32_t pattern = 0;  // in TagRule::patterns
  ByteSpan span;              // in the page; the group `name` where there is one
  int when = -1;              // the clause that holds, or -1
};

inline constexpr int kNoWhen = -1;

// Appends the hits of `patterns` (indexes into TagRule::patterns) in the sentence, after the rule's
// except, unless and near. Thread-safe.
void FindRuleHits(const TagRule& rule, const std::vector<std::uint32_t>& patterns,
                  const Scope& scope, std::vector<RuleHit>& hits);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_MATCHER_H_

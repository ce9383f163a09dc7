#include "extractors/rule_matcher.h"

#include <algorithm>
#include <limits>

namespace scrutineer::extractors {
namespace {

ByteSpan InPage(ByteSpan sentence, std::size_t begin, std::size_t end) {
  return {sentence.begin + static_cast<std::uint32_t>(begin),
          sentence.begin + static_cast<std::uint32_t>(end)};
}

// Whether a pattern stands in the scope of `near`, `unless` and `when`.
bool Stands(const CompiledPattern& pattern, const TagRule& rule, const Scope& scope) {
  if (rule.within_paragraph) return pattern.Matches(scope.paragraph.Of(scope.text));
  if (scope.presence != nullptr && !scope.presence->Allows(pattern)) return false;
  return pattern.Matches(scope.sentence.Of(scope.text));
}

bool AnyStands(const Patterns& patterns, const TagRule& rule, const Scope& scope) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const auto& pattern) { return Stands(*pattern, rule, scope); });
}

// Whether the literals leave any chance that `near` holds; cheaper than the patterns themselves.
bool MayBeNear(const TagRule& rule, const Scope& scope) {
  if (rule.near.empty() || rule.within_paragraph || scope.presence == nullptr) return true;
  return std::any_of(rule.near.begin(), rule.near.end(),
                     [&](const auto& pattern) { return scope.presence->Allows(*pattern); });
}

void FindAll(const CompiledPattern& pattern, std::uint32_t index, const Scope& scope,
             std::vector<RuleHit>& hits) {
  const std::string_view sentence = scope.sentence.Of(scope.text);
  std::size_t from = 0;
  while (const auto match = pattern.Find(sentence, from)) {
    hits.push_back({index, InPage(scope.sentence, match->name_begin, match->name_end), kNoWhen});
    from = match->end;
  }
}

// Removes the hits from `first` on that overlap a match of an `except` pattern. Both come in order
// of position by pattern, so one walk along both is enough.
void DropExcepted(const TagRule& rule, const Scope& scope, std::size_t first,
                  std::vector<RuleHit>& hits) {
  std::vector<RuleHit> exceptions;
  for (const auto& pattern : rule.except) {
    if (scope.presence != nullptr && !scope.presence->Allows(*pattern)) continue;
    exceptions.clear();
    FindAll(*pattern, 0, scope, exceptions);
    if (exceptions.empty()) continue;
    const auto excepted = [&](const RuleHit& hit) {
      const auto next = std::partition_point(
          exceptions.begin(), exceptions.end(),
          [&](const RuleHit& exception) { return exception.span.end <= hit.span.begin; });
      return next != exceptions.end() && next->span.Overlaps(hit.span);
    };
    hits.erase(
        std::remove_if(hits.begin() + static_cast<std::ptrdiff_t>(first), hits.end(), excepted),
        hits.end());
  }
}

int HoldingWhen(const TagRule& rule, const Scope& scope) {
  for (std::size_t i = 0; i < rule.whens.size(); ++i) {
    if (Stands(*rule.whens[i], rule, scope)) return static_cast<int>(i);
  }
  return kNoWhen;
}

}  // namespace

void LiteralPresence::Begin(std::size_t count) {
  if (epochs_.size() < count) epochs_.resize(count, 0);
  if (epoch_ == std::numeric_limits<std::uint32_t>::max()) {
    std::fill(epochs_.begin(), epochs_.end(), 0);
    epoch_ = 0;
  }
  ++epoch_;
}

bool LiteralPresence::Allows(const CompiledPattern& pattern) const {
  bool found = false;
  for (const CompiledPattern::RequiredLiteral required : pattern.literals) {
    if (!found) found = epochs_[required.literal] == epoch_;
    if (!required.last) continue;
    if (!found) return false;
    found = false;
  }
  return true;
}

void FindRuleHits(const TagRule& rule, const std::vector<std::uint32_t>& patterns,
                  const Scope& scope, std::vector<RuleHit>& hits) {
  const std::size_t first = hits.size();
  if (!MayBeNear(rule, scope)) return;
  for (const std::uint32_t index : patterns) FindAll(*rule.patterns[index], index, scope, hits);
  if (hits.size() == first) return;
  if (!rule.except.empty()) DropExcepted(rule, scope, first, hits);
  if (hits.size() == first) return;
  if (AnyStands(rule.unless, rule, scope) ||
      (!rule.near.empty() && !AnyStands(rule.near, rule, scope))) {
    hits.resize(first);
    return;
  }
  const int when = HoldingWhen(rule, scope);
  for (std::size_t i = first; i < hits.size(); ++i) hits[i].when = when;
}

}  // namespace scrutineer::extractors

#include "extractors/rule_matcher.h"

#include <algorithm>

namespace scrutineer::extractors {
namespace {

// Whether the literals leave any chance that one of the conditions holds in the sentence; cheaper
// than the patterns themselves.
bool MayStand(const Patterns& patterns, Within within, Surroundings& around) {
  if (within != Within::kSentence) return true;
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const auto& pattern) { return around.Allows(pattern->required); });
}

bool MayHold(const TagRule& rule, Surroundings& around) {
  if (!rule.near.empty() && !MayStand(rule.near, rule.near_within, around)) return false;
  return std::all_of(rule.needed.begin(), rule.needed.end(), [&](const Patterns& group) {
    return MayStand(group, rule.needed_within, around);
  });
}

// Removes the hits from `first` on that overlap a match of an `except` pattern.
void DropExcepted(const TagRule& rule, ByteSpan stretch, Surroundings& around, std::size_t first,
                  std::vector<RuleHit>& hits) {
  for (const auto& pattern : rule.except) {
    if (!around.Allows(pattern->required)) continue;
    const auto excepted = [&](const RuleHit& hit) {
      return around.AnyOverlaps(*pattern, stretch, hit.span);
    };
    hits.erase(
        std::remove_if(hits.begin() + static_cast<std::ptrdiff_t>(first), hits.end(), excepted),
        hits.end());
    if (hits.size() == first) return;
  }
}

bool Holds(const TagRule& rule, Surroundings& around) {
  if (around.AnyStands(rule.unless, rule.unless_within)) return false;
  if (!rule.near.empty() && !around.AnyStands(rule.near, rule.near_within)) return false;
  return std::all_of(rule.needed.begin(), rule.needed.end(), [&](const Patterns& group) {
    return around.AnyStands(group, rule.needed_within);
  });
}

int HoldingWhen(const TagRule& rule, Surroundings& around) {
  for (std::size_t i = 0; i < rule.whens.size(); ++i) {
    if (around.Stands(*rule.whens[i], rule.when_within[i])) return static_cast<int>(i);
  }
  return kNoWhen;
}

}  // namespace

void FindRuleHits(const TagRule& rule, const std::vector<std::uint32_t>& patterns,
                  Surroundings& around, std::vector<RuleHit>& hits) {
  const std::size_t first = hits.size();
  if (!MayHold(rule, around)) return;
  ByteSpan stretch = around.sentence();
  if (!rule.heading.empty()) {
    if (!around.AnyInHeading(rule.heading)) return;
    stretch.begin = around.BodyBegin();
  }
  for (const std::uint32_t index : patterns) {
    for (const PatternPlace& place : around.AllPlaces(*rule.patterns[index], stretch)) {
      hits.push_back({index, place.name, kNoWhen, place.all});
    }
  }
  if (hits.size() == first) return;
  if (!rule.except.empty()) DropExcepted(rule, stretch, around, first, hits);
  if (hits.size() == first) return;
  if (!Holds(rule, around)) {
    hits.resize(first);
    return;
  }
  const int when = HoldingWhen(rule, around);
  for (std::size_t i = first; i < hits.size(); ++i) hits[i].when = when;
}

}  // namespace scrutineer::extractors

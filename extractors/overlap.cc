#include "extractors/overlap.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace scrutineer::extractors {
namespace {

// Spans that stay, of one tag, by where they begin: none overlaps another.
class KeptSpans {
 public:
  using Kept = std::map<std::uint32_t, std::size_t>;  // begin to index in `candidates`

  explicit KeptSpans(std::vector<Candidate>& candidates) : candidates_(candidates) {}

  void Offer(std::size_t index) {
    const ByteSpan span = candidates_[index].span;
    auto [first, last] = Overlapping(span);
    if (first == last) {
      kept_.emplace(span.begin, index);
    } else if (std::next(first) == last) {
      Extend(first, candidates_[index]);
    }
  }

  const Kept& kept() const { return kept_; }

 private:
  std::pair<Kept::iterator, Kept::iterator> Overlapping(ByteSpan span) {
    auto first = kept_.upper_bound(span.begin);
    if (first != kept_.begin() && candidates_[std::prev(first)->second].span.end > span.begin) {
      --first;
    }
    return {first, kept_.lower_bound(span.end)};
  }

  void Extend(Kept::iterator entry, const Candidate& rule) {
    const std::size_t index = entry->second;
    Candidate& listed = candidates_[index];
    if (!listed.listed || rule.listed || !rule.span.Contains(listed.span)) return;
    listed.span = rule.span;
    kept_.erase(entry);
    kept_.emplace(listed.span.begin, index);
  }

  std::vector<Candidate>& candidates_;
  Kept kept_;
};

// The smaller stays.
auto Rank(const Candidate& candidate) {
  return std::make_tuple(candidate.tag, !candidate.listed, candidate.experimental,
                         -std::int64_t{candidate.priority}, ~candidate.span.size(),
                         candidate.span.begin, candidate.source, candidate.when);
}

bool StaysBefore(const Candidate& a, const Candidate& b) { return Rank(a) < Rank(b); }

}  // namespace

void ResolveOverlaps(std::vector<Candidate>& candidates) {
  if (candidates.size() < 2) return;
  std::sort(candidates.begin(), candidates.end(), StaysBefore);
  std::vector<std::size_t> staying;
  for (std::size_t i = 0; i < candidates.size();) {
    KeptSpans kept(candidates);
    const Tag tag = candidates[i].tag;
    for (; i < candidates.size() && candidates[i].tag == tag; ++i) kept.Offer(i);
    for (const auto& [begin, index] : kept.kept()) staying.push_back(index);
  }
  std::vector<Candidate> result;
  result.reserve(staying.size());
  for (const std::size_t index : staying) result.push_back(candidates[index]);
  std::sort(result.begin(), result.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.span, a.tag) < std::tie(b.span, b.tag);
  });
  candidates = std::move(result);
}

}  // namespace scrutineer::extractors

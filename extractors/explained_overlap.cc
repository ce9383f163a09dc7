#include "extractors/explained_overlap.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace scrutineer::extractors {
namespace {

std::string WhyFirst(const Candidate& winner, const Candidate& loser) {
  if (winner.listed && !loser.listed) return "the list comes first";
  if (loser.experimental && !winner.experimental) return "a stable rule before an experimental";
  if (winner.priority > loser.priority) {
    return fmt::format("priority {} before {}", winner.priority, loser.priority);
  }
  return "the longer match, then the earlier one";
}

void GiveWay(std::vector<ExplainedCandidate>& entries, const std::vector<Candidate>& staying,
             std::size_t index) {
  const Candidate& loser = entries[index].candidate;
  for (const Candidate& winner : staying) {
    if (winner.tag != loser.tag || !winner.span.Overlaps(loser.span)) continue;
    entries[index].match.voids.push_back(
        {"overlap",
         {},
         {},
         winner.span,
         fmt::format("{} stays: {}", entries[winner.source].match.mention.rule,
                     WhyFirst(winner, loser))});
    return;
  }
}

// Several patterns of one rule often find the same words: one is enough to tell of.
void DropRepeated(std::vector<ExplainedCandidate>& entries) {
  std::vector<ExplainedCandidate> kept;
  for (ExplainedCandidate& entry : entries) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const ExplainedCandidate& other) {
      return other.candidate.source == entry.candidate.source &&
             other.candidate.listed == entry.candidate.listed &&
             other.candidate.span == entry.candidate.span;
    });
    if (same == kept.end()) {
      kept.push_back(std::move(entry));
    } else if (entry.match.fired()) {
      *same = std::move(entry);
    }
  }
  entries = std::move(kept);
}

}  // namespace

void ResolveExplained(std::vector<ExplainedCandidate>& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ExplainedCandidate& a, const ExplainedCandidate& b) {
                     return std::make_tuple(!a.candidate.listed, a.candidate.source) <
                            std::make_tuple(!b.candidate.listed, b.candidate.source);
                   });
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].match.voids.empty()) continue;
    candidates.push_back(entries[i].candidate);
    // Keeps the order of the sources and tells whose candidate it is.
    candidates.back().source = static_cast<std::uint32_t>(i);
  }
  ResolveOverlaps(candidates);
  std::vector<bool> stays(entries.size(), false);
  for (const Candidate& candidate : candidates) {
    stays[candidate.source] = true;
    entries[candidate.source].match.mention.span = candidate.span;
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!stays[i] && entries[i].match.voids.empty()) GiveWay(entries, candidates, i);
  }
  DropRepeated(entries);
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ExplainedCandidate& a, const ExplainedCandidate& b) {
                     return std::tie(a.match.mention.span, a.match.mention.tag) <
                            std::tie(b.match.mention.span, b.match.mention.tag);
                   });
}

}  // namespace scrutineer::extractors

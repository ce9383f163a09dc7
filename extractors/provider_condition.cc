#include "extractors/provider_condition.h"

#include <algorithm>
#include <cstddef>

namespace scrutineer::extractors {

bool HasProvider(const Candidate& candidate, const std::vector<ByteSpan>& providers) {
  // A word of a provider's own name says nothing about it.
  const bool is_of_a_name = candidate.tag != Tag::kProvider &&
                            std::any_of(providers.begin(), providers.end(), [&](ByteSpan provider) {
                              return provider.Contains(candidate.span);
                            });
  if (is_of_a_name) return false;
  return std::any_of(providers.begin(), providers.end(), [&](ByteSpan provider) {
    const bool is_own = candidate.tag == Tag::kProvider && provider.Overlaps(candidate.span);
    if (is_own) return false;
    return candidate.provider_in == ProviderIn::kSentence || provider.Overlaps(candidate.match);
  });
}

void DropWithoutProvider(std::vector<Candidate>& candidates,
                         const std::function<bool(ByteSpan)>& is_rejected) {
  const auto asks = [](const Candidate& c) { return c.provider_in != ProviderIn::kNotAsked; };
  if (std::none_of(candidates.begin(), candidates.end(), asks)) return;
  const auto asking = std::stable_partition(candidates.begin(), candidates.end(),
                                            [&](const Candidate& c) { return !asks(c); });
  std::vector<Candidate> waiting(asking, candidates.end());
  candidates.erase(asking, candidates.end());

  std::vector<Candidate> staying = candidates;
  ResolveOverlaps(staying);
  std::vector<ByteSpan> providers;
  const auto note = [&](const Candidate& c) {
    if (c.tag == Tag::kProvider && !c.experimental && !is_rejected(c.span)) {
      providers.push_back(c.span);
    }
  };
  std::for_each(staying.begin(), staying.end(), note);
  // Each round takes those that stand beside a provider of the rounds before.
  for (bool found = true; found && !waiting.empty();) {
    const auto lonely =
        std::stable_partition(waiting.begin(), waiting.end(),
                              [&](const Candidate& c) { return HasProvider(c, providers); });
    found = lonely != waiting.begin();
    std::for_each(waiting.begin(), lonely, note);
    candidates.insert(candidates.end(), waiting.begin(), lonely);
    waiting.erase(waiting.begin(), lonely);
  }
}

}  // namespace scrutineer::extractors

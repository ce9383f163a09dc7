#include <algorithm>
#include <cassert>
#include <utility>

#include "pipeline/text/normalizer.h"

namespace scrutineer::text {

OffsetMap::OffsetMap(std::vector<Stretch> stretches, std::uint32_t normalized_size,
                     std::uint32_t extracted_size)
    : stretches_(std::move(stretches)),
      normalized_size_(normalized_size),
      extracted_size_(extracted_size) {}

ExtractedSpan OffsetMap::ToExtracted(ByteSpan span) const {
  assert(span.begin <= span.end && span.end <= normalized_size_);
  if (stretches_.empty()) return {};
  // The last stretch that begins at or before `offset`: an empty one only marks an end.
  const auto stretch_at = [this](std::uint32_t offset) {
    const auto next = std::upper_bound(
        stretches_.begin(), stretches_.end(), offset,
        [](std::uint32_t value, const Stretch& stretch) { return value < stretch.normalized; });
    return next == stretches_.begin() ? next : std::prev(next);
  };
  const auto first = stretch_at(span.begin);
  const std::uint32_t begin =
      first->copied ? first->extracted + (span.begin - first->normalized) : first->extracted;
  if (span.empty()) return {.begin = begin, .end = begin};
  const auto last = stretch_at(span.end - 1);
  if (last->copied) return {begin, last->extracted + (span.end - last->normalized)};
  const auto after = std::next(last);
  return {begin, after == stretches_.end() ? extracted_size_ : after->extracted};
}

std::uint32_t OffsetMap::NormalizedAt(std::uint32_t extracted) const {
  const auto next = std::lower_bound(
      stretches_.begin(), stretches_.end(), extracted,
      [](const Stretch& stretch, std::uint32_t value) { return stretch.extracted < value; });
  const std::uint32_t end = next == stretches_.end() ? normalized_size_ : next->normalized;
  if (next == stretches_.begin()) return end;
  const Stretch& before = *std::prev(next);
  if (!before.copied) return end;
  return std::min(end, before.normalized + (extracted - before.extracted));
}

}  // namespace scrutineer::text

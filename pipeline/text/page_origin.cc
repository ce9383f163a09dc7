#include "pipeline/text/page_origin.h"

#include <algorithm>

namespace scrutineer::text {

void PageOrigin::NoteRest(const Page& page, std::size_t size_before) {
  const ByteSpan rest = page.from_next_page;
  if (rest.empty()) return;
  // What the rest was put in for: a space came, or a hyphen went, or neither.
  const std::int64_t joined = static_cast<std::int64_t>(page.text.size()) -
                              static_cast<std::int64_t>(size_before) - rest.size();
  const auto space = static_cast<std::uint32_t>(std::max<std::int64_t>(joined, 0));
  dropped_ = static_cast<std::uint32_t>(std::max<std::int64_t>(-joined, 0));
  inserted_ = {rest.begin - space, rest.end};
}

std::vector<ExtractedSpan> PageOrigin::ToExtracted(ByteSpan span) const {
  std::vector<ExtractedSpan> spans;
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t shift) {
    if (begin < end) spans.push_back(map_.ToExtracted({begin + shift, end + shift}));
  };
  if (inserted_.empty()) {
    add(span.begin, span.end, head_);
    return spans;
  }
  add(span.begin, std::min(span.end, inserted_.begin), head_);
  add(std::max(span.begin, inserted_.end), span.end, head_ + dropped_ - inserted_.size());
  return spans;
}

ExtractedSpan PageOrigin::TakenToExtracted(ByteSpan span, ByteSpan taken) const {
  const std::uint32_t begin = std::max(span.begin, taken.begin);
  const std::uint32_t end = std::min(span.end, taken.end);
  if (begin >= end) return {};
  return map_.ToExtracted({begin - taken.begin, end - taken.begin});
}

}  // namespace scrutineer::text

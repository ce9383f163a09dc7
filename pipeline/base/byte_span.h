#ifndef SCRUTINEER_PIPELINE_BASE_BYTE_SPAN_H_
#define SCRUTINEER_PIPELINE_BASE_BYTE_SPAN_H_

#include <cstdint>
#include <string_view>

namespace scrutineer {

// A half-open range of UTF-8 bytes in a page's normalised text, on code-point boundaries.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(ByteSpan other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(ByteSpan other) const { return begin < other.end && other.begin < end; }

  // The bytes of `text` that the span covers. REQUIRES: end <= text.size().
  std::string_view Of(std::string_view text) const { return text.substr(begin, end - begin); }

  friend bool operator==(ByteSpan, ByteSpan) = default;
  friend auto operator<=>(ByteSpan, ByteSpan) = default;
};

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_BYTE_SPAN_H_

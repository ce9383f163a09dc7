#ifndef SCRUTINEER_PIPELINE_BASE_UTF8_H_
#define SCRUTINEER_PIPELINE_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace scrutineer {

// Offset of the first byte that is not part of well-formed UTF-8 (RFC 3629), or nothing.
std::optional<std::size_t> FirstInvalidUtf8(std::string_view text);

// Number of Unicode code points. REQUIRES: well-formed UTF-8.
std::size_t CountCodePoints(std::string_view text);

// The byte at which code point `count` (from 0) begins, text.size() for the one behind the last;
// nothing past that. REQUIRES: well-formed UTF-8.
std::optional<std::size_t> ByteOfCodePoint(std::string_view text, std::size_t count);

// Counts the code points before places of one text; a call costs the bytes between its place and
// that of the call before. The text must outlive it.
class CodePointCursor {
 public:
  explicit CodePointCursor(std::string_view text) : text_(text) {}
  // REQUIRES: byte <= text().size().
  std::size_t CountTo(std::size_t byte);
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
  std::size_t byte_ = 0, count_ = 0;
};

// The text with each ill-formed sequence replaced by U+FFFD.
std::string ReplaceInvalidUtf8(std::string_view text);

// Appends a code point; anything that is no scalar value becomes U+FFFD.
void AppendUtf8(char32_t code_point, std::string& out);

// `offset` moved back to the start of the code point that it falls in.
std::size_t FloorToCodePoint(std::string_view text, std::size_t offset);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_UTF8_H_

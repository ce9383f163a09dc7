#include "pipeline/pdf/utf16.h"

#include "pipeline/base/utf8.h"

namespace scrutineer::pdf {
namespace {

bool IsLeadSurrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsTrailSurrogate(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Appends the code point that starts at `begin` of well-formed UTF-8; returns its size in bytes.
std::size_t AppendCodePoint(std::string_view text, std::size_t begin,
                            std::basic_string<std::uint16_t>& out) {
  const auto byte = static_cast<unsigned char>(text[begin]);
  const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  char32_t code_point = size == 1 ? byte : byte & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    code_point = (code_point << 6) | (static_cast<unsigned char>(text[begin + i]) & 0x3FU);
  }
  if (code_point >= 0x10000) {
    out.push_back(static_cast<std::uint16_t>(0xD7C0 + (code_point >> 10)));
    code_point = 0xDC00 + (code_point & 0x3FF);
  }
  out.push_back(static_cast<std::uint16_t>(code_point));
  return size;
}

}  // namespace

void AppendUtf16(std::span<const std::uint16_t> text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t unit = text[i];
    if (unit < 0x80) {
      out.push_back(static_cast<char>(unit));
    } else if (IsLeadSurrogate(unit) && i + 1 < text.size() && IsTrailSurrogate(text[i + 1])) {
      AppendUtf8(0x10000 + ((unit - 0xD800) << 10) + (text[++i] - 0xDC00U), out);
    } else {
      AppendUtf8(unit, out);
    }
  }
}

void AppendUtf8AsUtf16(std::string_view text, std::basic_string<std::uint16_t>& out) {
  std::string repaired;
  if (FirstInvalidUtf8(text)) {
    repaired = ReplaceInvalidUtf8(text);
    text = repaired;
  }
  for (std::size_t i = 0; i < text.size();) i += AppendCodePoint(text, i, out);
}

}  // namespace scrutineer::pdf

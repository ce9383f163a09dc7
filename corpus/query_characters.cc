#include "corpus/query_characters.h"

#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {

std::u32string DecodeUtf8(std::string_view text) {
  std::u32string code_points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    const int continuations = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t code_point = continuations == 0 ? lead : lead & (0x3FU >> continuations);
    for (int k = 0; k < continuations; ++k) {
      code_point = (code_point << 6U) | (static_cast<unsigned char>(text[i++]) & 0x3FU);
    }
    code_points.push_back(code_point);
  }
  return code_points;
}

std::string EncodeUtf8(std::u32string_view code_points) {
  std::string text;
  for (const char32_t c : code_points) AppendUtf8(c, text);
  return text;
}

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return lower;
}

}  // namespace scrutineer::corpus

#ifndef SCRUTINEER_CORPUS_QUERY_CHARACTERS_H_
#define SCRUTINEER_CORPUS_QUERY_CHARACTERS_H_

#include <string>
#include <string_view>

namespace scrutineer::corpus {

// What people and their word processors type for a space, a quotation mark, a hyphen, an
// apostrophe.

inline bool IsSpace(char32_t c) {
  return c <= U' ' || c == 0x7F || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

inline bool IsQuote(char32_t c) {
  return c == U'"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xFF02;
}

// Also the dash that word processors make of a hyphen, and the minus sign.
inline bool IsHyphen(char32_t c) {
  return c == U'-' || (c >= 0x2010 && c <= 0x2013) || c == 0x2212;
}

inline bool IsApostrophe(char32_t c) {
  return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BC;
}

inline bool IsAsciiLetter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

inline bool IsAsciiDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// REQUIRES: well-formed UTF-8.
std::u32string DecodeUtf8(std::string_view text);
std::string EncodeUtf8(std::u32string_view code_points);

// ASCII letters in lower case, all else as it is.
std::string LowerAscii(std::string_view text);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_CHARACTERS_H_

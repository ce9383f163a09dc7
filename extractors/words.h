#ifndef SCRUTINEER_EXTRACTORS_WORDS_H_
#define SCRUTINEER_EXTRACTORS_WORDS_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace scrutineer::extractors {

inline bool IsAsciiCapital(char c) { return c >= 'A' && c <= 'Z'; }
inline bool IsAsciiSmall(char c) { return c >= 'a' && c <= 'z'; }
inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
// The only letters that \b knows.
inline bool IsAsciiWordByte(char c) {
  return IsAsciiSmall(c) || IsAsciiCapital(c) || IsAsciiDigit(c) || c == '_';
}
inline char AsciiLower(char c) { return IsAsciiCapital(c) ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string AsciiLowerOf(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), AsciiLower);
  return lower;
}

// Whether the byte at `at` is part of a word: letters and digits, and all of UTF-8 but Latin-1's
// signs (U+0080 to U+00BF) and general punctuation (U+2000 to U+203F: dashes, quotes, spaces).
inline bool IsWordByteAt(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (static_cast<unsigned char>(c) < 0x80) {
    return IsAsciiCapital(c) || IsAsciiSmall(c) || IsAsciiDigit(c);
  }
  const auto is = [&](std::size_t i, char wanted) { return i < text.size() && text[i] == wanted; };
  if (c == '\xC2' || (at > 0 && is(at - 1, '\xC2'))) return false;
  return !(c == '\xE2' && is(at + 1, '\x80')) && !(c == '\x80' && at > 0 && is(at - 1, '\xE2')) &&
         !(at > 1 && is(at - 1, '\x80') && is(at - 2, '\xE2'));
}

inline std::size_t EndOfWord(std::string_view text, std::size_t at) {
  while (at < text.size() && IsWordByteAt(text, at)) ++at;
  return at;
}

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_WORDS_H_

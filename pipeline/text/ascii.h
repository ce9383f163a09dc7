#ifndef SCRUTINEER_PIPELINE_TEXT_ASCII_H_
#define SCRUTINEER_PIPELINE_TEXT_ASCII_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace scrutineer::text {

// Classes of ASCII characters, whatever the locale. Bytes of longer sequences belong to none.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsAsciiLetter(char c) { return IsAsciiLower(c) || IsAsciiUpper(c); }
constexpr bool IsAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr char ToAsciiLower(char c) { return IsAsciiUpper(c) ? static_cast<char>(c | 0x20) : c; }
constexpr char ToAsciiUpper(char c) { return IsAsciiLower(c) ? static_cast<char>(c & ~0x20) : c; }

inline std::string ToAsciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ToAsciiLower(c);
  return lower;
}

// `text` without white space at its ends.
inline std::string_view TrimAscii(std::string_view text) {
  while (!text.empty() && IsAsciiSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsAsciiSpace(text.back())) text.remove_suffix(1);
  return text;
}

// How many runs of anything but white space `text` has.
inline int CountAsciiWords(std::string_view text) {
  int count = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool space = IsAsciiSpace(c);
    if (!space && !in_word) ++count;
    in_word = !space;
  }
  return count;
}

// Capitals and no small letter, as headings are set; less is an abbreviation.
inline bool IsCapitals(std::string_view text) {
  constexpr std::size_t kFewest = 4;
  std::size_t capitals = 0;
  for (const char c : text) {
    if (IsAsciiLower(c)) return false;
    if (IsAsciiUpper(c)) ++capitals;
  }
  return capitals >= kFewest;
}

inline bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (ToAsciiLower(a[i]) != ToAsciiLower(b[i])) return false;
  }
  return true;
}

inline bool StartsWithIgnoringCase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && EqualsIgnoringCase(text.substr(0, prefix.size()), prefix);
}

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_ASCII_H_

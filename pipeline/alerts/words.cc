#include "pipeline/alerts/words.h"

#include "pipeline/base/utf8.h"

namespace scrutineer::alerts {
namespace {

// The code point at text[i], moving `i` behind it. REQUIRES: well-formed UTF-8, i < size.
char32_t NextCodePoint(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i++]);
  if (lead < 0x80) return lead;
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t code_point = lead & (0x3FU >> more);
  for (int k = 0; k < more && i < text.size(); ++k) {
    code_point = (code_point << 6) | (static_cast<unsigned char>(text[i++]) & 0x3FU);
  }
  return code_point;
}

// Capitals and small letters of Latin Extended-A stand side by side, which of them first depends on
// the block's part.
char32_t LowerLatin(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 0x20;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  const bool even_is_capital = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  const bool odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (even_is_capital) return c | 1U;
  if (odd_is_capital) return c % 2 == 1 ? c + 1 : c;
  if (c == 0x178) return 0xFF;
  return c;
}

bool IsSpace(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

char32_t PlainPunctuation(char32_t c) {
  if (c == 0x2018 || c == 0x2019) return U'\'';
  if (c == 0x201C || c == 0x201D) return U'"';
  if (c >= 0x2010 && c <= 0x2015) return U'-';
  return c;
}

bool IsWordByte(char byte) {
  const auto c = static_cast<unsigned char>(byte);
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

// Drops spaces at both ends and joins runs, calling `convert` for every other code point.
template <typename IsGap, typename Append>
std::string Squeeze(std::string_view text, IsGap is_gap, Append append) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    if (is_gap(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out.push_back(' ');
    gap = false;
    append(c, out);
  }
  return out;
}

}  // namespace

std::string FoldWords(std::string_view text) {
  return Squeeze(text, IsSpace, [](char32_t c, std::string& out) {
    constexpr char32_t kSoftHyphen = 0xAD;
    if (c != kSoftHyphen) AppendUtf8(LowerLatin(PlainPunctuation(c)), out);
  });
}

bool ContainsPhrase(std::string_view text, std::string_view phrase) {
  const std::string where = FoldWords(text);
  const std::string what = FoldWords(phrase);
  if (what.empty()) return false;
  for (std::size_t at = where.find(what); at != std::string::npos; at = where.find(what, at + 1)) {
    const std::size_t end = at + what.size();
    const bool starts = at == 0 || !IsWordByte(where[at - 1]) || !IsWordByte(what.front());
    const bool ends = end == where.size() || !IsWordByte(where[end]) || !IsWordByte(what.back());
    if (starts && ends) return true;
  }
  return false;
}

bool ContainsFolded(std::string_view text, std::string_view part) {
  return FoldWords(text).find(FoldWords(part)) != std::string::npos;
}

std::string OneLine(std::string_view text) {
  return Squeeze(
      ReplaceInvalidUtf8(text), [](char32_t c) { return IsSpace(c) || IsControl(c); },
      [](char32_t c, std::string& out) { AppendUtf8(c, out); });
}

std::string Shorten(std::string_view text, std::size_t limit_code_points) {
  if (CountCodePoints(text) <= limit_code_points) return std::string(text);
  constexpr std::string_view kEllipsis = "...";
  const std::size_t keep = limit_code_points > kEllipsis.size() ? limit_code_points - 3 : 0;
  std::size_t end = 0;
  for (std::size_t count = 0; count < keep; ++count) NextCodePoint(text, end);
  const std::size_t space = text.substr(0, end).rfind(' ');
  if (space != std::string_view::npos && space > end * 3 / 4) end = space;
  return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

}  // namespace scrutineer::alerts

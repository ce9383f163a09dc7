#include "pipeline/pdf/list_marker.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace scrutineer::pdf {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsBullet(std::string_view word) {
  // U+F0A7, U+F0B7, U+F0D8, U+F0FC: Word's Symbol and Wingdings fonts, in the private use area.
  static constexpr std::array<std::string_view, 21> kBullets = {
      "•", "·", "▪", "●", "○", "◦", "■",      "□",      "❖",      "➢",     "✓",
      "►", "☐", "☑", "☒", "‣", "∙", "\uF0A7", "\uF0B7", "\uF0D8", "\uF0FC"};
  return std::find(kBullets.begin(), kBullets.end(), word) != kBullets.end();
}

// "4", "4.2", "4.2.3": how many numbers of at most three digits, 0 if it is anything else.
std::size_t CountNumbers(std::string_view word) {
  std::size_t numbers = 0;
  std::size_t digits = 0;
  for (const char c : word) {
    if (IsDigit(c)) {
      if (digits == 0) ++numbers;
      if (++digits > 3) return 0;
    } else if (c == '.' && digits > 0) {
      digits = 0;
    } else {
      return 0;
    }
  }
  return digits > 0 ? numbers : 0;
}

// A letter, or a Roman numeral up to four letters long.
bool IsOrdinalLetters(std::string_view word) {
  if (word.size() == 1) return IsLetter(word[0]);
  return !word.empty() && word.size() <= 4 && std::ranges::all_of(word, [](char c) {
    return std::string_view("ivxIVX").find(c) != std::string_view::npos;
  });
}

}  // namespace

ListMarker ListMarkerOf(std::string_view word) {
  if (IsBullet(word)) return ListMarker::kCertain;
  if (word == "-" || word == "–" || word == "*" || word == "o") return ListMarker::kLikely;
  const bool opened = word.starts_with('(');
  const bool closed = word.ends_with(')');
  const bool stopped = word.ends_with('.') || word.ends_with(':');
  if (opened) word.remove_prefix(1);
  if ((closed || stopped) && !word.empty()) word.remove_suffix(1);
  if (opened && !closed) return ListMarker::kNone;
  const std::size_t numbers = CountNumbers(word);
  if (numbers >= 3) return ListMarker::kCertain;
  if (numbers == 0 && !IsOrdinalLetters(word)) return ListMarker::kNone;
  if (closed) return opened || numbers == 0 ? ListMarker::kCertain : ListMarker::kLikely;
  return numbers == 2 || stopped ? ListMarker::kLikely : ListMarker::kNone;
}

}  // namespace scrutineer::pdf

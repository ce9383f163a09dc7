#include "pipeline/text/page_range.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/text/ascii.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kMostDigits = 5;

// Takes a number off the end; -1 where there is none.
int TakeNumber(std::string_view& text) {
  std::size_t begin = text.size();
  while (begin > 0 && IsDigit(text[begin - 1])) --begin;
  const std::string_view digits = text.substr(begin);
  if (digits.empty() || digits.size() > kMostDigits) return -1;
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  text.remove_suffix(digits.size());
  return value;
}

bool TakeWord(std::string_view& text, std::string_view word) {
  if (text.size() < word.size()) return false;
  if (!EqualsIgnoringCase(text.substr(text.size() - word.size()), word)) return false;
  text.remove_suffix(word.size());
  return true;
}

// What stands between the two numbers of a range.
bool TakeDash(std::string_view& text) {
  std::string_view rest = TrimAscii(text);
  for (const std::string_view dash : {"-", "\u2013", "\u2014", " to"}) {
    if (!TakeWord(rest, dash)) continue;
    text = TrimAscii(rest);
    return true;
  }
  return false;
}

// The numbers at the end of `text`, which are taken off.
std::optional<PrintedPages> TakeRange(std::string_view& text) {
  PrintedPages pages;
  pages.last = pages.first = TakeNumber(text);
  if (pages.last < 0) return std::nullopt;
  std::string_view rest = text;
  if (TakeDash(rest)) {
    if (const int first = TakeNumber(rest); first >= 0) {
      pages.first = first;
      text = rest;
    }
  }
  if (pages.first < 1 || pages.first > pages.last) return std::nullopt;
  return pages;
}

}  // namespace

std::optional<PrintedPages> ReadPageRange(std::string_view line) {
  std::string_view text = TrimAscii(line);
  while (text.ends_with(')') || text.ends_with(']') || text.ends_with('.')) text.remove_suffix(1);
  text = TrimAscii(text);
  auto pages = TakeRange(text);
  if (!pages) return std::nullopt;
  text = TrimAscii(text);
  if (!TakeWord(text, "pages") && !TakeWord(text, "page")) return std::nullopt;
  if (!text.empty() && IsAsciiLetter(text.back())) return std::nullopt;
  while (text.ends_with('(') || text.ends_with('[') || text.ends_with(' ')) text.remove_suffix(1);
  pages->before = text;
  return pages;
}

std::optional<PrintedPages> ReadContentsEntry(std::string_view line) {
  std::string_view text = TrimAscii(line);
  auto pages = TakeRange(text);
  if (!pages || text.empty() || (text.back() != ' ' && text.back() != '.')) return std::nullopt;
  while (text.ends_with('.') || text.ends_with(' ') || text.ends_with('_')) text.remove_suffix(1);
  if (std::none_of(text.begin(), text.end(), IsAsciiLetter)) return std::nullopt;
  pages->before = text;
  return pages;
}

}  // namespace scrutineer::text

#include "pipeline/text/opening.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kMostPages = 3;
constexpr std::size_t kMostLines = 160;

bool IsWordByte(char c) { return IsAsciiLetter(c) || IsDigit(c) || !IsAscii(c); }

void AddLines(std::string_view page, std::size_t page_index, int page_number,
              std::vector<OpeningLine>& lines) {
  std::size_t index = 0;
  for (std::size_t begin = 0; begin < page.size() && lines.size() < kMostLines;) {
    const std::size_t newline = std::min(page.find('\n', begin), page.size());
    std::string_view line = page.substr(begin, newline - begin);
    line = line.substr(0, FloorToCodePoint(line, kOpeningLineBytes));
    if (!line.empty()) {
      lines.push_back({.text = line,
                       .lower = ToAsciiLower(line),
                       .page_index = page_index,
                       .page_number = page_number,
                       .index = index++});
    }
    begin = newline + 1;
  }
}

}  // namespace

Opening ReadOpening(const std::vector<std::string_view>& pages) {
  Opening opening;
  std::size_t read = 0;
  for (std::size_t i = 0; i < pages.size() && read < kMostPages; ++i) {
    if (pages[i].empty()) continue;
    AddLines(pages[i], read, static_cast<int>(i) + 1, opening.lines);
    ++read;
  }
  return opening;
}

std::size_t FindPhrase(std::string_view lower, std::string_view phrase, std::size_t from) {
  for (std::size_t at = lower.find(phrase, from); at != std::string_view::npos;
       at = lower.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    const bool begins = at == 0 || !IsWordByte(lower[at - 1]) || !IsWordByte(phrase.front());
    const bool ends = end == lower.size() || !IsWordByte(lower[end]) || !IsWordByte(phrase.back());
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

bool ContainsPhrase(std::string_view lower, std::string_view phrase) {
  return FindPhrase(lower, phrase) != std::string_view::npos;
}

std::string_view StripPunctuation(std::string_view line) {
  const auto strips = [](char c) { return IsAscii(c) && !IsAsciiLetter(c) && !IsDigit(c); };
  while (!line.empty() && strips(line.front())) line.remove_prefix(1);
  while (!line.empty() && strips(line.back()) && line.back() != ')') line.remove_suffix(1);
  return line;
}

bool BeginsWithPhrase(std::string_view lower, std::string_view phrase) {
  lower = StripPunctuation(lower);
  return lower.starts_with(phrase) &&
         (lower.size() == phrase.size() || !IsWordByte(lower[phrase.size()]) ||
          !IsWordByte(phrase.back()));
}

std::size_t CountWords(std::string_view line) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : line) {
    const bool word = IsWordByte(c);
    if (word && !in_word) ++words;
    in_word = word;
  }
  return words;
}

}  // namespace scrutineer::text

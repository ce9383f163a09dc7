#include "pipeline/text/line_mask.h"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/text/ascii.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kMostValueDigits = 9;
constexpr std::size_t kLongestRoman = 8;

constexpr auto kPageWords =
    std::to_array<std::string_view>({"page", "p.", "p", "pg", "pg.", "tudalen", "tud."});

// What a page number may consist of once masked, without signs at its ends.
constexpr auto kPageNumbers = std::to_array<std::string_view>(
    {"#",        "page #",        "page # of #", "page #of #",   "page#",
     "page#of#", "page # / #",    "page #/#",    "# of #",       "#/#",
     "# / #",    "# page",        "# | page",    "#|page",       "page | #",
     "page|#",   "p #",           "p. #",        "p.#",          "pg #",
     "pg. #",    "page no #",     "page no. #",  "tudalen #",    "tudalen # o #",
     "page: #",  "page | # of #", "page - #",    "page number #"});

constexpr auto kNumberedThings = std::to_array<std::string_view>(
    {"annex",     "annexe",   "appendix",       "application", "area",   "article",    "case",
     "chapter",   "clause",   "enclosure",      "exhibit",     "fig",    "fig.",       "figure",
     "item",      "lot",      "minute",         "motion",      "no",     "no.",        "number",
     "objective", "option",   "part",           "phase",       "plan",   "policy",     "priority",
     "proposal",  "question", "recommendation", "ref",         "report", "resolution", "risk",
     "schedule",  "section",  "site",           "slide",       "stage",  "step",       "table",
     "theme",     "unit",     "ward",           "year",        "zone"});

std::optional<std::int64_t> RomanValue(std::string_view word) {
  if (word.empty() || word.size() > kLongestRoman) return std::nullopt;
  const auto value_of = [](char c) -> std::int64_t {
    switch (c) {
      case 'i':
        return 1;
      case 'v':
        return 5;
      case 'x':
        return 10;
      case 'l':
        return 50;
      case 'c':
        return 100;
      default:
        return 0;
    }
  };
  std::int64_t value = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::int64_t own = value_of(word[i]);
    if (own == 0) return std::nullopt;
    const bool less = i + 1 < word.size() && own < value_of(word[i + 1]);
    value += less ? -own : own;
  }
  return value > 0 ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> WordsOf(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < line.size();) {
    while (i < line.size() && IsAsciiSpace(line[i])) ++i;
    std::size_t end = i;
    while (end < line.size() && !IsAsciiSpace(line[end])) ++end;
    if (end > i) words.push_back(line.substr(i, end - i));
    i = end;
  }
  return words;
}

bool IsLoneLetter(std::string_view word) { return word.size() == 1 && IsAsciiLetter(word[0]); }

// "P a g e | 3" as "Page | 3": three or more single letters in a row are one word.
std::vector<std::string> WithSpacedLettersJoined(const std::vector<std::string_view>& words) {
  std::vector<std::string> joined;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i;
    while (end < words.size() && IsLoneLetter(words[end])) ++end;
    if (end < i + 3) {
      joined.emplace_back(words[i++]);
      continue;
    }
    std::string word;
    for (; i < end; ++i) word.append(words[i]);
    joined.push_back(std::move(word));
  }
  return joined;
}

// Appends `word` to the mask, and its numbers to the numbers.
void MaskWord(std::string_view word, LineMask& mask) {
  for (std::size_t i = 0; i < word.size();) {
    std::size_t end = i;
    std::int64_t value = 0;
    while (end < word.size() && IsDigit(word[end]) && end - i < kMostValueDigits) {
      value = value * 10 + (word[end++] - '0');
    }
    if (end == i) {
      mask.masked.push_back(ToAsciiLower(word[i++]));
      continue;
    }
    mask.masked.push_back('#');
    mask.numbers.push_back(value);
    i = end;
  }
}

bool IsNumber(std::string_view word) { return !word.empty() && IsDigit(word.front()); }

// Without the signs that dress a number up: "- 3 -", "[3]", "|".
std::string_view Undressed(std::string_view masked) {
  const auto dresses = [](char c) {
    return std::string_view(" -_|[](){}.~*").find(c) != std::string_view::npos;
  };
  while (true) {
    if (!masked.empty() && dresses(masked.front())) {
      masked.remove_prefix(1);
    } else if (!masked.empty() && dresses(masked.back())) {
      masked.remove_suffix(1);
    } else if (masked.starts_with("\u2013") || masked.starts_with("\u2014")) {
      masked.remove_prefix(3);
    } else if (masked.ends_with("\u2013") || masked.ends_with("\u2014")) {
      masked.remove_suffix(3);
    } else {
      return masked;
    }
  }
}

// A whole line that is a Roman numeral, or "page" and one.
std::optional<std::int64_t> RomanPage(const std::vector<std::string>& words) {
  if (words.empty() || words.size() > 3) return std::nullopt;
  std::optional<std::int64_t> value;
  for (const std::string& word : words) {
    const std::string lower = ToAsciiLower(word);
    if (Holds(kPageWords, lower) || Undressed(lower).empty()) continue;
    if (value) return std::nullopt;
    value = RomanValue(Undressed(lower));
    if (!value) return std::nullopt;
  }
  return value;
}

}  // namespace

LineMask MaskLine(std::string_view line) {
  LineMask mask;
  const std::vector<std::string> words = WithSpacedLettersJoined(WordsOf(line));
  if (const auto roman = RomanPage(words)) {
    mask.masked.push_back('#');
    mask.numbers.push_back(*roman);
    mask.is_page_number = true;
    return mask;
  }
  std::string previous;
  for (const std::string& word : words) {
    if (!mask.masked.empty()) mask.masked.push_back(' ');
    MaskWord(word, mask);
    if (IsNumber(word)) {
      mask.names_page = mask.names_page || Holds(kPageWords, previous);
      mask.names_other_number = mask.names_other_number || Holds(kNumberedThings, previous);
    }
    previous = ToAsciiLower(word);
  }
  const std::string_view trimmed = TrimAscii(line);
  mask.labels = trimmed.ends_with(':') || trimmed.ends_with('?') || ParseListMarker(trimmed);
  mask.is_page_number = !mask.numbers.empty() && Holds(kPageNumbers, Undressed(mask.masked));
  return mask;
}

}  // namespace scrutineer::text

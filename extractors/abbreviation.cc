#include "extractors/abbreviation.h"

#include <algorithm>
#include <array>

#include "extractors/words.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kLongestAbbreviation = 10;
// Brackets around more than this hold no abbreviation.
constexpr std::size_t kLongestBracket = 60;
constexpr std::size_t kMostWords = 16;

constexpr std::array<std::string_view, 14> kSmallWords = {
    "of", "and", "the", "for", "in", "to", "with", "a", "an", "on", "by", "at", "or", "from"};

// What may stand between the bracket and the abbreviation.
constexpr std::array<std::string_view, 10> kLeads = {
    "hereafter", "hereinafter", "referred to as", "known as",  "abbreviated to", "or",
    "also",      "the",         "called",         "henceforth"};

constexpr std::array<std::string_view, 6> kQuotes = {"\"", "'", "“", "”", "‘", "’"};

void SkipFront(std::string_view& text) {
  for (bool again = true; again;) {
    again = text.starts_with(' ') || text.starts_with(',');
    if (again) text.remove_prefix(1);
    for (const std::string_view quote : kQuotes) {
      if (!text.starts_with(quote)) continue;
      text.remove_prefix(quote.size());
      again = true;
    }
  }
}

void SkipBack(std::string_view& text) {
  for (bool again = true; again;) {
    again = text.ends_with(' ') || text.ends_with(',');
    if (again) text.remove_suffix(1);
    for (const std::string_view quote : kQuotes) {
      if (!text.ends_with(quote)) continue;
      text.remove_suffix(quote.size());
      again = true;
    }
  }
}

// The abbreviation inside brackets, or empty.
std::string AbbreviationIn(std::string_view inside) {
  SkipFront(inside);
  SkipBack(inside);
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view lead : kLeads) {
      if (!AsciiLowerOf(inside.substr(0, lead.size() + 1)).starts_with(lead) ||
          inside.size() <= lead.size() || IsWordByteAt(inside, lead.size())) {
        continue;
      }
      inside.remove_prefix(lead.size());
      SkipFront(inside);
      again = true;
    }
  }
  if (inside.ends_with('s') && inside.size() > 2 && IsAsciiCapital(inside[inside.size() - 2])) {
    inside.remove_suffix(1);
  }
  const auto is_letter = [](char c) {
    return IsAsciiCapital(c) || IsAsciiSmall(c) || IsAsciiDigit(c) || c == '&';
  };
  const bool shaped = inside.size() >= 2 && inside.size() <= kLongestAbbreviation &&
                      IsAsciiCapital(inside[0]) &&
                      std::all_of(inside.begin(), inside.end(), is_letter);
  const auto capitals = std::count_if(inside.begin(), inside.end(), IsAsciiCapital);
  // "(Wales)" is a word, "AfC" is none: half of an abbreviation are capitals.
  if (!shaped || capitals < 2 || capitals * 2 < static_cast<std::ptrdiff_t>(inside.size())) {
    return {};
  }
  return std::string(inside);
}

struct Word {
  std::size_t begin = 0, end = 0;
  char initial = 0;
  bool small = false;  // may be left out
};

// Whether an apostrophe, "&" or full stop stands there, also ’ (its three bytes).
bool IsWithinWord(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\'' || c == '&' || c == '.') return true;
  const std::size_t begin = c == '\x99' && at >= 2 ? at - 2 : c == '\x80' && at >= 1 ? at - 1 : at;
  return text.substr(begin, 3) == "’";
}

// The last words before `end` on the same line, the last first.
std::vector<Word> WordsBefore(std::string_view text, std::size_t end) {
  std::vector<Word> words;
  std::size_t at = end;
  while (words.size() < kMostWords) {
    // Words are parted by spaces, hyphens and slashes; other punctuation ends the long form.
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-' || text[at - 1] == '/' ||
                      text[at - 1] == ',')) {
      --at;
    }
    const std::size_t word_end = at;
    while (at > 0 && (IsWordByteAt(text, at - 1) || IsWithinWord(text, at - 1))) --at;
    if (at == word_end) break;
    const std::string_view word = text.substr(at, word_end - at);
    constexpr std::size_t kInitial = 2;  // "F."
    if (word.ends_with('.') && word.size() > kInitial && !IsLegalForm(word)) break;
    const std::string lower = AsciiLowerOf(word);
    const bool small =
        std::find(kSmallWords.begin(), kSmallWords.end(), lower) != kSmallWords.end() ||
        word == "&" || IsLegalForm(word);
    words.push_back({at, word_end, word == "&" ? 'a' : lower[0], small});
  }
  return words;
}

// Where the words begin whose initials are `letters`; or nothing. `take_small`: small words may
// have a letter; `skip_last`: the last word, a legal form, has none.
std::optional<std::size_t> BeginOfInitials(const std::vector<Word>& words, std::string_view letters,
                                           bool take_small, bool skip_last) {
  std::size_t word = skip_last ? 1 : 0;
  for (std::size_t i = letters.size(); i-- > 0;) {
    if (letters[i] == '&') continue;
    while (word < words.size() &&
           (words[word].initial != AsciiLower(letters[i]) || (words[word].small && !take_small))) {
      if (!words[word].small) return std::nullopt;
      ++word;
    }
    if (word == words.size()) return std::nullopt;
    ++word;
  }
  return words[word - 1].begin;
}

std::optional<std::size_t> LongFormBegin(std::string_view text, std::size_t end,
                                         std::string_view letters) {
  const std::vector<Word> words = WordsBefore(text, end);
  if (words.empty()) return std::nullopt;
  const bool legal_form = words[0].small && words.size() > 1;
  for (const bool take_small : {false, true}) {
    for (const bool skip_last : {false, true}) {
      if (skip_last && !legal_form) continue;
      if (auto begin = BeginOfInitials(words, letters, take_small, skip_last)) return begin;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<AbbreviationDefinition> FindAbbreviations(std::string_view text) {
  std::vector<AbbreviationDefinition> definitions;
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const std::string_view rest = text.substr(open + 1, kLongestBracket);
    const std::size_t close = rest.find(')');
    if (close == std::string_view::npos) continue;
    std::string letters = AbbreviationIn(rest.substr(0, close));
    if (letters.empty()) continue;
    std::string_view before = text.substr(0, open);
    SkipBack(before);
    if (const auto begin = LongFormBegin(text, before.size(), letters)) {
      definitions.push_back({std::move(letters), *begin, before.size()});
    }
  }
  return definitions;
}

}  // namespace scrutineer::extractors

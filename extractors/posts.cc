#include "extractors/posts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "extractors/number_words.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

using text::IsAsciiLetter;
using text::IsDigit;
using text::StartsWithIgnoringCase;

struct Noun {
  std::string_view words;
  std::string_view unit;
};

// The longer before what they begin with.
constexpr auto kPostNouns = std::to_array<Noun>({
    {"full-time equivalents", "FTE"},
    {"full-time equivalent", "FTE"},
    {"full time equivalents", "FTE"},
    {"full time equivalent", "FTE"},
    {"whole time equivalents", "FTE"},
    {"whole time equivalent", "FTE"},
    {"whole-time equivalent", "FTE"},
    {"FTEs", "FTE"},
    {"FTE", "FTE"},
    {"WTE", "FTE"},
    {"members of staff", "staff"},
    {"member of staff", "staff"},
    {"staff members", "staff"},
    {"staff", "staff"},
    {"employees", "staff"},
    {"workers", "staff"},
    {"posts", "posts"},
    {"jobs", "posts"},
    {"roles", "posts"},
    {"positions", "posts"},
    {"vacancies", "posts"},
    {"redundancies", "posts"},
});

// Words that may stand between the number and the noun, but never belong to a number of posts.
constexpr auto kNotBetween = std::to_array<std::string_view>({
    "of",    "in",     "to",   "and",   "or",   "for",   "per",     "by",     "at",
    "on",    "with",   "from", "the",   "a",    "an",    "year",    "years",  "year-old",
    "month", "months", "week", "weeks", "day",  "days",  "hour",    "hours",  "minutes",
    "miles", "lamp",   "sign", "goal",  "gate", "fence", "bollard", "marker", "trading",
    "key",   "is",     "are",  "was",   "were", "will",  "our",     "their",  "its",
    "all",   "if",     "when", "that",
});

// Words behind "staff" that make it an adjective.
constexpr auto kAfterStaff = std::to_array<std::string_view>({
    "survey",   "surveys", "consultation", "consultations", "meeting",  "meetings",
    "room",     "network", "structure",    "costs",         "cost",     "newsletter",
    "side",     "council", "briefing",     "briefings",     "time",     "pay",
    "handbook", "car",     "parking",      "training",      "reps",     "representatives",
    "forum",    "groups",  "teams",        "engagement",    "sessions", "hours",
    "days",     "awards",  "houses",
});

template <std::size_t N>
bool IsAnyOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view each) { return text::EqualsIgnoringCase(each, word); });
}

const Noun* NounAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  for (const Noun& noun : kPostNouns) {
    if (!StartsWithIgnoringCase(rest, noun.words)) continue;
    const std::size_t end = at + noun.words.size();
    if (end < text.size() && (IsAsciiLetter(text[end]) || text[end] == '-')) continue;
    const std::string_view next = WordAt(text, SkipSpaces(text, end, 1));
    if (noun.words == "staff" && IsAnyOf(kAfterStaff, next)) return nullptr;
    return &noun;
  }
  return nullptr;
}

// A number in digits or as a word, in hundredths.
struct PostCount {
  std::int64_t hundredths = 0;
  std::size_t end = 0;
};

std::optional<PostCount> ReadCount(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  if (!IsDigit(text[at])) {
    const std::string_view word = WordAt(text, at);
    const auto number = NumberOfWord(word);
    if (!number) return std::nullopt;
    return PostCount{std::int64_t{*number} * 100, at + word.size()};
  }
  const auto number = ReadNumber(text, at);
  if (!number || number->fraction_digits > 2) return std::nullopt;
  // A year: "the 2024 staff".
  const bool year = !number->grouped && number->fraction_digits == 0 && number->whole >= 1900 &&
                    number->whole <= 2099 && number->end - at == 4;
  constexpr std::int64_t kMostPosts = 200'000;
  if (year || number->whole > kMostPosts) return std::nullopt;
  return PostCount{number->Times(100), number->end};
}

// "20-25", "20 to 25", "between 20 and 25": the second number.
std::optional<PostCount> ReadHigh(std::string_view text, std::size_t begin, PostCount low) {
  std::size_t at = SkipSpaces(text, low.end, 1);
  const std::string_view rest = text.substr(std::min(at, text.size()));
  if (rest.starts_with("-")) {
    at += 1;
  } else if (rest.starts_with("\u2013") || rest.starts_with("to ")) {
    at += 3;  // both have three bytes
  } else if (rest.starts_with("and ") &&
             text::EqualsIgnoringCase(WordBefore(text, begin), "between")) {
    at += 4;
  } else {
    return std::nullopt;
  }
  const auto high = ReadCount(text, SkipSpaces(text, at, 1));
  if (!high || high->hundredths <= low.hundredths) return std::nullopt;
  return high;
}

struct NounMatch {
  const Noun* noun = nullptr;
  std::size_t end = 0;
};

// The noun behind a number, at most two words in between.
std::optional<NounMatch> ReadNoun(std::string_view text, std::size_t at) {
  for (int between = 0; between <= 2; ++between) {
    const std::size_t word_at = SkipSpaces(text, at, 2);
    if (word_at == at || word_at >= text.size()) return std::nullopt;
    if (const Noun* noun = NounAt(text, word_at)) {
      return NounMatch{noun, word_at + noun->words.size()};
    }
    const std::string_view word = WordAt(text, word_at);
    if (word.empty() || IsAnyOf(kNotBetween, word) || NumberOfWord(word)) return std::nullopt;
    at = word_at + word.size();
  }
  return std::nullopt;
}

std::optional<Value> ReadPosts(std::string_view text, std::size_t at) {
  const auto low = ReadCount(text, at);
  if (!low) return std::nullopt;
  const auto high = ReadHigh(text, at, *low);
  auto noun = ReadNoun(text, high ? high->end : low->end);
  if (!noun) return std::nullopt;
  // "7 Staff were told": a numbered heading.
  const char first = text[noun->end - noun->noun->words.size()];
  if (at == 0 && text::IsAsciiUpper(first) && noun->noun->unit != "FTE") return std::nullopt;
  // "17.6 full-time equivalent posts"
  if (noun->noun->unit == "FTE") {
    const std::size_t next = SkipSpaces(text, noun->end, 1);
    if (next < text.size()) {
      if (const Noun* second = NounAt(text, next)) noun->end = next + second->words.size();
    }
  }
  Value value;
  value.kind = ValueKind::kPosts;
  value.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(noun->end)};
  value.low = low->hundredths;
  value.high = high ? high->hundredths : low->hundredths;
  value.unit = noun->noun->unit;
  value.approximate = IsApproximateBefore(text, at);
  return value;
}

bool EndsBefore(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  const bool joined = IsAsciiLetter(before) || IsDigit(before) || before == '-' || before == '.' ||
                      before == ',' || before == '/';
  return !joined && static_cast<unsigned char>(before) < 0x80;
}

}  // namespace

std::vector<Value> FindPosts(std::string_view text) {
  std::vector<Value> found;
  for (std::size_t at = 0; at < text.size();) {
    const bool starts = (IsDigit(text[at]) || IsAsciiLetter(text[at])) && EndsBefore(text, at);
    if (starts) {
      if (auto value = ReadPosts(text, at)) {
        at = value->span.end;
        found.push_back(std::move(*value));
        continue;
      }
    }
    ++at;
  }
  return found;
}

}  // namespace scrutineer::extractors

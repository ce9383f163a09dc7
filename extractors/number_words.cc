#include "extractors/number_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

using text::IsAsciiLetter;
using text::IsAsciiSpace;
using text::IsDigit;

constexpr std::size_t kMostDigits = 12;
constexpr std::size_t kMostFractionDigits = 6;

bool IsDigitAt(std::string_view text, std::size_t at) {
  return at < text.size() && IsDigit(text[at]);
}

std::size_t DigitsAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (IsDigitAt(text, end)) ++end;
  return end - at;
}

struct WordNumber {
  std::string_view word;
  int number;
};

constexpr auto kWordNumbers = std::to_array<WordNumber>({
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},  {"ninety", 90},    {"hundred", 100},
});

// What may stand right before a number that is not exact.
constexpr auto kApproximate = std::to_array<std::string_view>({
    "around",  "about",   "approximately", "approx",    "circa",   "c",      "ca",    "some",
    "roughly", "nearly",  "almost",        "over",      "under",   "below",  "above", "exceeding",
    "exceed",  "exceeds", "exceeded",      "estimated", "than",    "least",  "most",  "approaching",
    "region",  "maximum", "minimum",       "excess",    "upwards", "beyond",
});

}  // namespace

std::int64_t PrintedNumber::Times(std::int64_t factor) const {
  std::int64_t divisor = 1;
  for (int i = 0; i < fraction_digits; ++i) divisor *= 10;
  __extension__ using Wide = __int128;
  const Wide value = Wide{whole} * factor + Wide{fraction} * factor / divisor;
  constexpr Wide kMost = Wide{1'000'000'000'000'000};
  return static_cast<std::int64_t>(std::min(value, kMost));
}

std::optional<PrintedNumber> ReadNumber(std::string_view text, std::size_t at) {
  PrintedNumber number;
  std::size_t digits = DigitsAt(text, at);
  if (digits == 0 || digits > kMostDigits) return std::nullopt;
  const auto take = [&](std::size_t from, std::size_t count) {
    for (std::size_t i = from; i < from + count; ++i) {
      number.whole = number.whole * 10 + (text[i] - '0');
    }
  };
  take(at, digits);
  std::size_t end = at + digits;
  while (digits <= kMostDigits && end < text.size() && text[end] == ',' &&
         IsDigitAt(text, end + 1)) {
    if (DigitsAt(text, end + 1) != 3 || (!number.grouped && end - at > 3)) return std::nullopt;
    take(end + 1, 3);
    number.grouped = true;
    digits += 3;
    end += 4;
  }
  if (digits > kMostDigits) return std::nullopt;
  if (end < text.size() && text[end] == '.' && IsDigitAt(text, end + 1)) {
    const std::size_t count = DigitsAt(text, end + 1);
    if (count > kMostFractionDigits) return std::nullopt;
    for (std::size_t i = end + 1; i <= end + count; ++i) {
      number.fraction = number.fraction * 10 + (text[i] - '0');
    }
    number.fraction_digits = static_cast<int>(count);
    end += count + 1;
    if (end < text.size() && text[end] == '.' && IsDigitAt(text, end + 1)) return std::nullopt;
  }
  number.end = end;
  return number;
}

std::optional<int> NumberOfWord(std::string_view word) {
  for (const WordNumber& each : kWordNumbers) {
    if (text::EqualsIgnoringCase(each.word, word)) return each.number;
  }
  return std::nullopt;
}

std::string_view WordBefore(std::string_view text, std::size_t at) {
  while (at > 0 && IsAsciiSpace(text[at - 1])) --at;
  if (at > 0 && text[at - 1] == '.') --at;
  std::size_t begin = at;
  while (begin > 0 && (IsAsciiLetter(text[begin - 1]) || text[begin - 1] == '-')) --begin;
  return text.substr(begin, at - begin);
}

std::string_view WordAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (IsAsciiLetter(text[end]) || (text[end] == '-' && end > at))) ++end;
  return text.substr(at, end - at);
}

std::size_t SkipSpaces(std::string_view text, std::size_t at, std::size_t most) {
  while (most-- > 0 && at < text.size() && IsAsciiSpace(text[at])) ++at;
  return at;
}

bool IsApproximateBefore(std::string_view text, std::size_t at) {
  std::string_view word = WordBefore(text, at);
  // "up to", "in excess of", "estimated at", "more than a", "a maximum of".
  for (const std::string_view link : {"of", "to", "at", "a"}) {
    if (word != link) continue;
    const auto before = static_cast<std::size_t>(word.data() - text.data());
    const std::string_view first = WordBefore(text, before);
    if (link == "to") return text::EqualsIgnoringCase(first, "up") || first == "amount";
    word = first;
    break;
  }
  return std::any_of(kApproximate.begin(), kApproximate.end(),
                     [&](std::string_view vague) { return text::EqualsIgnoringCase(vague, word); });
}

}  // namespace scrutineer::extractors

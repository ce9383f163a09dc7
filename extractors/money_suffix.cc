#include "extractors/money_suffix.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "extractors/number_words.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

using text::IsAsciiLetter;
using text::IsDigit;
using text::StartsWithIgnoringCase;

struct Period {
  std::string_view words;
  std::string_view period;
};

// The longer before what they begin with.
constexpr auto kPeriods = std::to_array<Period>({
    {"per annum", "year"},
    {"per year", "year"},
    {"a year", "year"},
    {"each year", "year"},
    {"every year", "year"},
    {"annually", "year"},
    {"yearly", "year"},
    {"p.a.", "year"},
    {"p.a", "year"},
    {"pa", "year"},
    {"p/a", "year"},
    {"/year", "year"},
    {"per calendar month", "month"},
    {"per month", "month"},
    {"a month", "month"},
    {"each month", "month"},
    {"monthly", "month"},
    {"pcm", "month"},
    {"/month", "month"},
    {"per week", "week"},
    {"a week", "week"},
    {"each week", "week"},
    {"weekly", "week"},
    {"p.w.", "week"},
    {"pw", "week"},
    {"/week", "week"},
    {"per day", "day"},
    {"a day", "day"},
    {"each day", "day"},
    {"daily", "day"},
    {"/day", "day"},
    {"per hour", "hour"},
    {"an hour", "hour"},
    {"hourly", "hour"},
    {"/hour", "hour"},
    {"p.h.", "hour"},
    {"ph", "hour"},
});

constexpr auto kVat = std::to_array<std::string_view>({
    "+ VAT",     "+VAT",       "plus VAT",        "(+ VAT)",   "(plus VAT)",    "ex VAT",
    "exc VAT",   "exc. VAT",   "excl VAT",        "excl. VAT", "excluding VAT", "(ex VAT)",
    "(exc VAT)", "(exc. VAT)", "(excluding VAT)", "ex. VAT",   "inc VAT",       "inc. VAT",
    "incl VAT",  "incl. VAT",  "including VAT",   "(inc VAT)", "(inc. VAT)",    "(including VAT)",
});

// "an annual contract value of": what a year's amount is called.
constexpr auto kYearly = std::to_array<std::string_view>({
    "annual cost",           "annual value",        "annual contract value",
    "annual contract cost",  "annual price",        "annual fee",
    "annual charge",         "annual sum",          "annual saving",
    "annual savings",        "annual payment",      "annual subsidy",
    "annual budget",         "annual amount",       "annual spend",
    "yearly cost",           "annual contract sum", "annual contract price",
    "annual management fee",
});
constexpr std::size_t kYearlyReach = 48;

const Period* PeriodAt(std::string_view text) {
  for (const Period& period : kPeriods) {
    if (!StartsWithIgnoringCase(text, period.words)) continue;
    const bool ends =
        text.size() == period.words.size() || !IsAsciiLetter(text[period.words.size()]);
    if (ends) return &period;
  }
  return nullptr;
}

// The length of a year or financial year that begins at `at`: "2019-20", "2024/25", "2024"; 0 for
// none. `ranges_only`: a single year does not count.
std::size_t YearsAt(std::string_view text, std::size_t at, bool ranges_only) {
  const auto digits = [&](std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && IsDigit(text[end])) ++end;
    return end - from;
  };
  const bool year =
      digits(at) == 4 && (text.substr(at).starts_with("20") || text.substr(at).starts_with("19"));
  if (!year) return 0;
  std::size_t end = at + 4;
  std::size_t gap = 0;
  if (end < text.size() && (text[end] == '-' || text[end] == '/')) gap = 1;
  if (text.substr(end).starts_with("\u2013")) gap = 3;
  const std::size_t second = gap > 0 ? digits(end + gap) : 0;
  if (second == 2 || second == 4) return 4 + gap + second;
  return ranges_only || second > 0 ? 0 : 4;
}

// "in 2019-20", "(2024/25)", "for the financial year 2024/25".
std::string YearsAfter(std::string_view text, std::size_t end) {
  std::size_t at = SkipSpaces(text, end, 1);
  if (at < text.size() && (text[at] == '(' || text[at] == ',')) at = SkipSpaces(text, at + 1, 1);
  bool preposition = false;
  constexpr auto kLinks = std::to_array<std::string_view>(
      {"in", "for", "during", "the", "financial", "year", "years", "FY", "municipal", "by"});
  for (int i = 0; i < 5; ++i) {
    const std::string_view word = WordAt(text, at);
    if (std::find(kLinks.begin(), kLinks.end(), word) == kLinks.end()) break;
    preposition = preposition || word == "in" || word == "for" || word == "during";
    at = SkipSpaces(text, at + word.size(), 1);
  }
  return std::string(text.substr(std::min(at, text.size()), YearsAt(text, at, !preposition)));
}

bool IsYearly(std::string_view text, std::size_t begin) {
  const std::size_t from = begin - std::min(begin, kYearlyReach);
  const std::string lower = text::ToAsciiLower(text.substr(from, begin - from));
  return std::any_of(kYearly.begin(), kYearly.end(), [&](std::string_view words) {
    const std::size_t at = lower.rfind(words);
    // Another amount or sentence in between takes the words for itself.
    return at != std::string::npos && lower.find_first_of("0123456789;", at) == std::string::npos;
  });
}

}  // namespace

bool StartsSuffix(std::string_view text) { return PeriodAt(text) != nullptr; }

std::size_t ReadSuffix(std::string_view text, std::size_t begin, std::size_t end, Value& value) {
  const auto read_period = [&] {
    const std::size_t at = SkipSpaces(text, end, 1);
    const Period* period = PeriodAt(text.substr(std::min(at, text.size())));
    if (period == nullptr) return;
    value.period = period->period;
    end = at + period->words.size();
  };
  read_period();
  const std::string_view rest = text.substr(std::min(SkipSpaces(text, end, 1), text.size()));
  for (const std::string_view vat : kVat) {
    if (!StartsWithIgnoringCase(rest, vat)) continue;
    end = static_cast<std::size_t>(rest.data() - text.data()) + vat.size();
    break;
  }
  if (value.period.empty()) read_period();
  if (value.period.empty() && IsYearly(text, begin)) value.period = "year";
  value.years = YearsAfter(text, end);
  return end;
}

}  // namespace scrutineer::extractors

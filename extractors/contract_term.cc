#include "extractors/contract_term.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "extractors/number_words.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

// How far a term may stand from the start that it belongs to.
constexpr std::size_t kTermReachBytes = 70;
// Where words stand that make a term that of an extension.
constexpr std::size_t kOptionReachBytes = 40;

struct RolePair {
  std::string_view start;
  std::string_view end;
};

constexpr auto kPairs = std::to_array<RolePair>(
    {{"contract-start", "contract-end"}, {"consultation-opens", "consultation-closes"}});

std::string_view EndOf(std::string_view start) {
  for (const RolePair& pair : kPairs) {
    if (pair.start == start) return pair.end;
  }
  return {};
}

std::string_view StartOf(std::string_view end) {
  for (const RolePair& pair : kPairs) {
    if (pair.end == end) return pair.start;
  }
  return {};
}

bool IsLink(std::string_view between) {
  constexpr auto kLinks = std::to_array<std::string_view>(
      {"to", "until", "till", "-", "\u2013", "\u2014", "and", "through", "up to"});
  while (between.starts_with(',') || between.ends_with(',')) {
    if (between.starts_with(',')) between.remove_prefix(1);
    if (between.ends_with(',')) between.remove_suffix(1);
  }
  const std::string_view words = text::TrimAscii(between);
  return std::find(kLinks.begin(), kLinks.end(), words) != kLinks.end();
}

enum class TermUnit { kWeeks, kMonths, kYears };

// "five years", "six-week".
struct Term {
  int count = 0;
  TermUnit unit = TermUnit::kYears;
  std::size_t begin = 0, end = 0;
};

std::optional<TermUnit> UnitOf(std::string_view word) {
  if (word == "year" || word == "years") return TermUnit::kYears;
  if (word == "month" || word == "months") return TermUnit::kMonths;
  if (word == "week" || word == "weeks") return TermUnit::kWeeks;
  return std::nullopt;
}

// A term whose number begins at `at`.
std::optional<Term> ReadTerm(std::string_view text, std::size_t at) {
  Term term;
  term.begin = at;
  std::string_view rest;
  if (text::IsDigit(text[at])) {
    const auto number = ReadNumber(text, at);
    if (!number || number->fraction_digits > 0 || number->whole > 99) return std::nullopt;
    term.count = static_cast<int>(number->whole);
    term.end = number->end;
  } else {
    // "six-week" is one word.
    const std::string_view word = WordAt(text, at);
    const std::string_view first = word.substr(0, word.find('-'));
    const auto number = NumberOfWord(first);
    if (!number) return std::nullopt;
    term.count = *number;
    term.end = at + first.size();
  }
  if (term.count == 0 || term.end >= text.size()) return std::nullopt;
  if (text[term.end] != '-' && text[term.end] != ' ') return std::nullopt;
  rest = WordAt(text, term.end + 1);
  const auto unit = UnitOf(rest.substr(0, rest.find('-')));
  if (!unit) return std::nullopt;
  term.unit = *unit;
  term.end += 1 + rest.substr(0, rest.find('-')).size();
  return term;
}

// Whether words before a term, or right behind it, make it that of an extension.
bool IsOption(std::string_view text, const Term& term) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"option", "exten", "further", "additional", "another", "plus", "up to", "renew", "+"});
  const std::size_t from = term.begin - std::min(term.begin, kOptionReachBytes);
  const std::string before = text::ToAsciiLower(text.substr(from, term.begin - from));
  const std::string after = text::ToAsciiLower(text.substr(term.end, 12));
  return std::any_of(
             kWords.begin(), kWords.end(),
             [&](std::string_view word) { return before.find(word) != std::string::npos; }) ||
         after.find("exten") != std::string::npos || after.find(" ago") != std::string::npos ||
         after.find("option") != std::string::npos;
}

// The one term around a date that is no option; nothing where there are two.
std::optional<Term> TermAround(std::string_view text, ByteSpan date) {
  const std::size_t from = date.begin - std::min<std::size_t>(date.begin, kTermReachBytes);
  const std::size_t to = std::min(text.size(), date.end + kTermReachBytes);
  std::optional<Term> found;
  for (std::size_t at = from; at < to; ++at) {
    const bool starts = (text::IsDigit(text[at]) || text::IsAsciiLetter(text[at])) &&
                        (at == 0 || text[at - 1] == ' ' || text[at - 1] == '(');
    if (!starts) continue;
    const auto term = ReadTerm(text, at);
    if (!term || IsOption(text, *term)) continue;
    if (found) return std::nullopt;
    found = term;
  }
  return found;
}

// The last day of a term that begins on `start`.
Date LastDay(Date start, const Term& term) {
  using std::chrono::days;
  using std::chrono::sys_days;
  if (term.unit == TermUnit::kWeeks) return Date{sys_days{start} + days{7 * term.count - 1}};
  const auto months =
      std::chrono::months{term.unit == TermUnit::kYears ? 12 * term.count : term.count};
  Date next = start + months;
  if (!next.ok()) next = next.year() / next.month() / std::chrono::last;
  return Date{sys_days{next} - days{1}};
}

bool HasRole(const std::vector<RoleDate>& dates, std::string_view role) {
  return std::any_of(dates.begin(), dates.end(),
                     [&](const RoleDate& each) { return each.value.role == role; });
}

}  // namespace

void PairDates(std::string_view sentence, std::vector<RoleDate>& dates) {
  for (std::size_t i = 0; i + 1 < dates.size(); ++i) {
    RoleDate& first = dates[i];
    RoleDate& second = dates[i + 1];
    if (!IsLink(sentence.substr(first.value.span.end,
                                second.value.span.begin - first.value.span.end))) {
      continue;
    }
    const std::string_view end = EndOf(first.value.role);
    const std::string_view start = StartOf(second.value.role);
    if (!end.empty()) {
      second.value.role = end;
      second.tags = first.tags;
    } else if (first.value.role.empty() && !start.empty()) {
      first.value.role = start;
      first.tags = second.tags;
    }
  }
}

void AddEndsOfTerms(std::string_view sentence, std::vector<RoleDate>& dates) {
  const std::size_t count = dates.size();
  // One term for a sentence: a second could belong to anything.
  std::vector<std::string_view> told;
  for (const RolePair& pair : kPairs) {
    if (HasRole(dates, pair.end)) told.push_back(pair.end);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view end = EndOf(dates[i].value.role);
    if (end.empty() || !dates[i].value.date) continue;
    if (std::find(told.begin(), told.end(), end) != told.end()) continue;
    const auto term = TermAround(sentence, dates[i].value.span);
    if (!term) continue;
    RoleDate last = dates[i];
    last.value.role = end;
    last.value.date = LastDay(*last.value.date, *term);
    last.value.span.begin =
        std::min(last.value.span.begin, static_cast<std::uint32_t>(term->begin));
    last.value.span.end = std::max(last.value.span.end, static_cast<std::uint32_t>(term->end));
    dates.push_back(std::move(last));
    told.push_back(end);
  }
}

}  // namespace scrutineer::extractors

#include "pipeline/text/dates.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/text/ascii.h"

namespace scrutineer::text {
namespace {

struct MonthName {
  std::string_view name;  // ASCII letters in lower case
  unsigned month;
};

// English, Welsh (also mutated: "o Fawrth") and French; abbreviations of English.
constexpr auto kMonths = std::to_array<MonthName>({
    {"january", 1},      {"february", 2},  {"march", 3},      {"april", 4},
    {"may", 5},          {"june", 6},      {"july", 7},       {"august", 8},
    {"september", 9},    {"october", 10},  {"november", 11},  {"december", 12},
    {"jan", 1},          {"feb", 2},       {"mar", 3},        {"apr", 4},
    {"jun", 6},          {"jul", 7},       {"aug", 8},        {"sep", 9},
    {"sept", 9},         {"oct", 10},      {"nov", 11},       {"dec", 12},
    {"ionawr", 1},       {"chwefror", 2},  {"mawrth", 3},     {"ebrill", 4},
    {"mai", 5},          {"mehefin", 6},   {"gorffennaf", 7}, {"awst", 8},
    {"medi", 9},         {"hydref", 10},   {"tachwedd", 11},  {"rhagfyr", 12},
    {"fawrth", 3},       {"fai", 5},       {"fehefin", 6},    {"orffennaf", 7},
    {"fedi", 9},         {"dachwedd", 11}, {"ragfyr", 12},    {"janvier", 1},
    {"f\u00E9vrier", 2}, {"fevrier", 2},   {"mars", 3},       {"avril", 4},
    {"juin", 6},         {"juillet", 7},   {"ao\u00FBt", 8},  {"aout", 8},
    {"septembre", 9},    {"octobre", 10},  {"novembre", 11},  {"d\u00E9cembre", 12},
    {"decembre", 12},
});

// The beginnings of the names of days, enough to tell them from other words before a date.
constexpr auto kWeekdays = std::to_array<std::string_view>({
    "monday", "tuesday", "wednesday", "thursday", "friday",  "saturday", "sunday", "mon",
    "tue",    "tues",    "wed",       "weds",     "thu",     "thur",     "thurs",  "fri",
    "sat",    "sun",     "llun",      "mawrth",   "mercher", "iau",      "gwener", "sadwrn",
    "sul",    "lundi",   "mardi",     "mercredi", "jeudi",   "vendredi", "samedi", "dimanche",
});

bool IsLetterByte(char c) { return IsAsciiLetter(c) || !IsAscii(c); }

std::optional<unsigned> MonthOf(std::string_view word) {
  const std::string lower = ToAsciiLower(word);
  for (const MonthName& month : kMonths) {
    if (month.name == lower) return month.month;
  }
  return std::nullopt;
}

std::optional<Date> MakeDate(int year, unsigned month, unsigned day) {
  const Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok() || year < 1900 || year > 2099) return std::nullopt;
  return date;
}

// A reader over text that goes forward past what it takes and stays where it does not.
class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }

  // A number of `least` to `most` digits, no digit after it.
  std::optional<int> Number(std::size_t least, std::size_t most) {
    std::size_t end = at_;
    int value = 0;
    while (end < text_.size() && IsDigit(text_[end]) && end - at_ < most) {
      value = value * 10 + (text_[end++] - '0');
    }
    if (end - at_ < least || (end < text_.size() && IsDigit(text_[end]))) return std::nullopt;
    at_ = end;
    return value;
  }

  std::string_view Word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsLetterByte(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  bool Skip(std::string_view any_of, std::size_t most) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < most &&
           any_of.find(text_[at_]) != std::string_view::npos) {
      ++at_;
    }
    return at_ > begin;
  }

  // "st", "nd", "rd", "th", the French "er" and what Welsh adds, also behind a space.
  void Ordinal() {
    Reader ahead = *this;
    ahead.Skip(" ", 1);
    const std::string word = ToAsciiLower(ahead.Word());
    constexpr auto kOrdinals = std::to_array<std::string_view>(
        {"st", "nd", "rd", "th", "er", "af", "ain", "il", "ydd", "fed", "eg"});
    if (std::find(kOrdinals.begin(), kOrdinals.end(), word) != kOrdinals.end()) *this = ahead;
  }

  // "of" and "day of", Welsh "o".
  void Of() {
    Reader ahead = *this;
    std::string word = ToAsciiLower(ahead.Word());
    if (word == "day" && ahead.Skip(" ", 2)) word = ToAsciiLower(ahead.Word());
    if ((word == "of" || word == "o") && ahead.Skip(" ", 2)) *this = ahead;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

constexpr std::string_view kBetween = " ,.-_/";

std::optional<FoundDate> ReadYearAnd(Reader reader, unsigned month, unsigned day) {
  const bool parted = reader.Skip(kBetween, 3);
  const auto year = reader.Number(4, 4);
  if (!parted || !year) return std::nullopt;
  const auto date = MakeDate(*year, month, day);
  if (!date) return std::nullopt;
  return FoundDate{.date = *date, .end = reader.at()};
}

// "12th of March, 2024"
std::optional<FoundDate> ReadDayMonthYear(Reader reader) {
  const auto day = reader.Number(1, 2);
  if (!day) return std::nullopt;
  reader.Ordinal();
  reader.Skip(kBetween, 3);
  reader.Of();
  const auto month = MonthOf(reader.Word());
  if (!month) return std::nullopt;
  return ReadYearAnd(reader, *month, static_cast<unsigned>(*day));
}

// "March 12th, 2024"
std::optional<FoundDate> ReadMonthDayYear(Reader reader) {
  const auto month = MonthOf(reader.Word());
  if (!month || !reader.Skip(kBetween, 3)) return std::nullopt;
  const auto day = reader.Number(1, 2);
  if (!day) return std::nullopt;
  reader.Ordinal();
  auto found = ReadYearAnd(reader, *month, static_cast<unsigned>(*day));
  if (found) found->month_first = true;
  return found;
}

// "2024-03-12", "2024/3/12"
std::optional<FoundDate> ReadYearMonthDay(Reader reader) {
  const auto year = reader.Number(4, 4);
  if (!year || !reader.Skip("-/._", 1)) return std::nullopt;
  const auto month = reader.Number(1, 2);
  if (!month || !reader.Skip("-/._", 1)) return std::nullopt;
  const auto day = reader.Number(1, 2);
  if (!day) return std::nullopt;
  const auto date = MakeDate(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date) return std::nullopt;
  return FoundDate{.date = *date, .end = reader.at()};
}

// "12/03/2024", "12.3.24"
std::optional<FoundDate> ReadNumeric(Reader reader, NumericOrder order) {
  const auto first = reader.Number(1, 2);
  if (!first || !reader.Skip("-/._", 1)) return std::nullopt;
  const auto second = reader.Number(1, 2);
  if (!second || !reader.Skip("-/._", 1)) return std::nullopt;
  Reader short_year = reader;
  auto year = reader.Number(4, 4);
  if (!year) {
    year = short_year.Number(2, 2);
    if (!year) return std::nullopt;
    *year += 2000;
    reader = short_year;
  }
  const bool month_first = *second > 12 || (order == NumericOrder::kMonthFirst && *first <= 12);
  const auto date = MakeDate(*year, static_cast<unsigned>(month_first ? *first : *second),
                             static_cast<unsigned>(month_first ? *second : *first));
  if (!date) return std::nullopt;
  return FoundDate{.date = *date, .end = reader.at()};
}

std::optional<FoundDate> ReadDate(std::string_view text, std::size_t at, NumericOrder order) {
  const Reader reader(text, at);
  std::optional<FoundDate> found;
  if (IsDigit(text[at])) {
    found = ReadDayMonthYear(reader);
    if (!found) found = ReadYearMonthDay(reader);
    if (!found) found = ReadNumeric(reader, order);
  } else {
    found = ReadMonthDayYear(reader);
  }
  if (found) found->begin = at;
  return found;
}

bool StartsWithCapital(std::string_view word) { return !word.empty() && IsAsciiUpper(word[0]); }

// "March 2024"
std::optional<FoundLooseDate> ReadMonthYear(Reader reader) {
  const std::string_view word = reader.Word();
  const auto month = StartsWithCapital(word) ? MonthOf(word) : std::nullopt;
  if (!month || !reader.Skip(" ,", 2)) return std::nullopt;
  const auto year = reader.Number(4, 4);
  const auto date = year ? MakeDate(*year, *month, 1) : std::nullopt;
  if (!date) return std::nullopt;
  return FoundLooseDate{.date = date, .precision = DatePrecision::kMonth, .end = reader.at()};
}

// "12th of March"
std::optional<FoundLooseDate> ReadDayMonth(Reader reader) {
  const auto day = reader.Number(1, 2);
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  reader.Ordinal();
  if (!reader.Skip(" ", 1)) return std::nullopt;
  reader.Of();
  const std::string_view word = reader.Word();
  if (!StartsWithCapital(word) || !MonthOf(word)) return std::nullopt;
  return FoundLooseDate{
      .date = std::nullopt, .precision = DatePrecision::kDayAndMonth, .end = reader.at()};
}

std::optional<FoundLooseDate> ReadLooseDate(std::string_view text, std::size_t at,
                                            NumericOrder order) {
  std::optional<FoundLooseDate> loose;
  if (const auto found = ReadDate(text, at, order)) {
    loose = FoundLooseDate{.date = found->date, .end = found->end};
  } else {
    const Reader reader(text, at);
    loose = IsDigit(text[at]) ? ReadDayMonth(reader) : ReadMonthYear(reader);
  }
  if (loose) loose->begin = at;
  return loose;
}

bool FollowsWeekday(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == ',')) --end;
  if (end == at) return false;
  std::size_t begin = end;
  while (begin > 0 && IsAsciiLetter(text[begin - 1])) --begin;
  const std::string word = ToAsciiLower(text.substr(begin, end - begin));
  return IsWeekday(word);
}

// Eight digits: year, month and day, or day, month and year.
std::optional<Date> ReadEightDigits(std::string_view digits, NumericOrder order) {
  const auto number = [&](std::size_t at, std::size_t length) {
    return Reader(digits.substr(at, length), 0).Number(length, length).value_or(0);
  };
  const auto part = [&](std::size_t at) { return static_cast<unsigned>(number(at, 2)); };
  if (const auto date = MakeDate(number(0, 4), part(4), part(6))) return date;
  const auto day_first = MakeDate(number(4, 4), part(2), part(0));
  const auto month_first = MakeDate(number(4, 4), part(0), part(2));
  if (order == NumericOrder::kMonthFirst && month_first) return month_first;
  return day_first ? day_first : month_first;
}

// Six digits: the day, the month and the last digits of the year, as councils name their files.
std::optional<Date> ReadSixDigits(std::string_view digits, NumericOrder order) {
  const auto part = [&](std::size_t at) {
    return Reader(digits.substr(at, 2), 0).Number(2, 2).value_or(0);
  };
  const bool month_first = order == NumericOrder::kMonthFirst;
  return MakeDate(2000 + part(4), static_cast<unsigned>(part(month_first ? 0 : 2)),
                  static_cast<unsigned>(part(month_first ? 2 : 0)));
}

// The first letter or digit from `at` on.
std::size_t NextWord(std::string_view text, std::size_t at) {
  while (at < text.size() && !IsDigit(text[at]) && !IsLetterByte(text[at])) ++at;
  return at;
}

// The end of the digits or the letters that begin at `at`.
std::size_t EndOfWord(std::string_view text, std::size_t at) {
  const bool digits = IsDigit(text[at]);
  while (at < text.size() && (digits ? IsDigit(text[at]) : IsLetterByte(text[at]))) ++at;
  return at;
}

}  // namespace

bool IsWeekday(std::string_view lower) {
  return std::find(kWeekdays.begin(), kWeekdays.end(), lower) != kWeekdays.end();
}

bool IsMonth(std::string_view word) { return MonthOf(word).has_value(); }

std::vector<FoundDate> FindDates(std::string_view text, NumericOrder order) {
  std::vector<FoundDate> dates;
  for (std::size_t i = NextWord(text, 0); i < text.size();) {
    auto found = ReadDate(text, i, order);
    if (!found) {
      i = NextWord(text, EndOfWord(text, i));
      continue;
    }
    found->after_weekday = FollowsWeekday(text, i);
    i = NextWord(text, found->end);
    dates.push_back(*found);
  }
  return dates;
}

std::vector<FoundLooseDate> FindLooseDates(std::string_view text, NumericOrder order) {
  std::vector<FoundLooseDate> dates;
  for (std::size_t i = NextWord(text, 0); i < text.size();) {
    const auto found = ReadLooseDate(text, i, order);
    i = NextWord(text, found ? found->end : EndOfWord(text, i));
    if (found) dates.push_back(*found);
  }
  return dates;
}

std::optional<Date> DateInFileName(std::string_view file_name, NumericOrder order) {
  const std::vector<FoundDate> dates = FindDates(file_name, order);
  if (!dates.empty()) return dates.back().date;
  std::optional<Date> short_date;
  for (std::size_t i = 0; i < file_name.size();) {
    std::size_t end = i;
    while (end < file_name.size() && IsDigit(file_name[end])) ++end;
    if (end - i == 8) {
      if (const auto date = ReadEightDigits(file_name.substr(i, 8), order)) return date;
    }
    if (end - i == 6) short_date = ReadSixDigits(file_name.substr(i, 6), order);
    i = std::max(end, i + 1);
  }
  return short_date;
}

}  // namespace scrutineer::text

#ifndef SCRUTINEER_PIPELINE_TEXT_DATES_H_
#define SCRUTINEER_PIPELINE_TEXT_DATES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/base/time.h"

namespace scrutineer::text {

// In which order "3/4/2024" is read. Where one part exceeds 12 it decides by itself.
enum class NumericOrder : std::uint8_t { kDayFirst, kMonthFirst };

struct FoundDate {
  Date date;
  std::size_t begin = 0;  // bytes of the date in the text, without the weekday before it
  std::size_t end = 0;
  bool after_weekday = false;  // "Tuesday 12 March 2024"
  bool month_first = false;    // "March 12, 2024": the order of words, for long dates
};

// All dates with day, month and year of 1900 to 2099, in order: "12th March 2024", "12 March,
// 2024", "March 12, 2024", "12/03/2024", "12.03.24", "2024-03-12"; months in English, Welsh and
// French. Days that do not exist are left out.
std::vector<FoundDate> FindDates(std::string_view text, NumericOrder order);

// How much of a date its words give.
enum class DatePrecision : std::uint8_t {
  kDay,         // "12 March 2024"
  kMonth,       // "March 2024": the month's first day
  kDayAndMonth  // "12 March": no date, for the year is not told
};

struct FoundLooseDate {
  std::optional<Date> date;
  DatePrecision precision = DatePrecision::kDay;
  std::size_t begin = 0;  // as in FoundDate
  std::size_t end = 0;
};

// The dates of FindDates and, where names of months begin with a capital, what lacks a day or a
// year, in order.
std::vector<FoundLooseDate> FindLooseDates(std::string_view text, NumericOrder order);

// Whether the word, in lower case, is a day of the week.
bool IsWeekday(std::string_view lower);
// Whether the word is a month in one of the languages of FindDates.
bool IsMonth(std::string_view word);

// The date that a file's name holds: as above with any separators ("March-18-2025"), or in
// digits alone: "20180521", "12032024", "120324".
std::optional<Date> DateInFileName(std::string_view file_name, NumericOrder order);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_DATES_H_

#include "pipeline/base/working_days.h"

#include <algorithm>
#include <array>

namespace scrutineer {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::Monday;
using std::chrono::month;
using std::chrono::Saturday;
using std::chrono::Sunday;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

bool IsWeekend(sys_days at) {
  const weekday on{at};
  return on == Saturday || on == Sunday;
}

constexpr sys_days On(int y, unsigned m, unsigned d) { return Date{year{y}, month{m}, day{d}}; }

// A holiday that lies on a date. One that falls on a weekend is kept on the next weekday that is no
// holiday itself.
bool IsOrStandsFor(sys_days at, sys_days holiday) {
  if (!IsWeekend(holiday)) return at == holiday;
  return at == holiday + days(weekday{holiday} == Saturday ? 2 : 1);
}

// Two holidays side by side (Christmas and Boxing Day, Scotland's New Year): when both cannot be
// kept on their days, Monday and Tuesday stand for them.
bool IsOrStandsForPair(sys_days at, sys_days first) {
  const sys_days second = first + days(1);
  if (!IsWeekend(at) && (at == first || at == second)) return true;
  if (weekday{first} == Saturday) return at == first + days(2) || at == first + days(3);
  if (weekday{first} == Sunday) return at == first + days(2);
  if (weekday{second} == Saturday) return at == second + days(2);
  return false;
}

struct SpecialDay {
  sys_days at;
  bool kept;  // false: the usual holiday was moved away from this day
  bool scotland_only = false;
};

// Royal proclamations under the Act of 1971.
constexpr std::array kSpecialDays = {
    SpecialDay{On(1995, 5, 1), false},       // moved to VE Day's 50th anniversary
    SpecialDay{On(1995, 5, 8), true},        //
    SpecialDay{On(1999, 12, 31), true},      // millennium
    SpecialDay{On(2002, 5, 27), false},      // moved for the Golden Jubilee
    SpecialDay{On(2002, 6, 3), true},        //
    SpecialDay{On(2002, 6, 4), true},        //
    SpecialDay{On(2011, 4, 29), true},       // royal wedding
    SpecialDay{On(2012, 5, 28), false},      // moved for the Diamond Jubilee
    SpecialDay{On(2012, 6, 4), true},        //
    SpecialDay{On(2012, 6, 5), true},        //
    SpecialDay{On(2020, 5, 4), false},       // moved to VE Day's 75th anniversary
    SpecialDay{On(2020, 5, 8), true},        //
    SpecialDay{On(2022, 5, 30), false},      // moved for the Platinum Jubilee
    SpecialDay{On(2022, 6, 2), true},        //
    SpecialDay{On(2022, 6, 3), true},        //
    SpecialDay{On(2022, 9, 19), true},       // Queen Elizabeth's funeral
    SpecialDay{On(2023, 5, 8), true},        // coronation
    SpecialDay{On(2026, 6, 15), true, true}  // the men's football World Cup
};

// The holidays that all nations share.
bool IsCommonHoliday(sys_days at, year in) {
  if (at == sys_days{in / 5 / Monday[1]} || at == sys_days{in / 5 / Monday[last]}) return true;
  if (at == sys_days{EasterSunday(in)} - days(2)) return true;
  return IsOrStandsForPair(at, in / 12 / 25);
}

bool IsScottishHoliday(sys_days at, year in) {
  if (IsOrStandsForPair(at, in / 1 / 1)) return true;
  if (at == sys_days{in / 8 / Monday[1]}) return true;
  constexpr year kFirstStAndrewsDay{2007};
  return in >= kFirstStAndrewsDay && IsOrStandsFor(at, in / 11 / 30);
}

bool IsHolidayOutsideScotland(sys_days at, year in) {
  return IsOrStandsFor(at, in / 1 / 1) || at == sys_days{EasterSunday(in)} + days(1) ||
         at == sys_days{in / 8 / Monday[last]};
}

}  // namespace

// The computus of Meeus, Jones and Butcher.
Date EasterSunday(year in) {
  const int y = static_cast<int>(in);
  const int a = y % 19, b = y / 100, c = y % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return Date{in, month{static_cast<unsigned>(n / 31)}, day{static_cast<unsigned>(n % 31) + 1}};
}

bool IsCalendarYear(Date date) {
  const int y = static_cast<int>(date.year());
  return date.ok() && y >= kFirstYear && y <= kLastYear;
}

bool IsBankHoliday(Nation nation, Date date) {
  const sys_days at = date;
  const auto special = std::find_if(kSpecialDays.begin(), kSpecialDays.end(),
                                    [&](const SpecialDay& each) { return each.at == at; });
  if (special != kSpecialDays.end() && (!special->scotland_only || nation == Nation::kScotland)) {
    return special->kept;
  }
  const year in = date.year();
  if (IsCommonHoliday(at, in)) return true;
  if (nation == Nation::kScotland) return IsScottishHoliday(at, in);
  if (IsHolidayOutsideScotland(at, in)) return true;
  return nation == Nation::kNorthernIreland &&
         (IsOrStandsFor(at, in / 3 / 17) || IsOrStandsFor(at, in / 7 / 12));
}

bool IsWorkingDay(Nation nation, Date date) {
  return !IsWeekend(date) && !IsBankHoliday(nation, date);
}

int ClearDaysBetween(Nation nation, Date from, Date to, DayCount count) {
  int clear = 0;
  for (sys_days at = sys_days{from} + days(1); at < sys_days{to}; at += days(1)) {
    if (count == DayCount::kEveryDay || IsWorkingDay(nation, at)) ++clear;
  }
  return clear;
}

}  // namespace scrutineer

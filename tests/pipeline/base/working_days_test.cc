#include "pipeline/base/working_days.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scrutineer {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::vector<std::string> HolidaysOf(Nation nation, int year) {
  std::vector<std::string> found;
  const sys_days end = Date{std::chrono::year{year + 1} / 1 / 1};
  for (sys_days at = Date{std::chrono::year{year} / 1 / 1}; at < end; at += days(1)) {
    const std::chrono::weekday on{at};
    if (on == std::chrono::Saturday || on == std::chrono::Sunday) continue;
    if (IsBankHoliday(nation, at)) found.push_back(FormatDate(at).substr(5));
  }
  return found;
}

TEST_CASE("bank holidays on weekdays are those that were kept") {
  const struct {
    Nation nation;
    int year;
    std::vector<std::string> expected;
  } rows[] = {
      {Nation::kEngland,
       1995,
       {"01-02", "04-14", "04-17", "05-08", "05-29", "08-28", "12-25", "12-26"}},
      {Nation::kEngland,
       1999,
       {"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28", "12-31"}},
      {Nation::kEngland,
       2002,
       {"01-01", "03-29", "04-01", "05-06", "06-03", "06-04", "08-26", "12-25", "12-26"}},
      {Nation::kEngland,
       2011,
       {"01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"}},
      {Nation::kWales,
       2012,
       {"01-02", "04-06", "04-09", "05-07", "06-04", "06-05", "08-27", "12-25", "12-26"}},
      {Nation::kEngland,
       2015,
       {"01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"}},
      {Nation::kEngland,
       2020,
       {"01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"}},
      {Nation::kEngland,
       2021,
       {"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"}},
      {Nation::kEngland,
       2022,
       {"01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"}},
      {Nation::kWales,
       2023,
       {"01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"}},
      {Nation::kEngland,
       2024,
       {"01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"}},
      {Nation::kEngland,
       2026,
       {"01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"}},
      {Nation::kScotland,
       2005,
       {"01-03", "01-04", "03-25", "05-02", "05-30", "08-01", "12-26", "12-27"}},
      {Nation::kScotland,
       2021,
       {"01-01", "01-04", "04-02", "05-03", "05-31", "08-02", "11-30", "12-27", "12-28"}},
      {Nation::kScotland,
       2022,
       {"01-03", "01-04", "04-15", "05-02", "06-02", "06-03", "08-01", "09-19", "11-30", "12-26",
        "12-27"}},
      {Nation::kScotland,
       2023,
       {"01-02", "01-03", "04-07", "05-01", "05-08", "05-29", "08-07", "11-30", "12-25", "12-26"}},
      {Nation::kScotland,
       2024,
       {"01-01", "01-02", "03-29", "05-06", "05-27", "08-05", "12-02", "12-25", "12-26"}},
      {Nation::kScotland,
       2026,
       {"01-01", "01-02", "04-03", "05-04", "05-25", "06-15", "08-03", "11-30", "12-25", "12-28"}},
      {Nation::kNorthernIreland,
       2020,
       {"01-01", "03-17", "04-10", "04-13", "05-08", "05-25", "07-13", "08-31", "12-25", "12-28"}},
      {Nation::kNorthernIreland,
       2024,
       {"01-01", "03-18", "03-29", "04-01", "05-06", "05-27", "07-12", "08-26", "12-25", "12-26"}},
  };
  for (const auto& row : rows) {
    INFO(NationName(row.nation) << " " << row.year);
    CHECK(HolidaysOf(row.nation, row.year) == row.expected);
  }
}

TEST_CASE("Easter is where the calendars have it") {
  const char* known[] = {"1990-04-15", "1997-03-30", "2000-04-23", "2008-03-23", "2011-04-24",
                         "2016-03-27", "2024-03-31", "2025-04-20", "2038-04-25", "2100-03-28"};
  for (const char* text : known) {
    const auto expected = ParseDate(text);
    REQUIRE(expected);
    CHECK(FormatDate(EasterSunday(expected->year())) == text);
  }
}

TEST_CASE("every year has its eight, nine or ten holidays, and more only by proclamation") {
  for (int year = 1990; year <= 2100; ++year) {
    INFO(year);
    CHECK(HolidaysOf(Nation::kEngland, year).size() >= 8);
    CHECK(HolidaysOf(Nation::kEngland, year) == HolidaysOf(Nation::kWales, year));
    CHECK(HolidaysOf(Nation::kScotland, year).size() >= (year < 2007 ? 8U : 9U));
    CHECK(HolidaysOf(Nation::kNorthernIreland, year).size() >= 10);
    if (year > 2026) CHECK(HolidaysOf(Nation::kEngland, year).size() == 8);
  }
}

TEST_CASE("clear days leave out both ends, weekends and holidays") {
  const struct {
    const char* what;
    Nation nation;
    const char* from;
    const char* to;
    DayCount count;
    int expected;
  } rows[] = {
      {"a Monday to the Tuesday week", Nation::kEngland, "2024-03-04", "2024-03-12",
       DayCount::kWorkingDays, 5},
      {"a Tuesday to the Tuesday week", Nation::kEngland, "2024-03-05", "2024-03-12",
       DayCount::kWorkingDays, 4},
      {"over Easter", Nation::kEngland, "2024-03-26", "2024-04-04", DayCount::kWorkingDays, 4},
      {"over Easter in Scotland: Monday counts", Nation::kScotland, "2024-03-26", "2024-04-04",
       DayCount::kWorkingDays, 5},
      {"every day", Nation::kScotland, "2024-03-04", "2024-03-12", DayCount::kEveryDay, 7},
      {"the day before", Nation::kWales, "2024-03-11", "2024-03-12", DayCount::kWorkingDays, 0},
      {"the same day", Nation::kWales, "2024-03-12", "2024-03-12", DayCount::kWorkingDays, 0},
      {"afterwards", Nation::kWales, "2024-03-13", "2024-03-12", DayCount::kWorkingDays, 0},
      // R v Swansea City Council, ex parte Elitestone (1993): Thursday to Tuesday is too short.
      {"Thursday to Tuesday", Nation::kWales, "1990-04-26", "1990-05-01", DayCount::kWorkingDays,
       2},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    CHECK(ClearDaysBetween(row.nation, *ParseDate(row.from), *ParseDate(row.to), row.count) ==
          row.expected);
  }
}

TEST_CASE("nations' keys lead back to them") {
  for (const Nation nation :
       {Nation::kEngland, Nation::kWales, Nation::kScotland, Nation::kNorthernIreland}) {
    CHECK(NationFromKey(NationKey(nation)) == nation);
  }
  CHECK_FALSE(NationFromKey("England"));
  CHECK(NationName(Nation::kNorthernIreland) == "Northern Ireland");
}

}  // namespace
}  // namespace scrutineer

#include "pipeline/text/dates.h"

#include <catch2/catch.hpp>
#include <string>

namespace scrutineer::text {
namespace {

// All dates found, in order, parted by spaces.
std::string Found(std::string_view text, NumericOrder order = NumericOrder::kDayFirst) {
  std::string all;
  for (const FoundDate& found : FindDates(text, order)) {
    if (!all.empty()) all += ' ';
    all += FormatDate(found.date);
  }
  return all;
}

TEST_CASE("dates in all the ways that councils write them") {
  struct {
    const char* text;
    const char* expected;
  } const cases[] = {
      {"Tuesday, 12th March 2024", "2024-03-12"},
      {"12 March, 2024 at 7.30pm", "2024-03-12"},
      {"the 12th day of March 2024", "2024-03-12"},
      {"12th of March 2024", "2024-03-12"},
      {"8 th January 2018", "2018-01-08"},
      {"1ST MAY 2018", "2018-05-01"},
      {"March 12, 2024", "2024-03-12"},
      {"MARCH 12TH 2024", "2024-03-12"},
      {"Sept. 3, 2020", "2020-09-03"},
      {"12/03/2024", "2024-03-12"},
      {"3/19/2024", "2024-03-19"},
      {"12.03.24", "2024-03-12"},
      {"12-03-2024", "2024-03-12"},
      {"2024-03-12", "2024-03-12"},
      {"2024/03/12", "2024-03-12"},
      {"12 Mawrth 2024", "2024-03-12"},
      {"1af o Fai 2024", "2024-05-01"},
      {"12 f\u00E9vrier 2024, 1er ao\u00FBt 2024", "2024-02-12 2024-08-01"},
      {"between 1 April 2023 and 31 March 2024", "2023-04-01 2024-03-31"},
      {"31 February 2024", ""},
      {"29 February 2023", ""},
      {"29 February 2024", "2024-02-29"},
      {"March 2024", ""},
      {"12 March", ""},
      {"12 March 1066", ""},
      {"DC/2017/01264", ""},
      {"112/03/2024", ""},
      {"12/03/20245", ""},
      {"01234 718170", ""},
      {"May 2024 Mayor 5, 2024", ""},
      {"", ""},
      {"12", ""},
      {"March", ""},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    CHECK(Found(c.text) == c.expected);
  }
}

TEST_CASE("the order of numbers decides only where they leave it open") {
  CHECK(Found("1/12/2021", NumericOrder::kMonthFirst) == "2021-01-12");
  CHECK(Found("1/12/2021", NumericOrder::kDayFirst) == "2021-12-01");
  CHECK(Found("19/3/2024", NumericOrder::kMonthFirst) == "2024-03-19");
}

TEST_CASE("where a date stands and what stands before it") {
  const std::string text = "on Tuesday, 12 March 2024 at 7";
  const auto dates = FindDates(text, NumericOrder::kDayFirst);
  REQUIRE(dates.size() == 1);
  CHECK(text.substr(dates[0].begin, dates[0].end - dates[0].begin) == "12 March 2024");
  CHECK(dates[0].after_weekday);
  CHECK_FALSE(FindDates("on 12 March 2024", NumericOrder::kDayFirst).at(0).after_weekday);
}

TEST_CASE("dates that lack a day or a year are found where they are asked for") {
  const auto found = [](std::string_view text) {
    std::string out;
    for (const FoundLooseDate& date : FindLooseDates(text, NumericOrder::kDayFirst)) {
      out += '[' + std::string(text.substr(date.begin, date.end - date.begin)) + ']';
      out += date.date ? FormatDate(*date.date) : "-";
      out += date.precision == DatePrecision::kDay     ? "d"
             : date.precision == DatePrecision::kMonth ? "m"
                                                       : "y";
    }
    return out;
  };
  CHECK(found("from 1 April 2024 to March 2026") ==
        "[1 April 2024]2024-04-01d[March 2026]2026-03-01m");
  CHECK(found("by 5pm on 3rd of May") == "[3rd of May]-y");
  CHECK(found("June, 2026") == "[June, 2026]2026-06-01m");
  CHECK(found("it may 2024; 3 may; 41 May; march 2024; May 24; 12 posts") == "");
}

TEST_CASE("dates in the names of files") {
  struct {
    const char* name;
    const char* expected;
  } const cases[] = {
      {"20180521.pdf", "2018-05-21"},
      {"12032024.pdf", "2024-03-12"},
      {"agendas_2017-01-10_.pdf", "2017-01-10"},
      {"Minutes-March-18-2025-1.pdf", "2025-03-18"},
      {"Printed minutes 12th-Sep-2024 1700 Committee.pdf", "2024-09-12"},
      {"Agenda 3.4.24.pdf", "2024-04-03"},
      {"scan_0001.pdf", ""},
      {"99999999.pdf", ""},
      {"123456789.pdf", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    const auto date = DateInFileName(c.name, NumericOrder::kDayFirst);
    CHECK((date ? FormatDate(*date) : "") == c.expected);
  }
}

}  // namespace
}  // namespace scrutineer::text

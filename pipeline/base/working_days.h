#ifndef SCRUTINEER_PIPELINE_BASE_WORKING_DAYS_H_
#define SCRUTINEER_PIPELINE_BASE_WORKING_DAYS_H_

#include "pipeline/base/nation.h"
#include "pipeline/base/time.h"

namespace scrutineer {

// Easter Sunday of the Western church. REQUIRES: years 1583 to 4099.
Date EasterSunday(std::chrono::year year);

// Whether the day is a bank or public holiday of the nation, substitute days included: those of the
// Banking and Financial Dealings Act 1971, of common law (Good Friday, Christmas Day) and those
// proclaimed (jubilees, weddings, funerals) up to 2026. Holidays proclaimed later are not known;
// local holidays of Scottish councils are not either. REQUIRES: years 1990 to 2100.
bool IsBankHoliday(Nation nation, Date day);

// Neither Saturday, Sunday nor bank holiday.
bool IsWorkingDay(Nation nation, Date day);

enum class DayCount { kEveryDay, kWorkingDays };

// The days strictly between the two: neither that of publication nor that of the meeting counts.
// Zero where `to` is not after `from`. REQUIRES: both within the years of IsBankHoliday.
int ClearDaysBetween(Nation nation, Date from, Date to, DayCount count);

// Whether IsBankHoliday knows the year.
bool IsCalendarYear(Date day);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_WORKING_DAYS_H_

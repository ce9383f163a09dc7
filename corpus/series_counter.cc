#include "corpus/series_counter.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "corpus/page_id.h"

namespace scrutineer::corpus {
namespace {

Date FirstDayOf(Date date, SeriesUnit unit) {
  const auto month = static_cast<unsigned>(date.month());
  unsigned first = month;
  if (unit == SeriesUnit::kQuarter) first = (month - 1) / 3 * 3 + 1;
  if (unit == SeriesUnit::kYear) first = 1;
  return {date.year(), std::chrono::month(first), std::chrono::day(1)};
}

Date NextFirstDay(Date first, SeriesUnit unit) {
  const int months = unit == SeriesUnit::kMonth ? 1 : unit == SeriesUnit::kQuarter ? 3 : 12;
  return first + std::chrono::months(months);
}

}  // namespace

Result<Series> CountSeries(Database& database, const SearchPlan& plan,
                           const std::vector<RankedPage>& pages, SeriesUnit unit) {
  Series series;
  series.unit = unit;
  series.total = static_cast<std::int64_t>(pages.size());
  series.counts_mentions = !plan.mentions.sql.empty();
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement mentions,
      database.PrepareOnce("SELECT count(*) FROM mentions m WHERE m.page_id = ? AND (" +
                           (series.counts_mentions ? plan.mentions.sql : "0") + ")"));
  BindValues(plan.mentions.values, mentions, 2);
  struct Counted {
    SeriesPoint point;
    std::set<std::int64_t> versions;
  };
  std::map<Date, Counted> counted;
  for (const RankedPage& page : pages) {
    const PageKey key = DecodePageId(page.page_id);
    if (!key.meeting_date) {
      ++series.undated;
      continue;
    }
    Counted& one = counted[FirstDayOf(*key.meeting_date, unit)];
    ++one.point.pages;
    one.versions.insert(key.version_id);
    if (!series.counts_mentions) continue;
    mentions.Reset();
    mentions.Bind(1, page.page_id);
    SCRUTINEER_ASSIGN_OR_RETURN(const bool counted_any, mentions.Step());
    if (counted_any) one.point.mentions += mentions.Int64(0);
  }
  if (counted.empty()) return series;
  for (Date day = counted.begin()->first; day <= counted.rbegin()->first;
       day = NextFirstDay(day, unit)) {
    SeriesPoint point;
    if (const auto found = counted.find(day); found != counted.end()) {
      point = found->second.point;
      point.papers = static_cast<std::int64_t>(found->second.versions.size());
    }
    point.first_day = day;
    series.points.push_back(point);
  }
  return series;
}

}  // namespace scrutineer::corpus

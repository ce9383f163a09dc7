#include "corpus/series_counter.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "corpus/entity_names.h"
#include "corpus/hit_loader.h"
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

// Counts the mentions on a page that are asked for.
class MentionCounter {
 public:
  explicit MentionCounter(Database& database) : database_(database) {}

  Status Prepare(const MentionFilter& asked) {
    std::vector<std::int64_t> entities;
    for (const auto& [tag, names] :
         {std::pair(Tag::kProvider, &asked.providers), std::pair(Tag::kService, &asked.services)}) {
      for (const std::string& name : *names) {
        SCRUTINEER_ASSIGN_OR_RETURN(const auto found, FindEntities(database_, tag, name));
        entities.insert(entities.end(), found.begin(), found.end());
      }
    }
    nlohmann::json tags = nlohmann::json::array();
    for (const Tag tag : asked.tags) tags.push_back(TagName(tag));
    tags_ = tags.dump();
    rules_ = nlohmann::json(asked.rules).dump();
    entities_ = nlohmann::json(entities).dump();
    return {};
  }

  Result<std::int64_t> On(std::int64_t page_id) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        const auto count, database_.Number("SELECT count(*) FROM mentions m WHERE m.page_id = ?1"
                                           " AND (m.tag IN (SELECT value FROM json_each(?2))"
                                           "  OR m.rule IN (SELECT value FROM json_each(?3))"
                                           "  OR m.entity IN (SELECT value FROM json_each(?4)))",
                                           page_id, tags_, rules_, entities_));
    return count.value_or(0);
  }

 private:
  Database& database_;
  std::string tags_, rules_, entities_;  // JSON arrays
};

}  // namespace

Result<Series> CountSeries(Database& database, const SearchPlan& plan,
                           const std::vector<RankedPage>& pages, SeriesUnit unit) {
  Series series;
  series.unit = unit;
  series.total = static_cast<std::int64_t>(pages.size());
  series.counts_mentions = AsksForMentions(plan.mentions);
  MentionCounter mentions(database);
  if (series.counts_mentions) SCRUTINEER_RETURN_IF_ERROR(mentions.Prepare(plan.mentions));
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
    SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t found, mentions.On(page.page_id));
    one.point.mentions += found;
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

#include "pipeline/alerts/digest_order.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "pipeline/alerts/digest.h"

namespace scrutineer::alerts {
namespace {

DigestPart PartOf(const std::optional<Date>& meeting, Date today) {
  if (!meeting) return DigestPart::kUndated;
  const auto age = std::chrono::sys_days{today} - std::chrono::sys_days{*meeting};
  if (age <= std::chrono::days{0}) return DigestPart::kToCome;
  return age > kBackfillAge ? DigestPart::kOld : DigestPart::kJustPast;
}

// What papers are sorted by: the part, then the meeting (soonest first among those to come, newest
// first among the others), then what keeps one meeting's papers together.
auto SortKey(const PaperItems& group) {
  const PaperMetadata& metadata = group.paper().metadata;
  std::int64_t day = 0;
  if (metadata.meeting_date) {
    day = std::chrono::sys_days{*metadata.meeting_date}.time_since_epoch().count();
    if (group.part != DigestPart::kToCome) day = -day;
  }
  return std::make_tuple(group.part, day, metadata.council, metadata.committee, group.paper().id);
}

}  // namespace

std::vector<PaperItems> OrderByMeeting(const std::vector<Item>& items, Date today) {
  std::map<std::int64_t, PaperItems> by_paper;
  for (const Item& item : items) {
    PaperItems& group = by_paper[item.where.paper.id];
    group.part = PartOf(item.where.paper.metadata.meeting_date, today);
    group.items.push_back(&item);
  }
  std::vector<PaperItems> groups;
  for (auto& [id, group] : by_paper) {
    std::stable_sort(group.items.begin(), group.items.end(), [](const Item* a, const Item* b) {
      return a->where.page_number < b->where.page_number;
    });
    groups.push_back(std::move(group));
  }
  std::stable_sort(groups.begin(), groups.end(), [](const PaperItems& a, const PaperItems& b) {
    return SortKey(a) < SortKey(b);
  });
  return groups;
}

}  // namespace scrutineer::alerts

#include "corpus/page_id.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace scrutineer::corpus {
namespace {

constexpr int kPageBits = 17;
constexpr int kVersionBits = 26;
constexpr int kDayShift = kPageBits + kVersionBits;
constexpr std::int64_t kMaxDay = (std::int64_t{1} << 20) - 1;
constexpr std::chrono::sys_days kDayZero =
    std::chrono::sys_days(std::chrono::year(1) / std::chrono::January / 1) - std::chrono::days(1);

std::int64_t DayOf(Date date) { return (std::chrono::sys_days(date) - kDayZero).count(); }

std::int64_t DayOf(const std::optional<Date>& date) { return date ? DayOf(*date) : 0; }

}  // namespace

bool IsStorableDate(Date date) { return date.ok() && DayOf(date) >= 1 && DayOf(date) <= kMaxDay; }

Result<std::int64_t> EncodePageId(const PageKey& key) {
  if (key.page_number > kMaxPageNumber) {
    return Fail(ErrorCode::kPageLimit, fmt::format("page {} is past the limit of {} pages",
                                                   key.page_number, kMaxPageNumber));
  }
  if (key.page_number < 1) {
    return Fail(ErrorCode::kInternal, fmt::format("page number {} is below 1", key.page_number));
  }
  if (key.version_id < 0 || key.version_id > kMaxVersionId) {
    return Fail(ErrorCode::kInternal, fmt::format("version id {} is past the limit of {}",
                                                  key.version_id, kMaxVersionId));
  }
  if (key.meeting_date && !IsStorableDate(*key.meeting_date)) {
    return Fail(ErrorCode::kInternal, "a meeting date outside the years 1 to 2871");
  }
  return (DayOf(key.meeting_date) << kDayShift) | (key.version_id << kPageBits) |
         (kMaxPageNumber - key.page_number);
}

PageKey DecodePageId(std::int64_t page_id) {
  PageKey key;
  const std::int64_t day = page_id >> kDayShift;
  if (day > 0) key.meeting_date = Date(kDayZero + std::chrono::days(day));
  key.version_id = VersionIdOf(page_id);
  key.page_number = PageNumberOf(page_id);
  return key;
}

PageIdRange PagesBetween(std::optional<Date> since, std::optional<Date> until) {
  const std::int64_t lowest = since || until ? 1 : 0;
  const std::int64_t first = since ? std::clamp(DayOf(*since), lowest, kMaxDay + 1) : lowest;
  const std::int64_t last = until ? std::clamp(DayOf(*until), std::int64_t{0}, kMaxDay) : kMaxDay;
  if (first > kMaxDay || first > last) return {1, 0};
  return {first << kDayShift, (last << kDayShift) | ((std::int64_t{1} << kDayShift) - 1)};
}

}  // namespace scrutineer::corpus

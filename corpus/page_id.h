#ifndef SCRUTINEER_CORPUS_PAGE_ID_H_
#define SCRUTINEER_CORPUS_PAGE_ID_H_

#include <cstdint>
#include <optional>

#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

// A page's id says when its meeting is, whose page it is, and which:
//
//   bit 63   62                43 42                 17 16                  0
//       0 | day of the meeting  | version id          | 131,071 - page number
//
// The day counts from 1 on 0001-01-01 (proleptic Gregorian); 0 is an unknown date. So descending
// ids are newest meeting first and, within a version, page 1 first; a range of dates is a range of
// ids, and so are the pages of one version.
struct PageKey {
  std::optional<Date> meeting_date;
  std::int64_t version_id = 0;
  int page_number = 0;

  friend bool operator==(const PageKey&, const PageKey&) = default;
};

inline constexpr int kMaxPageNumber = 131'071;
inline constexpr std::int64_t kMaxVersionId = (std::int64_t{1} << 26) - 1;

// Both ends inclusive.
struct PageIdRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

// Whether ids have room for this date (years 1 to 2871). Others are misprints.
bool IsStorableDate(Date date);

// Of an id that EncodePageId made, without the date's arithmetic.
inline std::int64_t VersionIdOf(std::int64_t page_id) { return (page_id >> 17) & kMaxVersionId; }
inline int PageNumberOf(std::int64_t page_id) {
  return kMaxPageNumber - static_cast<int>(page_id & kMaxPageNumber);
}

// Errors: kPageLimit for a page number past kMaxPageNumber; kInternal for a version id, a page
// number below 1 or a date that has no room.
Result<std::int64_t> EncodePageId(const PageKey& key);
// REQUIRES: an id that EncodePageId made.
PageKey DecodePageId(std::int64_t page_id);

// Ids of all pages whose meeting lies in these days, both inclusive; pages of an unknown date are
// in the range only where both are unset.
PageIdRange PagesBetween(std::optional<Date> since, std::optional<Date> until);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PAGE_ID_H_

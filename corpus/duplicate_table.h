#ifndef SCRUTINEER_CORPUS_DUPLICATE_TABLE_H_
#define SCRUTINEER_CORPUS_DUPLICATE_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/page_resemblance.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Pages with which a new one is compared at most. Only one page of each group can be found, so text
// that stands in hundreds of papers costs one comparison. What may be lost: where more pages than
// this share bands with a page without being its duplicates (forms, standing agendas), one that is
// may not be reached, and stays a hit of its own. Those that share most bands are compared first.
inline constexpr std::size_t kMostComparisons = 16;

// Groups of pages with the same words: see schema_duplicates.h for the tables.
//
// A page joins the group of the page that it resembles most, of those that can be found: the
// pages without a duplicate, and one of each group, its leader. So every page of a group was like
// its leader when it came, and groups do not drift. Of pages that resemble several others which
// are not alike, the group depends on the order in which papers are read.
//
// Pages of papers of two councils are duplicates only where all words are the same: a statement
// with another parish's name in it is another parish's.
//
// All calls stand in the caller's transaction.
class DuplicateTable {
 public:
  // Must outlive the table.
  explicit DuplicateTable(Database& database) : database_(database) {}

  // Looks for duplicates of a page. REQUIRES: it stands in `pages` with this text, and was not
  // added.
  Status Add(std::int64_t page_id, std::string_view text);
  // Takes a page out, added or not; what is left of its group stays one. Call it before the page
  // leaves `pages`.
  Status Remove(std::int64_t page_id, std::string_view text);

 private:
  // Pages to compare, those that share most bands first.
  Result<std::vector<std::int64_t>> Candidates(const std::vector<std::int64_t>& keys);
  Result<std::optional<std::int64_t>> MostAlike(std::int64_t page_id, const PageShingles& page,
                                                const std::vector<std::int64_t>& candidates);
  // Whether both are known to be of different councils.
  Result<bool> AreOfTwoCouncils(std::int64_t page_id, std::int64_t other_id);
  Status Join(std::int64_t page_id, std::int64_t leader_id);
  Status AddBands(std::int64_t page_id, const std::vector<std::int64_t>& keys);
  // A page of the group, if any is left, can be found from now on.
  Status LeadAnew(std::int64_t group_number);

  Database& database_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_DUPLICATE_TABLE_H_

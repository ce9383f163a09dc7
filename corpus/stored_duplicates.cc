// Which stored pages repeat others: what the paper store keeps of it beside its writes.

#include <string>
#include <utility>
#include <vector>

#include "corpus/sqlite_paper_store.h"

namespace scrutineer::corpus {

Status SqlitePaperStore::ForgetDuplicates(const std::vector<std::int64_t>& page_ids) {
  for (const std::int64_t page_id : page_ids) {
    std::string text;
    {
      SCRUTINEER_ASSIGN_OR_RETURN(Statement row,
                                  database_.Query("SELECT text FROM pages WHERE id = ?1", page_id));
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
      if (found) text = row.String(0);
    }
    SCRUTINEER_RETURN_IF_ERROR(duplicates_.Remove(page_id, text));
  }
  return {};
}

Result<std::int64_t> SqlitePaperStore::PagesToCompare() {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages,
                              database_.Number("SELECT count(*) FROM versions v JOIN pages pg"
                                               " ON pg.version_id = v.id WHERE NOT v.is_compared"));
  return pages.value_or(0);
}

Result<std::int64_t> SqlitePaperStore::ComparePages() {
  return batch_.Do([&]() -> Result<std::int64_t> {
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(
          const auto version_id,
          database_.Number("SELECT max(id) FROM versions WHERE NOT is_compared"));
      if (!version_id) return 0;
      std::vector<std::pair<std::int64_t, std::string>> pages;
      {
        SCRUTINEER_ASSIGN_OR_RETURN(
            Statement rows,
            // In the order in which they are compared when they are written.
            database_.Query("SELECT id, text FROM pages WHERE version_id = ?1 ORDER BY id",
                            *version_id));
        while (true) {
          SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
          if (!found) break;
          pages.emplace_back(rows.Int64(0), rows.String(1));
        }
      }
      for (const auto& [page_id, text] : pages) {
        SCRUTINEER_RETURN_IF_ERROR(duplicates_.Add(page_id, text));
      }
      SCRUTINEER_RETURN_IF_ERROR(
          database_.Run("UPDATE versions SET is_compared = 1 WHERE id = ?1", *version_id));
      // One without pages is no end.
      if (!pages.empty()) return static_cast<std::int64_t>(pages.size());
    }
  });
}

}  // namespace scrutineer::corpus

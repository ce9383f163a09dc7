#include "corpus/furniture_rows.h"

#include <algorithm>

namespace scrutineer::corpus {

Status InsertFurniture(Database& database, std::int64_t page_id,
                       const std::vector<Furniture>& furniture) {
  std::int64_t position = 0;
  for (const Furniture& line : furniture) {
    SCRUTINEER_RETURN_IF_ERROR(database.Run(
        "INSERT INTO page_furniture (page_id, position, kind, start_byte, text)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        page_id, position++, FurnitureKindName(line.kind), std::int64_t{line.position}, line.text));
  }
  return {};
}

Status ReadFurniture(Database& database, std::int64_t version_id, std::vector<Page>& pages) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database.Query("SELECT pg.number, f.kind, f.start_byte, f.text FROM pages pg"
                                     " JOIN page_furniture f ON f.page_id = pg.id"
                                     " WHERE pg.version_id = ?1 ORDER BY pg.number, f.position",
                                     version_id));
  auto page = pages.begin();
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return {};
    const int number = rows.Int(0);
    page = std::find_if(page, pages.end(), [&](const Page& one) { return one.number == number; });
    if (page == pages.end()) return {};
    page->furniture.push_back({FurnitureKindFromName(rows.Text(1)).value_or(FurnitureKind::kHeader),
                               static_cast<std::uint32_t>(rows.Int64(2)), rows.String(3)});
  }
}

}  // namespace scrutineer::corpus

#include "corpus/sqlite_entity_directory.h"

namespace scrutineer::corpus {

Result<std::vector<EntityRow>> SqliteEntityDirectory::List(Tag tag) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT e.id, e.entity_id, e.name, e.folded_name, count(*),"
                      " count(DISTINCT pg.version_id)"
                      " FROM entities e JOIN mentions m ON m.entity = e.id"
                      " JOIN pages pg ON pg.id = m.page_id"
                      " JOIN versions v ON v.id = pg.version_id AND v.is_current"
                      " WHERE e.tag = ?1 GROUP BY e.id ORDER BY 5 DESC, e.name, e.id",
                      TagName(tag)));
  std::vector<EntityRow> entities;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return entities;
    entities.push_back({rows.Int64(0), rows.String(1), rows.String(2), rows.String(3),
                        rows.Int64(4), rows.Int64(5)});
  }
}

Result<std::vector<EntityVariant>> SqliteEntityDirectory::Variants(std::int64_t entity) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.Query("SELECT CAST(substr(CAST(pg.text AS BLOB), m.start_byte + 1,"
                                      "   m.end_byte - m.start_byte) AS TEXT) AS words, count(*)"
                                      " FROM mentions m JOIN pages pg ON pg.id = m.page_id"
                                      " JOIN versions v ON v.id = pg.version_id AND v.is_current"
                                      " WHERE m.entity = ?1 GROUP BY words ORDER BY 2 DESC, words",
                                      entity));
  std::vector<EntityVariant> variants;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return variants;
    variants.push_back({rows.String(0), rows.Int64(1)});
  }
}

}  // namespace scrutineer::corpus

#include "corpus/evidence_rows.h"

#include <optional>

namespace scrutineer::corpus {

Status ReplaceEvidence(Database& database, std::int64_t version_id,
                       const MetadataEvidence& evidence) {
  SCRUTINEER_RETURN_IF_ERROR(
      database.Run("DELETE FROM metadata_evidence WHERE version_id = ?1", version_id));
  for (const MetadataField field : kAllMetadataFields) {
    const FieldEvidence& found = evidence[field];
    if (found.source == EvidenceSource::kNone) continue;
    std::optional<int> page;
    if (found.page > 0) page = found.page;
    SCRUTINEER_RETURN_IF_ERROR(
        database.Run("INSERT INTO metadata_evidence (version_id, field, source, page, confidence)"
                     " VALUES (?1, ?2, ?3, ?4, ?5)",
                     version_id, MetadataFieldName(field), EvidenceSourceName(found.source), page,
                     std::int64_t{found.confidence}));
  }
  return {};
}

Result<MetadataEvidence> ReadEvidence(Database& database, std::int64_t version_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(Statement rows,
                              database.Query("SELECT field, source, ifnull(page, 0), confidence"
                                             " FROM metadata_evidence WHERE version_id = ?1",
                                             version_id));
  MetadataEvidence evidence;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return evidence;
    const auto field = MetadataFieldFromName(rows.Text(0));
    const auto source = EvidenceSourceFromName(rows.Text(1));
    // A later program may know more of them.
    if (!field || !source) continue;
    evidence[*field] = {.source = *source, .page = rows.Int(2), .confidence = rows.Int(3)};
  }
}

}  // namespace scrutineer::corpus

#ifndef SCRUTINEER_CORPUS_SCHEMA_EVIDENCE_H_
#define SCRUTINEER_CORPUS_SCHEMA_EVIDENCE_H_

namespace scrutineer::corpus {

// Where in a paper its council, date and other metadata were read.
inline constexpr const char* kSchemaEvidence = R"sql(
-- `field` and `source` are of closed sets (pipeline/model/metadata_evidence.h); `page` is unset where
-- it stands on no one page; `confidence` is in percent.
CREATE TABLE metadata_evidence (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  page INTEGER,
  confidence INTEGER NOT NULL,
  PRIMARY KEY (version_id, field)
) STRICT, WITHOUT ROWID;

CREATE VIEW current_metadata_evidence AS
  SELECT v.council, v.committee, v.meeting_date, v.kind, v.title, e.field, e.source, e.page,
    e.confidence, p.source AS paper_source, p.locator
  FROM metadata_evidence e
  JOIN versions v ON v.id = e.version_id AND v.is_current
  JOIN papers p ON p.id = v.paper_id;
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_EVIDENCE_H_

#ifndef SCRUTINEER_CORPUS_SCHEMA_NOTES_H_
#define SCRUTINEER_CORPUS_SCHEMA_NOTES_H_

namespace scrutineer::corpus {

// Step 3 of the schema: what a version holds that its text does not show.
inline constexpr const char* kSchemaNotes = R"sql(
-- `code` is one of a closed set (pipeline/model/paper.h), `message` says it in words.
CREATE TABLE paper_notes (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (version_id, code)
) STRICT, WITHOUT ROWID;

CREATE VIEW current_notes AS
  SELECT v.council, v.committee, v.meeting_date, v.title, n.code, n.message, p.source, p.locator
  FROM paper_notes n
  JOIN versions v ON v.id = n.version_id AND v.is_current
  JOIN papers p ON p.id = v.paper_id;
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_NOTES_H_

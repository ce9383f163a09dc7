#ifndef SCRUTINEER_CORPUS_SCHEMA_RULES_H_
#define SCRUTINEER_CORPUS_SCHEMA_RULES_H_

namespace scrutineer::corpus {

// Step 2 of the schema: what richer rules give.
inline constexpr const char* kSchema2 = R"sql(
-- Money, dates and numbers of posts that belong to a mention; see pipeline/model/mention.h.
CREATE TABLE mention_values (
  mention_id INTEGER NOT NULL REFERENCES mentions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('money', 'date', 'posts')),
  role TEXT NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  years TEXT NOT NULL,
  date TEXT,
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1))
) STRICT;
CREATE INDEX values_of_mention ON mention_values (mention_id, start_byte);

-- What rules say about a version as a whole.
CREATE TABLE findings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version_id INTEGER NOT NULL REFERENCES versions (id),
  rule TEXT NOT NULL,
  statement TEXT NOT NULL,
  unseen TEXT NOT NULL
) STRICT;
CREATE INDEX findings_of_version ON findings (version_id);

CREATE TABLE finding_evidence (
  finding_id INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  page_id INTEGER NOT NULL REFERENCES pages (id),
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (finding_id, position)
) STRICT, WITHOUT ROWID;

-- What each revision of the rules was made of, so that a change redoes only what it can affect.
CREATE TABLE rule_parts (
  revision TEXT NOT NULL,
  part TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (revision, part)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_RULES_H_

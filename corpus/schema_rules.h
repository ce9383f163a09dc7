#ifndef SCRUTINEER_CORPUS_SCHEMA_RULES_H_
#define SCRUTINEER_CORPUS_SCHEMA_RULES_H_

namespace scrutineer::corpus {

// Step 2 of the schema: what richer rules give.
inline constexpr const char* kSchema2 = R"sql(
-- Whether the rule is still on trial.
ALTER TABLE mentions ADD COLUMN experimental INTEGER NOT NULL DEFAULT 0
  CHECK (experimental IN (0, 1));

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

-- For people: money in whole pounds (or what `unit` says) and pence, posts as numbers.
CREATE VIEW current_values AS
  SELECT v.council, v.committee, v.meeting_date, v.title, pg.number AS page, m.tag,
         m.stage, m.direction, m.kind AS consultation_kind, m.status, mv.kind, mv.role,
         CASE WHEN mv.kind <> 'date' THEN mv.low / 100.0 END AS low,
         CASE WHEN mv.kind <> 'date' THEN mv.high / 100.0 END AS high,
         mv.unit, mv.period, mv.years, mv.date, mv.approximate,
         CAST(substr(CAST(pg.text AS BLOB), mv.start_byte + 1, mv.end_byte - mv.start_byte) AS TEXT)
           AS words,
         CAST(substr(CAST(pg.text AS BLOB), m.sentence_start_byte + 1,
                     m.sentence_end_byte - m.sentence_start_byte) AS TEXT) AS quote,
         p.locator || '#page=' || pg.number AS citation, m.rule, m.id AS mention_id, m.page_id
  FROM mention_values mv
  JOIN mentions m ON m.id = mv.mention_id
  JOIN pages pg ON pg.id = m.page_id
  JOIN versions v ON v.id = pg.version_id AND v.is_current
  JOIN papers p ON p.id = v.paper_id;

-- What rules say about a version as a whole, or about a report in it: pages from first_page to
-- last_page.
CREATE TABLE findings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version_id INTEGER NOT NULL REFERENCES versions (id),
  rule TEXT NOT NULL,
  statement TEXT NOT NULL,
  unseen TEXT NOT NULL,
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL
) STRICT;
CREATE INDEX findings_of_version ON findings (version_id);

CREATE TABLE finding_evidence (
  finding_id INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  page_id INTEGER NOT NULL REFERENCES pages (id),
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  sentence_start_byte INTEGER NOT NULL,
  sentence_end_byte INTEGER NOT NULL,
  PRIMARY KEY (finding_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_on_page ON finding_evidence (page_id);

CREATE VIEW current_findings AS
  SELECT v.council, v.committee, v.meeting_date, v.title, f.rule, f.statement, f.unseen,
         f.first_page, f.last_page, pg.number AS page,
         CAST(substr(CAST(pg.text AS BLOB), e.sentence_start_byte + 1,
                     e.sentence_end_byte - e.sentence_start_byte) AS TEXT) AS quote,
         p.locator || '#page=' || pg.number AS citation, f.id AS finding_id
  FROM findings f
  JOIN finding_evidence e ON e.finding_id = f.id
  JOIN pages pg ON pg.id = e.page_id
  JOIN versions v ON v.id = f.version_id AND v.is_current
  JOIN papers p ON p.id = v.paper_id;

-- What each revision of the rules was made of, so that a change redoes only what it can affect.
CREATE TABLE rule_parts (
  revision TEXT NOT NULL,
  part TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (revision, part)
) STRICT, WITHOUT ROWID;

-- From here on one row of entities is one organisation or service: of the lists by its entity_id,
-- of names that stand in none by folded_name, which is canonical_name(name). `name` is what to show.
CREATE TABLE entity_variants (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  name TEXT NOT NULL,          -- as a paper wrote it
  folded_name TEXT NOT NULL,   -- canonical_name(name)
  PRIMARY KEY (entity, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX variants_by_name ON entity_variants (folded_name);

UPDATE entities SET folded_name = canonical_name(name);
CREATE TABLE kept_entities (id INTEGER PRIMARY KEY, kept INTEGER NOT NULL);
INSERT INTO kept_entities
  SELECT id, first_value(id) OVER (
    PARTITION BY tag, entity_id, CASE entity_id WHEN '' THEN folded_name ELSE '' END
    -- A name in small letters and capitals first, then the longer.
    ORDER BY CASE WHEN entity_id <> '' THEN -id WHEN name IN (upper(name), lower(name)) THEN 1
             ELSE 0 END, length(CAST(name AS BLOB)) DESC, name)
  FROM entities;
INSERT INTO entity_variants
  SELECT k.kept, e.name, e.folded_name FROM kept_entities k JOIN entities e ON e.id = k.id
  WHERE e.tag = 'provider' ON CONFLICT DO NOTHING;
UPDATE mentions SET entity = (SELECT kept FROM kept_entities k WHERE k.id = mentions.entity)
  WHERE entity IN (SELECT id FROM kept_entities WHERE id <> kept);
DELETE FROM entities WHERE id IN (SELECT id FROM kept_entities WHERE id <> kept);
DROP TABLE kept_entities;
CREATE UNIQUE INDEX listed_entities ON entities (tag, entity_id) WHERE entity_id <> '';
CREATE UNIQUE INDEX unlisted_entities ON entities (tag, folded_name) WHERE entity_id = '';
CREATE INDEX entities_by_name ON entities (tag, folded_name);
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_RULES_H_

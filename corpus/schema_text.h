#ifndef SCRUTINEER_CORPUS_SCHEMA_TEXT_H_
#define SCRUTINEER_CORPUS_SCHEMA_TEXT_H_

namespace scrutineer::corpus {

// What pages bear beside their text, and sentences that run over a page's end.
inline constexpr const char* kSchemaText = R"sql(
-- The bytes of `text` that are printed at the top of the next page: the rest of a sentence, which
-- stands whole on the page where it begins. Both 0 where no sentence runs over the page's end.
ALTER TABLE pages ADD COLUMN next_page_start_byte INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN next_page_end_byte INTEGER NOT NULL DEFAULT 0;

-- Running headers, footers, page numbers and watermarks, line by line: kept out of pages.text, and
-- so out of search and mentions. start_byte: where in pages.text the line stands.
CREATE TABLE page_furniture (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('header', 'footer', 'page-number', 'watermark')),
  start_byte INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (page_id, position)
) STRICT, WITHOUT ROWID;

DROP VIEW current_mentions;
CREATE VIEW current_mentions AS
  SELECT v.council, v.committee, v.meeting_date, v.title, pg.number AS page,
         pg.number + (m.sentence_end_byte > pg.next_page_start_byte
                      AND m.sentence_start_byte < pg.next_page_end_byte) AS last_page, m.tag,
         CAST(substr(CAST(pg.text AS BLOB), m.start_byte + 1, m.end_byte - m.start_byte) AS TEXT)
           AS quote,
         CAST(substr(CAST(pg.text AS BLOB), m.sentence_start_byte + 1,
                     m.sentence_end_byte - m.sentence_start_byte) AS TEXT) AS sentence,
         m.stage, m.direction, m.kind, m.status, e.entity_id, e.name AS entity_name, m.rule,
         p.locator || '#page=' || pg.number AS citation, m.id AS mention_id, m.page_id
  FROM mentions m
  JOIN pages pg ON pg.id = m.page_id
  JOIN versions v ON v.id = pg.version_id AND v.is_current
  JOIN papers p ON p.id = v.paper_id
  LEFT JOIN entities e ON e.id = m.entity;
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_TEXT_H_

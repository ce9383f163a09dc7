#ifndef SCRUTINEER_CORPUS_SCHEMA_SECTIONS_H_
#define SCRUTINEER_CORPUS_SCHEMA_SECTIONS_H_

namespace scrutineer::corpus {

// The step that adds the parts of papers.
inline constexpr const char* kSchemaSections = R"sql(
-- The parts of each version, in the order in which they begin: agenda items, the reports of a pack,
-- appendices, recommendations, implications (of what kind), other headings. A section begins with
-- byte start_byte of the text of page first_page and ends before byte end_byte of that of page
-- last_page. parent: the position of the one that it lies in. The by_* columns say what it is known
-- by: the PDF's outline, the contents page, the numbers of the pages, its heading.
CREATE TABLE sections (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  parent INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('item', 'report', 'appendix', 'recommendations',
                                     'implications', 'heading')),
  implications TEXT NOT NULL CHECK (implications IN ('', 'legal', 'financial', 'hr', 'equalities',
                                                     'procurement', 'consultation', 'other')),
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  first_page INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  by_bookmark INTEGER NOT NULL CHECK (by_bookmark IN (0, 1)),
  by_contents INTEGER NOT NULL CHECK (by_contents IN (0, 1)),
  by_page_label INTEGER NOT NULL CHECK (by_page_label IN (0, 1)),
  by_heading INTEGER NOT NULL CHECK (by_heading IN (0, 1)),
  PRIMARY KEY (version_id, position)
) STRICT, WITHOUT ROWID;
-- Items and reports, by where they begin: what a citation names.
CREATE INDEX sections_to_cite ON sections (version_id, first_page, start_byte)
  WHERE kind IN ('item', 'report');

CREATE VIEW current_sections AS
  SELECT v.council, v.committee, v.meeting_date, v.title AS paper, s.kind, s.implications,
         s.number, s.title, s.author, s.first_page, s.last_page, up.kind AS parent_kind,
         up.number AS parent_number, up.title AS parent_title, s.by_bookmark, s.by_contents,
         s.by_page_label, s.by_heading, p.locator || '#page=' || s.first_page AS citation,
         s.version_id, s.position
  FROM sections s
  JOIN versions v ON v.id = s.version_id AND v.is_current
  JOIN papers p ON p.id = v.paper_id
  LEFT JOIN sections up ON up.version_id = s.version_id AND up.position = s.parent;

-- As before, with the item or report under which the mention stands.
DROP VIEW current_mentions;
CREATE VIEW current_mentions AS
  SELECT v.council, v.committee, v.meeting_date, v.title, pg.number AS page,
         pg.number + (m.sentence_end_byte > pg.next_page_start_byte
                      AND m.sentence_start_byte < pg.next_page_end_byte) AS last_page,
         s.number AS item_number, s.title AS item_title, m.tag,
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
  LEFT JOIN entities e ON e.id = m.entity
  LEFT JOIN sections s ON s.version_id = v.id AND s.position = (
    SELECT c.position FROM sections c
    WHERE c.version_id = v.id AND c.kind IN ('item', 'report')
      AND (c.first_page, c.start_byte) <= (pg.number, m.start_byte)
      AND (c.last_page, c.end_byte) > (pg.number, m.start_byte)
    ORDER BY c.first_page DESC, c.start_byte DESC LIMIT 1);
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_SECTIONS_H_

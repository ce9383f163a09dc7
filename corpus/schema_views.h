#ifndef SCRUTINEER_CORPUS_SCHEMA_VIEWS_H_
#define SCRUTINEER_CORPUS_SCHEMA_VIEWS_H_

namespace scrutineer::corpus {

// The step "views": those for people cite attached and converted papers as the commands do, and
// findings name their item.
inline constexpr const char* kSchemaViews = R"sql(
-- "papers/a.pdf#page=3", "b.pdf#page=3, attached to papers/a.pdf",
-- "c.docx (page 3 as converted by LibreOffice 7.4.7.2)".
CREATE VIEW page_citations AS
  SELECT pg.id AS page_id,
         coalesce(substr(p.locator, length(a.locator) + length('#attachment=') + 1), p.locator)
           || CASE v.converter
                WHEN '' THEN '#page=' || pg.number
                ELSE ' (page ' || pg.number || ' as converted by ' || v.converter || ')'
              END
           || coalesce(', attached to ' || a.locator, '') AS citation,
         v.id AS version_id, p.id AS paper_id
  FROM pages pg
  JOIN versions v ON v.id = pg.version_id
  JOIN papers p ON p.id = v.paper_id
  LEFT JOIN papers a ON a.id = p.attached_to;

DROP VIEW current_papers;
CREATE VIEW current_papers AS
  SELECT p.id AS paper_id, v.council, v.committee, v.meeting_date, v.kind, v.title, v.page_count,
         v.item_count, p.source, p.locator, a.locator AS attached_to, v.converter, v.sha256,
         v.id AS version_id
  FROM papers p
  JOIN versions v ON v.paper_id = p.id AND v.is_current
  LEFT JOIN papers a ON a.id = p.attached_to;

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
         c.citation, pg.ocr_confidence, m.id AS mention_id, m.page_id, c.paper_id
  FROM mentions m
  JOIN pages pg ON pg.id = m.page_id
  JOIN versions v ON v.id = pg.version_id AND v.is_current
  JOIN page_citations c ON c.page_id = pg.id
  LEFT JOIN entities e ON e.id = m.entity
  LEFT JOIN sections s ON s.version_id = v.id AND s.position = (
    SELECT i.position FROM sections i
    WHERE i.version_id = v.id AND i.kind IN ('item', 'report')
      AND (i.first_page, i.start_byte) <= (pg.number, m.start_byte)
      AND (i.last_page, i.end_byte) > (pg.number, m.start_byte)
    ORDER BY i.first_page DESC, i.start_byte DESC LIMIT 1);

DROP VIEW current_findings;
CREATE VIEW current_findings AS
  SELECT v.council, v.committee, v.meeting_date, v.title, f.rule, f.statement, f.unseen,
         f.first_page, f.last_page, pg.number AS page, s.number AS item_number,
         s.title AS item_title,
         CAST(substr(CAST(pg.text AS BLOB), e.sentence_start_byte + 1,
                     e.sentence_end_byte - e.sentence_start_byte) AS TEXT) AS quote,
         c.citation, f.id AS finding_id, c.paper_id
  FROM findings f
  JOIN finding_evidence e ON e.finding_id = f.id
  JOIN pages pg ON pg.id = e.page_id
  JOIN versions v ON v.id = f.version_id AND v.is_current
  JOIN page_citations c ON c.page_id = pg.id
  LEFT JOIN sections s ON s.version_id = v.id AND s.position = (
    SELECT i.position FROM sections i
    WHERE i.version_id = v.id AND i.kind IN ('item', 'report')
      AND (i.first_page, i.start_byte) <= (pg.number, e.start_byte)
      AND (i.last_page, i.end_byte) > (pg.number, e.start_byte)
    ORDER BY i.first_page DESC, i.start_byte DESC LIMIT 1);
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_VIEWS_H_

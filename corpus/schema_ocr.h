#ifndef SCRUTINEER_CORPUS_SCHEMA_OCR_H_
#define SCRUTINEER_CORPUS_SCHEMA_OCR_H_

namespace scrutineer::corpus {

// The step that adds pages read from their images.
inline constexpr const char* kSchemaOcr = R"sql(
-- How sure the engine is of the page's words, in percent; null where the text is the PDF's own
-- text layer. With an empty text: the engine found nothing on the page. has_text = 0 are pages
-- that nobody could read yet.
ALTER TABLE pages ADD COLUMN ocr_confidence INTEGER CHECK (ocr_confidence BETWEEN 0 AND 100);

-- Pages without a usable text layer, from the time they are queued. They outlive the rows of
-- `pages`, which are written anew where a paper is read again.
--   waiting  to be read; code and reason tell of the last try that failed, if any
--   read     `text` is what the engine gave, before normalisation, and stands in `pages` (unless
--            the page's own text layer says more) once `change` is set
--   failed   for good: code and reason
-- change: counts the pages in the order in which their texts went into `pages`, so that alerts
-- tell of them once. duration_ms: of the worker that read it.
CREATE TABLE ocr_pages (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  page_number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  confidence INTEGER NOT NULL DEFAULT 0,
  words INTEGER NOT NULL DEFAULT 0,
  dropped_words INTEGER NOT NULL DEFAULT 0,
  quarter_turns INTEGER NOT NULL DEFAULT 0,
  skew_hundredths INTEGER NOT NULL DEFAULT 0,
  welsh INTEGER NOT NULL DEFAULT 0 CHECK (welsh IN (0, 1)),
  engine TEXT NOT NULL DEFAULT '',
  duration_ms INTEGER NOT NULL DEFAULT 0,
  tried_at TEXT,
  change INTEGER,
  PRIMARY KEY (version_id, page_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX ocr_pages_by_state ON ocr_pages (state);
CREATE UNIQUE INDEX ocr_pages_by_change ON ocr_pages (change) WHERE change IS NOT NULL;

INSERT INTO ocr_pages (version_id, page_number, state)
  SELECT version_id, number, 'waiting' FROM pages WHERE NOT has_text AND readable;

ALTER TABLE subscriptions ADD COLUMN seen_ocr_change INTEGER NOT NULL DEFAULT 0;

-- For people: what became of each such page of current papers.
CREATE VIEW current_ocr_pages AS
  SELECT v.council, v.committee, v.meeting_date, v.title, o.page_number AS page, o.state,
         o.confidence, o.words, o.engine, o.tries, o.code, o.reason,
         p.locator || '#page=' || o.page_number AS citation
  FROM ocr_pages o
  JOIN versions v ON v.id = o.version_id AND v.is_current
  JOIN papers p ON p.id = v.paper_id;
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_OCR_H_

#ifndef SCRUTINEER_CORPUS_SCHEMA_FORMATS_H_
#define SCRUTINEER_CORPUS_SCHEMA_FORMATS_H_

namespace scrutineer::corpus {

// The step "formats": papers that are no PDFs, and those that are attached to others.
inline constexpr const char* kSchemaFormats = R"sql(
-- What made the pages of a paper that is no PDF ("LibreOffice 7.4.7.2"); its kept bytes are the
-- original's. Empty for PDFs.
ALTER TABLE versions ADD COLUMN converter TEXT NOT NULL DEFAULT '';
-- The paper that holds this one as an attached file; its locator then is that paper's,
-- '#attachment=', and the file's name.
ALTER TABLE papers ADD COLUMN attached_to INTEGER REFERENCES papers (id);
CREATE INDEX papers_attached ON papers (attached_to) WHERE attached_to IS NOT NULL;

-- For people: which paper holds which.
CREATE VIEW current_attachments AS
  SELECT v.council, v.committee, v.meeting_date, v.title, v.page_count, v.converter, p.locator,
         a.locator AS attached_to, p.id AS paper_id, a.id AS attached_to_paper_id
  FROM papers p
  JOIN papers a ON a.id = p.attached_to
  JOIN versions v ON v.paper_id = p.id AND v.is_current;
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_FORMATS_H_

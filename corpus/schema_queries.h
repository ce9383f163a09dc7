#ifndef SCRUTINEER_CORPUS_SCHEMA_QUERIES_H_
#define SCRUTINEER_CORPUS_SCHEMA_QUERIES_H_

namespace scrutineer::corpus {

// The step that adds saved queries, and what fields of queries are looked up by.
inline constexpr const char* kSchemaQueries = R"sql(
-- Queries with names; `query` is what was typed, with filters as fields.
CREATE TABLE saved_queries (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ocr:yes, and money>100k.
CREATE INDEX pages_by_ocr ON pages (id) WHERE ocr_confidence IS NOT NULL;
CREATE INDEX values_in_pounds ON mention_values (high, low, mention_id)
  WHERE kind = 'money' AND unit = 'GBP';
)sql";

// The step "papers with pages that no search sees": each search counts them.
inline constexpr const char* kSchemaUnsearchable = R"sql(
CREATE INDEX versions_unsearchable ON versions (pages_unsearchable)
  WHERE pages_unsearchable > 0;
)sql";

// The step "lengths of pages": ranking asks for them by the hundred thousand, and reading them one
// by one from the index costs most of the time of a search for common words.
inline constexpr const char* kSchemaLengths = R"sql(
-- words: in the index, of the version's pages from the first on, parted by a space.
CREATE TABLE page_lengths (
  version_id INTEGER PRIMARY KEY REFERENCES versions (id),
  words TEXT NOT NULL
) STRICT;
INSERT INTO page_lengths
  SELECT version_id, group_concat(words, ' ') FROM (
    SELECT pg.version_id, coalesce(indexed_words(d.sz), 0) AS words
    FROM pages pg LEFT JOIN pages_fts_docsize d ON d.id = pg.id
    ORDER BY pg.version_id, pg.number)
  GROUP BY version_id;

CREATE INDEX versions_replaced ON versions (id) WHERE is_current = 0;
)sql";

// The step "tags beside the pages": every hit and every facet asks which tags a page bears.
inline constexpr const char* kSchemaTagsOfPages = R"sql(
DROP INDEX mentions_on_page;
CREATE INDEX mentions_on_page ON mentions (page_id, start_byte, tag, entity);
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_QUERIES_H_

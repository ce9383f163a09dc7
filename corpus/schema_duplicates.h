#ifndef SCRUTINEER_CORPUS_SCHEMA_DUPLICATES_H_
#define SCRUTINEER_CORPUS_SCHEMA_DUPLICATES_H_

namespace scrutineer::corpus {

// The step that adds pages with the same words.
inline constexpr const char* kSchemaDuplicates = R"sql(
-- Pages that bear the same words but for a few (corpus/page_resemblance.h), in this paper or
-- another, of current and of replaced versions: those of one group_number. A page that stands in no
-- row has no duplicate. Group numbers may be used again once their group is gone.
CREATE TABLE duplicate_pages (
  page_id INTEGER PRIMARY KEY REFERENCES pages (id),
  group_number INTEGER NOT NULL
) STRICT;
CREATE INDEX duplicate_pages_of_group ON duplicate_pages (group_number);

-- Where a new page's duplicates are sought: keys of the MinHash bands of each page without a
-- duplicate, and of one page of each group. (A foreign key would need an index on page_id.)
CREATE TABLE page_bands (
  band_key INTEGER NOT NULL,
  page_id INTEGER NOT NULL,
  PRIMARY KEY (band_key, page_id)
) STRICT, WITHOUT ROWID;

-- 0: nobody looked yet whether pages of this version are duplicates of others.
ALTER TABLE versions ADD COLUMN is_compared INTEGER NOT NULL DEFAULT 0
  CHECK (is_compared IN (0, 1));
CREATE INDEX versions_to_compare ON versions (id) WHERE NOT is_compared;

-- For people: pages of current papers that repeat one another.
CREATE VIEW current_duplicate_pages AS
  SELECT d.group_number, v.council, v.committee, v.meeting_date, v.title, pg.number AS page,
         c.citation, d.page_id, c.paper_id
  FROM duplicate_pages d
  JOIN pages pg ON pg.id = d.page_id
  JOIN versions v ON v.id = pg.version_id AND v.is_current
  JOIN page_citations c ON c.page_id = pg.id;
)sql";

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_DUPLICATES_H_

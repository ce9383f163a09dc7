#ifndef SCRUTINEER_CORPUS_SCHEMA_H_
#define SCRUTINEER_CORPUS_SCHEMA_H_

#include <array>

#include "corpus/migrations.h"
#include "corpus/schema_duplicates.h"
#include "corpus/schema_evidence.h"
#include "corpus/schema_formats.h"
#include "corpus/schema_notes.h"
#include "corpus/schema_ocr.h"
#include "corpus/schema_queries.h"
#include "corpus/schema_rules.h"
#include "corpus/schema_sections.h"
#include "corpus/schema_text.h"
#include "corpus/schema_views.h"

namespace scrutineer::corpus {

// Times are text in UTC (RFC 3339), dates YYYY-MM-DD, offsets half-open UTF-8 byte ranges into
// pages.text. Ids of papers and versions are never used twice.
inline constexpr const char* kSchema1 = R"sql(
-- One document as published, at one place.
CREATE TABLE papers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  locator TEXT NOT NULL,
  restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
  UNIQUE (source, locator)
) STRICT;

-- One set of bytes of a paper, and what it says of itself. pages_unsearchable: those without text
-- and those that could not be read. is_current: these bytes stand at the
-- paper's place (or stood there when it could last be read); only such versions answer searches.
CREATE TABLE versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  sha256 TEXT NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL,
  fetched_at TEXT NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  replaces_version_id INTEGER REFERENCES versions (id),
  stage_version TEXT NOT NULL DEFAULT '',
  rule_revision TEXT NOT NULL DEFAULT '',
  page_count INTEGER NOT NULL DEFAULT 0,
  pages_without_text INTEGER NOT NULL DEFAULT 0,
  pages_unreadable INTEGER NOT NULL DEFAULT 0,
  pages_unsearchable INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  council TEXT NOT NULL DEFAULT '',
  committee TEXT NOT NULL DEFAULT '',
  meeting_date TEXT,
  kind TEXT NOT NULL DEFAULT 'other',
  item_count INTEGER
) STRICT;
CREATE INDEX versions_of_paper ON versions (paper_id);
CREATE UNIQUE INDEX one_current_version ON versions (paper_id) WHERE is_current;

CREATE INDEX versions_by_date ON versions (meeting_date);

-- What reading one set of bytes came to.
CREATE TABLE outcomes (
  sha256 TEXT PRIMARY KEY,
  ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  stage_version TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  happened_at TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  first_source TEXT NOT NULL,
  first_locator TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every place that was ever offered, and what it was last seen to hold. The unread_* columns are
-- set where its bytes could not be had at all.
CREATE TABLE locations (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  locator TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  stamp_size_bytes INTEGER,
  stamp_modified_ns INTEGER,
  stamp_changed_ns INTEGER,
  stamp_inode INTEGER,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  unread_code TEXT,
  unread_reason TEXT,
  unread_stage_version TEXT,
  unread_attempts INTEGER,
  UNIQUE (source, locator)
) STRICT;
CREATE INDEX locations_of_bytes ON locations (sha256);

-- The id carries the meeting's date, the version and the page's number: see corpus/page_id.h.
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES versions (id),
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  readable INTEGER NOT NULL CHECK (readable IN (0, 1)),
  has_text INTEGER NOT NULL CHECK (has_text IN (0, 1)),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX pages_of_version ON pages (version_id, number);

CREATE VIRTUAL TABLE pages_fts USING fts5 (
  text, content = 'pages', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Each provider and service ever mentioned. entity_id is its id in rules/, empty for one that
-- stands in no list; folded_name is what names are compared by.
CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  tag TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  UNIQUE (tag, entity_id, name)
) STRICT;

CREATE TABLE mentions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page_id INTEGER NOT NULL REFERENCES pages (id),
  tag TEXT NOT NULL,
  rule TEXT NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  sentence_start_byte INTEGER NOT NULL,
  sentence_end_byte INTEGER NOT NULL,
  stage TEXT NOT NULL,
  direction TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  entity INTEGER REFERENCES entities (id)
) STRICT;
CREATE INDEX mentions_on_page ON mentions (page_id, start_byte);
CREATE INDEX mentions_by_tag ON mentions (tag, page_id);
CREATE INDEX mentions_of_entity ON mentions (entity, page_id) WHERE entity IS NOT NULL;

-- services, providers, tags and councils are JSON arrays of strings.
CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  services TEXT NOT NULL,
  providers TEXT NOT NULL,
  tags TEXT NOT NULL,
  councils TEXT NOT NULL,
  query TEXT NOT NULL,
  frequency TEXT NOT NULL CHECK (frequency IN ('run', 'daily', 'weekly')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL,
  seen_version_id INTEGER NOT NULL,
  last_digest_at TEXT
) STRICT;

-- What each subscription was told of, so that nobody hears of one thing twice.
CREATE TABLE told_items (
  subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
  item_key TEXT NOT NULL,
  told_at TEXT NOT NULL,
  PRIMARY KEY (subscription_id, item_key)
) STRICT, WITHOUT ROWID;

-- Digests, complete as they are sent. They outlive their subscription.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subscription_id INTEGER NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  bytes BLOB NOT NULL,
  queued_at TEXT NOT NULL,
  delivered_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_undelivered ON outbox (id) WHERE delivered_at IS NULL;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  command TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  offered INTEGER NOT NULL DEFAULT 0,
  ingested INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  mentions INTEGER NOT NULL DEFAULT 0,
  alerts_queued INTEGER NOT NULL DEFAULT 0,
  alerts_delivered INTEGER NOT NULL DEFAULT 0,
  summary TEXT NOT NULL DEFAULT ''
) STRICT;

-- For people who look with sqlite3 or Datasette.
CREATE VIEW current_papers AS
  SELECT p.id AS paper_id, v.council, v.committee, v.meeting_date, v.kind, v.title, v.page_count,
         p.source, p.locator, v.sha256, v.id AS version_id
  FROM papers p JOIN versions v ON v.paper_id = p.id AND v.is_current;

CREATE VIEW current_mentions AS
  SELECT v.council, v.committee, v.meeting_date, v.title, pg.number AS page, m.tag,
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

CREATE VIEW failed_places AS
  SELECT l.source, l.locator, coalesce(l.unread_code, o.code) AS code,
         coalesce(l.unread_reason, o.reason) AS reason,
         coalesce(l.unread_attempts, o.attempts) AS attempts, l.last_seen_at
  FROM locations l LEFT JOIN outcomes o ON o.sha256 = l.sha256
  WHERE l.unread_code IS NOT NULL OR o.ok = 0;

CREATE VIEW entity_counts AS
  SELECT e.tag, e.name, e.entity_id, count(*) AS mentions,
         count(DISTINCT pg.version_id) AS papers
  FROM mentions m
  JOIN entities e ON e.id = m.entity
  JOIN pages pg ON pg.id = m.page_id
  JOIN versions v ON v.id = pg.version_id AND v.is_current
  GROUP BY e.id;
)sql";

inline constexpr std::array kMigrations = {
    Migration{"papers, pages, index, mentions, alerts and runs", kSchema1},
    Migration{"values, findings and the parts of a rule set", kSchema2},
    Migration{"notes on papers", kSchemaNotes},
    Migration{"furniture of pages, sentences over two pages", kSchemaText},
    Migration{"pages read from their images", kSchemaOcr},
    Migration{"where the metadata was read", kSchemaEvidence},
    Migration{"parts of papers", kSchemaSections},
    Migration{"formats: papers that are no PDFs, and attached ones", kSchemaFormats},
    Migration{"views that cite attached and converted papers", kSchemaViews},
    Migration{"saved queries", kSchemaQueries},
    Migration{"papers with pages that no search sees", kSchemaUnsearchable},
    Migration{"lengths of pages", kSchemaLengths},
    Migration{"pages with the same words", kSchemaDuplicates},
    Migration{"tags beside the pages", kSchemaTagsOfPages},
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SCHEMA_H_

#include <fmt/format.h>

#include "corpus/export.h"

namespace scrutineer::corpus {
namespace {

using enum ExportType;

// What every row says of its paper.
std::vector<ExportColumn> WithPaper(std::vector<ExportColumn> columns) {
  std::vector<ExportColumn> all = {
      {"paper", kInteger, "the paper's number", "p.id"},
      {"council", kText, "whose paper it is, as understood from it", "nullif(v.council, '')"},
      {"committee", kText, "the body that meets, or the member who decides",
       "nullif(v.committee, '')"},
      {"date", kText, "of the meeting, YYYY-MM-DD", "v.meeting_date"},
      {"title", kText, "of the paper", "nullif(v.title, '')"},
  };
  all.insert(all.end(), columns.begin(), columns.end());
  all.push_back({"sha256", kText, "of the paper's bytes", "v.sha256"});
  return all;
}

// The bytes of the page's text from one column's number to another's.
std::string TextBetween(std::string_view begin, std::string_view end) {
  return fmt::format("CAST(substr(CAST(pg.text AS BLOB), {0} + 1, {1} - {0}) AS TEXT)", begin, end);
}

// Offsets count code points, as W3C TextPositionSelector does.
std::string CodePointsBefore(std::string_view byte) {
  return fmt::format("length(CAST(substr(CAST(pg.text AS BLOB), 1, {}) AS TEXT))", byte);
}

// The innermost item or report around a byte of the page, as `s`.
std::string JoinItem(std::string_view byte) {
  return fmt::format(
      " LEFT JOIN sections s ON s.version_id = v.id AND s.position = (SELECT i.position"
      " FROM sections i WHERE i.version_id = v.id AND i.kind IN ('item', 'report')"
      " AND (i.first_page, i.start_byte) <= (pg.number, {0})"
      " AND (i.last_page, i.end_byte) > (pg.number, {0})"
      " ORDER BY i.first_page DESC, i.start_byte DESC LIMIT 1)",
      byte);
}

constexpr std::string_view kNewestFirst = "v.meeting_date DESC NULLS LAST, p.id";

std::vector<ExportTable> MakeTables() {
  const ExportColumn item = {"item", kText,
                             "number of the agenda item or report under which it stands",
                             "nullif(s.number, '')"};
  const ExportColumn item_title = {"item_title", kText, "its title", "nullif(s.title, '')"};
  const ExportColumn page = {"page", kInteger, "of the PDF, from 1", "pg.number"};
  const ExportColumn citation = {"citation", kText, "path or address with #page=N, for people",
                                 "c.citation"};
  const ExportColumn ocr = {"ocr_confidence", kInteger,
                            "percent, where the page was read from its image; null: it has text "
                            "of its own",
                            "pg.ocr_confidence"};

  std::vector<ExportTable> tables;
  tables.push_back(
      {"papers", "current_papers", "one row for each paper, its newest version",
       "papers p JOIN versions v ON v.paper_id = p.id AND v.is_current"
       " LEFT JOIN papers a ON a.id = p.attached_to",
       kNewestFirst,
       WithPaper({
           {"kind", kText, "agenda, report, minutes, decision, pack ...", "v.kind"},
           {"pages", kInteger, "how many it has", "v.page_count"},
           {"pages_not_searchable", kInteger, "of them without text: scans not read, or damaged",
            "v.pages_unsearchable"},
           {"items", kInteger, "agenda items", "v.item_count"},
           {"path", kText, "where it was read", "p.locator"},
           {"attached_to", kText, "path of the paper that holds it as an attached file",
            "a.locator"},
           {"converter", kText, "what made its pages, where it is no PDF",
            "nullif(v.converter, '')"},
           {"size_bytes", kInteger, "of its bytes", "v.size_bytes"},
           {"retrieved_at", kText, "when they were had, RFC 3339", "v.fetched_at"},
       })});
  tables.push_back(
      {"mentions", "current_mentions", "one row for each mention of a tag",
       std::string("mentions m JOIN pages pg ON pg.id = m.page_id"
                   " JOIN versions v ON v.id = pg.version_id AND v.is_current"
                   " JOIN papers p ON p.id = v.paper_id JOIN page_citations c ON c.page_id = pg.id"
                   " LEFT JOIN entities e ON e.id = m.entity") +
           JoinItem("m.start_byte"),
       "v.meeting_date DESC NULLS LAST, p.id, pg.number, m.start_byte, m.id",
       WithPaper({
           item,
           item_title,
           page,
           {"last_page", kInteger, "on which the sentence ends",
            "pg.number + (m.sentence_end_byte > pg.next_page_start_byte"
            " AND m.sentence_start_byte < pg.next_page_end_byte)"},
           {"tag", kText, "tender, outsourcing, consultation, provider or service", "m.tag"},
           {"text", kText, "the words", TextBetween("m.start_byte", "m.end_byte")},
           {"quote", kText, "the sentence that they stand in",
            TextBetween("m.sentence_start_byte", "m.sentence_end_byte")},
           {"start", kInteger, "of the words, in code points of the page's text",
            CodePointsBefore("m.start_byte")},
           {"end", kInteger, "of the words, not included", CodePointsBefore("m.end_byte")},
           {"name", kText, "of the provider or service, as the lists have it", "e.name"},
           {"entity", kText, "its id in the lists; null for a name in none",
            "nullif(e.entity_id, '')"},
           {"stage", kText, "of a tender: plan, tendering, award, contract, extension, end, rules",
            "nullif(m.stage, '')"},
           {"direction", kText, "of outsourcing: out, in, retain, unclear",
            "nullif(m.direction, '')"},
           {"kind", kText, "of consultation: public, staff, statutory, partners",
            "nullif(m.kind, '')"},
           {"status", kText, "proposed, under way, decided, rejected, past, none or hypothetical",
            "nullif(m.status, '')"},
           {"rule", kText, "that found it", "m.rule"},
           ocr,
           citation,
       })});
  tables.push_back(
      {"values", "current_values", "one row for each amount, date or number of posts in a mention",
       "mention_values mv JOIN mentions m ON m.id = mv.mention_id JOIN pages pg ON pg.id = "
       "m.page_id"
       " JOIN versions v ON v.id = pg.version_id AND v.is_current"
       " JOIN papers p ON p.id = v.paper_id JOIN page_citations c ON c.page_id = pg.id",
       "v.meeting_date DESC NULLS LAST, p.id, pg.number, m.start_byte, m.id, mv.start_byte",
       WithPaper({
           page,
           {"tag", kText, "of the mention", "m.tag"},
           {"kind", kText, "money, date or posts", "mv.kind"},
           {"role", kText, "of a date: contract-start, contract-end, consultation-close ...",
            "nullif(mv.role, '')"},
           {"low", kNumber, "whole pounds (or what unit says), or posts",
            "CASE WHEN mv.kind <> 'date' THEN mv.low / 100.0 END"},
           {"high", kNumber, "the same as low but for ranges",
            "CASE WHEN mv.kind <> 'date' THEN mv.high / 100.0 END"},
           {"unit", kText, "GBP, EUR, FTE ...", "nullif(mv.unit, '')"},
           {"period", kText, "year, month, week ... where it is an amount for each",
            "nullif(mv.period, '')"},
           {"value_date", kText, "YYYY-MM-DD", "mv.date"},
           {"approximate", kInteger, "1: \"about\", \"up to\"", "mv.approximate"},
           {"words", kText, "as printed", TextBetween("mv.start_byte", "mv.end_byte")},
           {"quote", kText, "the sentence of the mention",
            TextBetween("m.sentence_start_byte", "m.sentence_end_byte")},
           ocr,
           citation,
       })});
  tables.push_back(
      {"findings", "current_findings",
       "one row for each quote on which a finding about a whole paper rests",
       std::string("findings f JOIN finding_evidence e ON e.finding_id = f.id JOIN pages pg ON "
                   "pg.id = e.page_id"
                   " JOIN versions v ON v.id = f.version_id AND v.is_current"
                   " JOIN papers p ON p.id = v.paper_id"
                   " JOIN page_citations c ON c.page_id = pg.id") +
           JoinItem("e.start_byte"),
       "v.meeting_date DESC NULLS LAST, p.id, f.rule, f.id, e.position",
       WithPaper({
           {"finding", kInteger, "its number: the same in all its rows", "f.id"},
           {"rule", kText, "that found it", "f.rule"},
           {"statement", kText, "what was found, and what was not found in this paper",
            "f.statement"},
           {"unseen", kText, "what could not be seen", "f.unseen"},
           {"first_page", kInteger, "of the part of the paper that it is about", "f.first_page"},
           {"last_page", kInteger, "likewise, included", "f.last_page"},
           item,
           item_title,
           page,
           {"quote", kText, "the sentence",
            TextBetween("e.sentence_start_byte", "e.sentence_end_byte")},
           ocr,
           citation,
       })});
  tables.push_back({"items", "current_sections",
                    "one row for each agenda item and each report of a pack",
                    "sections s JOIN versions v ON v.id = s.version_id AND v.is_current"
                    " AND s.kind IN ('item', 'report') JOIN papers p ON p.id = v.paper_id",
                    "v.meeting_date DESC NULLS LAST, p.id, s.position",
                    WithPaper({
                        {"part", kText, "item or report", "s.kind"},
                        item,
                        item_title,
                        {"author", kText, "whom a report is from", "nullif(s.author, '')"},
                        {"first_page", kInteger, "of the PDF, from 1", "s.first_page"},
                        {"last_page", kInteger, "included", "s.last_page"},
                        {"path", kText, "where the paper was read", "p.locator"},
                    })});
  return tables;
}

}  // namespace

std::string_view ExportTypeName(ExportType type) {
  switch (type) {
    case kText:
      return "string";
    case kInteger:
      return "integer";
    case kNumber:
      return "number";
  }
  return "";
}

const std::vector<ExportTable>& ExportTables() {
  static const std::vector<ExportTable> tables = MakeTables();
  return tables;
}

const std::vector<ExportQuery>& ExportQueries() {
  static const std::vector<ExportQuery> queries = {
      {"search_pages", "Search all pages",
       "words, \"phrases\", AND, OR, NOT as FTS5 has them; newest first",
       "SELECT v.council, v.committee, v.meeting_date, v.title, c.citation,"
       " snippet(pages_fts, 0, '[', ']', ' ... ', 40) AS passage"
       " FROM pages_fts JOIN pages pg ON pg.id = pages_fts.rowid"
       " JOIN versions v ON v.id = pg.version_id AND v.is_current"
       " JOIN page_citations c ON c.page_id = pg.id"
       " WHERE pages_fts MATCH :words ORDER BY pages_fts.rowid DESC LIMIT 100"},
      {"provider_by_month", "Mentions of a provider by month", "any part of the name",
       "SELECT substr(meeting_date, 1, 7) AS month, count(*) AS mentions FROM current_mentions"
       " WHERE tag = 'provider' AND entity_name LIKE '%' || :provider || '%'"
       " GROUP BY month ORDER BY month"}};
  return queries;
}

}  // namespace scrutineer::corpus

#include "corpus/sqlite_ocr_ledger.h"

#include <fmt/format.h>

#include <string>

#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

constexpr std::int64_t kPagesForRate = 200;
constexpr double kMillisecondsPerMinute = 60'000;

constexpr std::string_view kFromCurrent =
    "FROM ocr_pages o JOIN versions v ON v.id = o.version_id AND v.is_current"
    " JOIN papers p ON p.id = v.paper_id ";

}  // namespace

Result<std::vector<WaitingPage>> SqliteOcrLedger::Waiting() {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query(fmt::format(
          "SELECT o.version_id, o.page_number, v.sha256, {} {} WHERE o.state = 'waiting'"
          " ORDER BY coalesce(v.meeting_date, substr(v.fetched_at, 1, 10)) DESC, v.id DESC,"
          " o.page_number",
          kPaperColumns, kFromCurrent)));
  std::vector<WaitingPage> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return pages;
    pages.push_back({rows.Int64(0), rows.Int(1), rows.String(2), ReadPaperColumns(rows, 3)});
  }
}

Result<std::int64_t> SqliteOcrLedger::QueueAll() {
  return batch_.Do([&]() -> Result<std::int64_t> {
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run("INSERT INTO ocr_pages (version_id, page_number, state)"
                      " SELECT version_id, number, 'waiting' FROM pages"
                      " WHERE NOT has_text AND readable ON CONFLICT DO NOTHING"));
    return database_.changes();
  });
}

Status SqliteOcrLedger::RetryFailed() {
  return batch_.Do([&] {
    return database_.Run(
        "UPDATE ocr_pages SET state = 'waiting', tries = 0 WHERE state = 'failed'");
  });
}

Status SqliteOcrLedger::RequireChange(std::int64_t version_id, int page_number) {
  if (database_.changes() != 0) return {};
  return Fail(ErrorCode::kNotFound,
              fmt::format("page {} of version {} is not in the queue", page_number, version_id));
}

Status SqliteOcrLedger::RecordText(std::int64_t version_id, int page_number, const OcrText& text) {
  return batch_.Do([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "UPDATE ocr_pages SET state = 'read', tries = tries + 1, code = '', reason = '',"
        " text = ?3, confidence = ?4, words = ?5, dropped_words = ?6, quarter_turns = ?7,"
        " skew_hundredths = ?8, welsh = ?9, engine = ?10, duration_ms = ?11, tried_at = ?12"
        " WHERE version_id = ?1 AND page_number = ?2",
        version_id, page_number, text.text, text.confidence, text.words, text.dropped_words,
        text.quarter_turns, text.skew_hundredths, text.welsh, text.engine,
        static_cast<std::int64_t>(text.duration.count()), InstantToText(clock_.Now())));
    return RequireChange(version_id, page_number);
  });
}

Status SqliteOcrLedger::RecordFailure(std::int64_t version_id, int page_number, const Error& error,
                                      bool final) {
  return batch_.Do([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "UPDATE ocr_pages SET state = ?3, tries = tries + 1, code = ?4, reason = ?5, tried_at = ?6"
        " WHERE version_id = ?1 AND page_number = ?2",
        version_id, page_number, final ? "failed" : "waiting", ErrorCodeName(error.code),
        error.message, InstantToText(clock_.Now())));
    return RequireChange(version_id, page_number);
  });
}

Result<int> SqliteOcrLedger::Tries(std::int64_t version_id, int page_number) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto tries,
      database_.Number("SELECT tries FROM ocr_pages WHERE version_id = ?1 AND page_number = ?2",
                       version_id, page_number));
  return static_cast<int>(tries.value_or(0));
}

Result<OcrTexts> SqliteOcrLedger::TextsOf(std::string_view sha256) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT o.page_number, o.text, o.confidence, o.words, o.dropped_words,"
                      " o.quarter_turns, o.skew_hundredths, o.welsh, o.engine, o.duration_ms"
                      " FROM ocr_pages o JOIN versions v ON v.id = o.version_id"
                      " WHERE v.sha256 = ?1 AND o.state = 'read'",
                      sha256));
  OcrTexts texts;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return texts;
    texts.emplace(rows.Int(0), OcrText{rows.String(1), rows.Int(2), rows.Int(3), rows.Int(4),
                                       rows.Int(5), rows.Int(6), rows.Int64(7) != 0, rows.String(8),
                                       std::chrono::milliseconds(rows.Int64(9))});
  }
}

Result<std::vector<std::int64_t>> SqliteOcrLedger::VersionsToRewrite() {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.Query("SELECT DISTINCT version_id FROM ocr_pages"
                                      " WHERE state = 'read' AND change IS NULL ORDER BY 1"));
  std::vector<std::int64_t> versions;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return versions;
    versions.push_back(rows.Int64(0));
  }
}

Result<std::map<int, OcrPage>> SqliteOcrLedger::PagesOf(std::int64_t version_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT o.page_number, o.state = 'waiting', g.ocr_confidence FROM ocr_pages o"
                      " LEFT JOIN pages g ON g.version_id = o.version_id"
                      " AND g.number = o.page_number WHERE o.version_id = ?1",
                      version_id));
  std::map<int, OcrPage> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return pages;
    pages.emplace(rows.Int(0), OcrPage{rows.Int64(1) != 0, ReadConfidence(rows, 2)});
  }
}

Result<OcrCounts> SqliteOcrLedger::Counts() {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Query(fmt::format("SELECT count(*) FILTER (WHERE o.state = 'waiting'),"
                                  " count(*) FILTER (WHERE o.state = 'read' AND o.words > 0),"
                                  " count(*) FILTER (WHERE o.state = 'read' AND o.words = 0),"
                                  " count(*) FILTER (WHERE o.state = 'failed') {}",
                                  kFromCurrent)));
  OcrCounts counts;
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (found) {
    counts.waiting = row.Int64(0);
    counts.read = row.Int64(1);
    counts.blank = row.Int64(2);
    counts.failed = row.Int64(3);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto mean_ms,
      database_.Number("SELECT CAST(max(1, avg(duration_ms)) AS INTEGER) FROM (SELECT duration_ms"
                       " FROM ocr_pages WHERE state = 'read' ORDER BY tried_at DESC LIMIT ?1)"
                       " HAVING count(*) > 0",
                       kPagesForRate));
  if (mean_ms) counts.pages_per_minute = kMillisecondsPerMinute / static_cast<double>(*mean_ms);
  return counts;
}

Result<std::vector<FailedPage>> SqliteOcrLedger::Failures() {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query(fmt::format("SELECT o.page_number, o.state = 'failed', o.tries, o.code,"
                                  " o.reason, {} {} WHERE o.state IN ('failed', 'waiting')"
                                  " AND o.reason <> '' ORDER BY p.locator, o.page_number",
                                  kPaperColumns, kFromCurrent)));
  std::vector<FailedPage> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return pages;
    FailedPage page;
    page.page_number = rows.Int(0);
    page.final = rows.Int64(1) != 0;
    page.tries = rows.Int(2);
    page.code = ErrorCodeFromName(rows.Text(3));
    page.reason = rows.String(4);
    page.paper = ReadPaperColumns(rows, 5);
    pages.push_back(std::move(page));
  }
}

Status SettleOcrPages(Database& database, std::int64_t version_id, bool queue) {
  SCRUTINEER_RETURN_IF_ERROR(database.Run(
      "DELETE FROM ocr_pages WHERE version_id = ?1 AND state <> 'read' AND page_number NOT IN"
      " (SELECT number FROM pages WHERE version_id = ?1 AND NOT has_text AND readable)",
      version_id));
  if (queue) {
    SCRUTINEER_RETURN_IF_ERROR(
        database.Run("INSERT INTO ocr_pages (version_id, page_number, state)"
                     " SELECT ?1, number, 'waiting' FROM pages"
                     " WHERE version_id = ?1 AND NOT has_text AND readable ON CONFLICT DO NOTHING",
                     version_id));
  }
  std::vector<int> changed;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database.Query("SELECT page_number FROM ocr_pages WHERE version_id = ?1"
                       " AND state = 'read' AND change IS NULL ORDER BY page_number",
                       version_id));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      changed.push_back(rows.Int(0));
    }
  }
  for (const int page_number : changed) {
    SCRUTINEER_RETURN_IF_ERROR(database.Run(
        "UPDATE ocr_pages SET change = (SELECT coalesce(max(change), 0) + 1 FROM ocr_pages)"
        " WHERE version_id = ?1 AND page_number = ?2",
        version_id, page_number));
  }
  return {};
}

}  // namespace scrutineer::corpus

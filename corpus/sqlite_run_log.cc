#include "corpus/sqlite_run_log.h"

#include <fmt/format.h>

#include <utility>

#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

RunRecord ReadRun(const Statement& row) {
  RunRecord run;
  int column = 0;
  run.id = row.Int64(column++);
  run.command = row.String(column++);
  run.started = InstantFromText(row.Text(column++));
  if (!row.IsNull(column)) run.ended = InstantFromText(row.Text(column));
  ++column;
  for (std::int64_t* count :
       {&run.offered, &run.ingested, &run.unchanged, &run.skipped, &run.failed, &run.pages,
        &run.mentions, &run.alerts_queued, &run.alerts_delivered}) {
    *count = row.Int64(column++);
  }
  run.summary = row.String(column);
  return run;
}

}  // namespace

Result<std::int64_t> SqliteRunLog::Begin(std::string command) {
  std::int64_t id = 0;
  Status begun = batch_.DoNow([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run("INSERT INTO runs (command, started_at) VALUES (?1, ?2)", command,
                      InstantToText(clock_.Now())));
    id = database_.last_insert_id();
    return {};
  });
  if (!begun) return tl::unexpected(std::move(begun).error());
  return id;
}

Status SqliteRunLog::End(const RunRecord& run) {
  return batch_.DoNow([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "UPDATE runs SET ended_at = ?2, offered = ?3, ingested = ?4, unchanged = ?5, skipped = ?6,"
        " failed = ?7, pages = ?8, mentions = ?9, alerts_queued = ?10, alerts_delivered = ?11,"
        " summary = ?12 WHERE id = ?1",
        run.id, InstantToText(run.ended.value_or(clock_.Now())), run.offered, run.ingested,
        run.unchanged, run.skipped, run.failed, run.pages, run.mentions, run.alerts_queued,
        run.alerts_delivered, run.summary));
    if (database_.changes() != 0) return {};
    return Fail(ErrorCode::kNotFound, fmt::format("no run has the number {}", run.id));
  });
}

Result<std::vector<RunRecord>> SqliteRunLog::Recent(int limit) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT id, command, started_at, ended_at, offered, ingested, unchanged,"
                      " skipped, failed, pages, mentions, alerts_queued, alerts_delivered, summary"
                      " FROM runs ORDER BY id DESC LIMIT ?1",
                      limit));
  std::vector<RunRecord> runs;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return runs;
    runs.push_back(ReadRun(rows));
  }
}

}  // namespace scrutineer::corpus

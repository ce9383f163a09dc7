#include <fmt/format.h>

#include <system_error>

#include "corpus/corpus.h"
#include "corpus/filter_sql.h"
#include "corpus/migrations.h"
#include "corpus/page_directory.h"
#include "corpus/sqlite_alert_ledger.h"
#include "corpus/sqlite_database.h"
#include "corpus/sqlite_entity_directory.h"
#include "corpus/sqlite_exporter.h"
#include "corpus/sqlite_ocr_ledger.h"
#include "corpus/sqlite_paper_store.h"
#include "corpus/sqlite_run_log.h"
#include "corpus/sqlite_saved_queries.h"
#include "corpus/sqlite_searcher.h"
#include "corpus/sqlite_tagging_ledger.h"
#include "corpus/write_batch.h"
#include "pipeline/base/file.h"

namespace scrutineer::corpus {
namespace {

class SqliteCorpus final : public Corpus {
 public:
  SqliteCorpus(std::filesystem::path data_folder, std::unique_ptr<Database> database,
               const Clock& clock)
      : data_folder_(std::move(data_folder)),
        database_(std::move(database)),
        batch_(*database_),
        papers_(*database_, batch_, clock),
        tagging_(*database_, batch_),
        ocr_(*database_, batch_, clock),
        searcher_(*database_, batch_),
        entities_(*database_),
        exporter_(*database_),
        alerts_(*database_, batch_, clock),
        runs_(*database_, batch_, clock),
        queries_(*database_, batch_, clock) {}
  // What was not committed is not kept.
  ~SqliteCorpus() override { batch_.Rollback(); }
  SqliteCorpus(const SqliteCorpus&) = delete;
  SqliteCorpus& operator=(const SqliteCorpus&) = delete;

  PaperStore& papers() override { return papers_; }
  TaggingLedger& tagging() override { return tagging_; }
  OcrLedger& ocr() override { return ocr_; }
  Searcher& searcher() override { return searcher_; }
  EntityDirectory& entities() override { return entities_; }
  Exporter& exporter() override { return exporter_; }
  AlertLedger& alerts() override { return alerts_; }
  RunLog& runs() override { return runs_; }
  SavedQueries& queries() override { return queries_; }
  int schema_version() const override { return static_cast<int>(AllMigrations().size()); }
  const std::filesystem::path& data_folder() const override { return data_folder_; }

  Result<std::vector<std::string>> CheckIntegrity() override;

 private:
  Status CollectLines(const std::string& sql, std::string_view prefix,
                      std::vector<std::string>& lines);
  Status CheckDuplicates(std::vector<std::string>& lines);
  Status CheckIndex(std::vector<std::string>& lines);

  std::filesystem::path data_folder_;
  std::unique_ptr<Database> database_;
  WriteBatch batch_;
  SqlitePaperStore papers_;
  SqliteTaggingLedger tagging_;
  SqliteOcrLedger ocr_;
  SqliteSearcher searcher_;
  SqliteEntityDirectory entities_;
  SqliteExporter exporter_;
  SqliteAlertLedger alerts_;
  SqliteRunLog runs_;
  SqliteSavedQueries queries_;
};

Status SqliteCorpus::CollectLines(const std::string& sql, std::string_view prefix,
                                  std::vector<std::string>& lines) {
  SCRUTINEER_ASSIGN_OR_RETURN(Statement rows, database_->Prepare(sql));
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return {};
    if (rows.Text(0) != "ok") lines.push_back(fmt::format("{}{}", prefix, rows.Text(0)));
  }
}

Status SqliteCorpus::CheckDuplicates(std::vector<std::string>& lines) {
  SCRUTINEER_RETURN_IF_ERROR(
      CollectLines("SELECT b.page_id FROM page_bands b LEFT JOIN pages pg ON pg.id = b.page_id"
                   " WHERE pg.id IS NULL LIMIT 20",
                   "duplicates are sought by a page that is not stored: ", lines));
  return CollectLines(
      "SELECT group_number FROM duplicate_pages GROUP BY group_number"
      " HAVING count(*) = 1 LIMIT 20",
      "a page is the duplicate of none, in group ", lines);
}

Status SqliteCorpus::CheckIndex(std::vector<std::string>& lines) {
  SCRUTINEER_RETURN_IF_ERROR(
      CollectLines("SELECT pg.id FROM pages pg LEFT JOIN pages_fts_docsize d ON d.id = pg.id"
                   " WHERE d.id IS NULL LIMIT 20",
                   "the index lacks page ", lines));
  SCRUTINEER_RETURN_IF_ERROR(
      CollectLines("SELECT d.id FROM pages_fts_docsize d LEFT JOIN pages pg ON pg.id = d.id"
                   " WHERE pg.id IS NULL LIMIT 20",
                   "the index has a page that is not stored: ", lines));
  SCRUTINEER_RETURN_IF_ERROR(CollectLines(
      FindWrongLengths(), "page_lengths does not agree with the index: version ", lines));
  // Comparing every word with the index is a statement that writes, though it changes nothing.
  Status index = batch_.DoNow([&] {
    return database_->Run("INSERT INTO pages_fts (pages_fts, rank) VALUES ('integrity-check', 1)");
  });
  if (index || index.error().code == ErrorCode::kReadOnly) return {};
  if (index.error().code != ErrorCode::kCorrupt) return index;
  lines.emplace_back("the index does not agree with the pages' text");
  return {};
}

Result<std::vector<std::string>> SqliteCorpus::CheckIntegrity() {
  std::vector<std::string> lines;
  Status checked = CollectLines("PRAGMA quick_check(20)", "database: ", lines);
  if (checked) {
    checked = CollectLines(
        "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' names a row of ' || parent ||"
        " ' that is not there' FROM pragma_foreign_key_check LIMIT 20",
        "", lines);
  }
  if (checked) checked = CheckDuplicates(lines);
  if (checked) checked = CheckIndex(lines);
  if (!checked && checked.error().code == ErrorCode::kCorrupt) {
    lines.push_back(checked.error().ToString());
    return lines;
  }
  if (!checked) return tl::unexpected(std::move(checked).error());
  return lines;
}

}  // namespace

Result<std::unique_ptr<Corpus>> Corpus::Open(const std::filesystem::path& data_folder,
                                             OpenMode mode, const Clock& clock) {
  const std::filesystem::path file = data_folder / "scrutineer.db";
  const bool writes = mode == OpenMode::kReadWrite;
  if (writes) SCRUTINEER_RETURN_IF_ERROR(MakeFolder(data_folder));
  SCRUTINEER_ASSIGN_OR_RETURN(
      std::unique_ptr<Database> database,
      Database::Open(file, writes ? Database::Mode::kReadWrite : Database::Mode::kReadOnly));
  // Migrations use them, too.
  SCRUTINEER_RETURN_IF_ERROR(RegisterFunctions(*database));
  SCRUTINEER_RETURN_IF_ERROR(writes ? Migrate(*database, AllMigrations())
                                    : CheckSchema(*database, AllMigrations()));
  return std::make_unique<SqliteCorpus>(data_folder, std::move(database), clock);
}

}  // namespace scrutineer::corpus

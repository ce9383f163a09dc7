#ifndef SCRUTINEER_CORPUS_SQLITE_OCR_LEDGER_H_
#define SCRUTINEER_CORPUS_SQLITE_OCR_LEDGER_H_

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "corpus/ocr_ledger.h"
#include "corpus/sqlite_database.h"
#include "corpus/write_batch.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

class SqliteOcrLedger final : public OcrLedger {
 public:
  // All must outlive the ledger.
  SqliteOcrLedger(Database& database, WriteBatch& batch, const Clock& clock)
      : database_(database), batch_(batch), clock_(clock) {}

  Result<std::vector<WaitingPage>> Waiting() override;
  Result<std::int64_t> QueueAll() override;
  Status RetryFailed() override;
  Status RecordText(std::int64_t version_id, int page_number, const OcrText& text) override;
  Status RecordFailure(std::int64_t version_id, int page_number, const Error& error,
                       bool final) override;
  Result<int> Tries(std::int64_t version_id, int page_number) override;
  Result<OcrTexts> TextsOf(std::string_view sha256) override;
  Result<std::vector<std::int64_t>> VersionsToRewrite() override;
  Result<std::map<int, OcrPage>> PagesOf(std::int64_t version_id) override;
  Result<OcrCounts> Counts() override;
  Result<std::vector<FailedPage>> Failures() override;

 private:
  Status RequireChange(std::int64_t version_id, int page_number);

  Database& database_;
  WriteBatch& batch_;
  const Clock& clock_;
};

// Settles the queue of a version whose pages were just written, inside the batch: pages that are
// readable but have no text are queued if `queue` is set, pages that have text no longer wait, and
// texts that now stand in `pages` get the next numbers of ocr_pages.change, by page.
Status SettleOcrPages(Database& database, std::int64_t version_id, bool queue);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_OCR_LEDGER_H_

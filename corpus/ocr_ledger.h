#ifndef SCRUTINEER_CORPUS_OCR_LEDGER_H_
#define SCRUTINEER_CORPUS_OCR_LEDGER_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/paper.h"

namespace scrutineer::corpus {

// A page to be read from its image.
struct WaitingPage {
  std::int64_t version_id = 0;
  int page_number = 0;
  std::string sha256;
  Paper paper;
};

// What an engine made of a page's image.
struct OcrText {
  std::string text;  // before normalisation; empty where the page is blank
  int confidence = 0;
  int words = 0;
  int dropped_words = 0;
  int quarter_turns = 0;
  int skew_hundredths = 0;
  bool welsh = false;
  std::string engine;
  std::chrono::milliseconds duration{0};
};
using OcrTexts = std::map<int, OcrText>;  // by page number

// How a stored page came by its text, of those that ever were in the queue.
struct OcrPage {
  bool waits = false;
  std::optional<int> confidence;  // set where its text was read from its image
};

struct FailedPage {
  Paper paper;
  int page_number = 0;
  bool final = false;  // false: it waits to be tried again
  int tries = 0;
  ErrorCode code = ErrorCode::kInternal;
  std::string reason;
};

// Of current versions.
struct OcrCounts {
  std::int64_t waiting = 0;
  std::int64_t read = 0;   // with words
  std::int64_t blank = 0;  // the engine found nothing
  std::int64_t failed = 0;
  double pages_per_minute = 0;  // of one worker, over the last 200 pages; 0: none was read yet
};

// The queue of pages without a usable text layer, and what became of each. PaperStore::Add puts
// pages into it. The writes stand in the open batch of PaperStore.
class OcrLedger {
 public:
  virtual ~OcrLedger() = default;

  // Of current versions, newest meeting first (papers of no date by when they were fetched), each
  // paper's pages in order.
  virtual Result<std::vector<WaitingPage>> Waiting() = 0;
  // Queues the pages of stored papers that were never queued. How many.
  virtual Result<std::int64_t> QueueAll() = 0;
  // Pages that failed for good wait again.
  virtual Status RetryFailed() = 0;

  virtual Status RecordText(std::int64_t version_id, int page_number, const OcrText& text) = 0;
  // Counts a try; `final` takes the page out of the queue.
  virtual Status RecordFailure(std::int64_t version_id, int page_number, const Error& error,
                               bool final) = 0;
  // How often the page was tried.
  virtual Result<int> Tries(std::int64_t version_id, int page_number) = 0;

  // The texts of all pages of these bytes that were read.
  virtual Result<OcrTexts> TextsOf(std::string_view sha256) = 0;
  // Versions with texts that do not stand in their pages yet: a run died before
  // PaperStore::Rewrite.
  virtual Result<std::vector<std::int64_t>> VersionsToRewrite() = 0;

  // By page number.
  virtual Result<std::map<int, OcrPage>> PagesOf(std::int64_t version_id) = 0;
  virtual Result<OcrCounts> Counts() = 0;
  // Of current versions: pages whose last try failed, by paper and page.
  virtual Result<std::vector<FailedPage>> Failures() = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_OCR_LEDGER_H_

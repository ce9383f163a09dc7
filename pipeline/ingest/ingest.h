#ifndef SCRUTINEER_PIPELINE_INGEST_INGEST_H_
#define SCRUTINEER_PIPELINE_INGEST_INGEST_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/blob_store.h"
#include "corpus/corpus.h"
#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/pdf/office_converter.h"
#include "pipeline/pdf/worker_pool.h"
#include "pipeline/sources/folder_source.h"
#include "pipeline/text/metadata.h"

namespace scrutineer::ingest {

// The name that files of folders are stored under, as `Paper::source`.
inline constexpr std::string_view kFolderSource = "folder";

// How often bytes that crashed or outgrew the worker are tried again, over as many runs, before
// they are only reported. Damaged or encrypted bytes are tried once: they cannot get better.
inline constexpr int kMaxAttempts = 3;

struct IngestOptions {
  pdf::PoolOptions pool;
  std::int64_t file_limit_bytes = std::int64_t{1} << 30;
  bool retry_failed = false;     // also bytes that failed for good before
  bool retry_encrypted = false;  // of those, what needed a password
  bool reread = false;           // read files again though their stamps did not change
  pdf::OfficeOptions office;     // for papers that are no PDFs
  bool queue_ocr = true;         // pages without a usable text layer are queued to be read by OCR
};

enum class Disposition { kIngested, kUnchanged, kSkipped, kFailed };

std::string_view DispositionName(Disposition disposition);

// What became of one file that was offered, in a folder or attached to a paper that was read. Every
// file offered gets exactly one.
struct FileOutcome {
  std::filesystem::path path;  // of an attached file its locator
  Disposition disposition = Disposition::kIngested;
  ErrorCode code = ErrorCode::kInternal;  // where failed
  std::string reason;                     // where skipped or failed: one line, in words
  std::int64_t size_bytes = 0;            // as it was listed
  int pages = 0;
  int pages_without_text = 0;
  int pages_unreadable = 0;
  int pages_by_ocr = 0;  // whose text was read from their images, by a run before
  std::int64_t mentions = 0;
  std::vector<PaperNote> notes;  // where ingested
};

// offered = ingested + unchanged + skipped + failed, always, unless the run was cut short.
struct IngestReport {
  std::int64_t offered = 0;
  std::int64_t ingested = 0;
  std::int64_t unchanged = 0;
  std::int64_t skipped = 0;
  std::int64_t failed = 0;
  std::int64_t not_reached = 0;  // offered, but the run was stopped before them
  std::int64_t pages = 0;
  std::int64_t pages_without_text = 0;
  std::int64_t pages_unreadable = 0;
  std::int64_t pages_by_ocr = 0;
  std::int64_t mentions = 0;
  std::int64_t bytes = 0;
  std::chrono::milliseconds elapsed{0};
  std::int64_t peak_worker_memory_bytes = 0;
  std::vector<FileOutcome> outcomes;      // of all that are not unchanged, by path
  std::vector<Error> unreadable_folders;  // what they hold is unknown: the run is not complete
  std::vector<std::string> warnings;      // about the run as a whole, one line each

  // Nothing failed and nothing was left out.
  bool complete() const { return failed == 0 && not_reached == 0 && unreadable_folders.empty(); }
};

// Told what is happening, always under one lock. An outcome is told only once it is durable.
class ProgressListener {
 public:
  virtual ~ProgressListener() = default;
  virtual void Started(std::int64_t offered, std::int64_t size_bytes) = 0;
  // Papers turned out to hold so many files, which are offered, too.
  virtual void Added(std::int64_t /*attached_files*/) {}
  virtual void Finished(const FileOutcome& outcome) = 0;
  virtual void PageRead(const std::filesystem::path& path, int page_number, int page_count) = 0;
};

// What a run works with. All must outlive it; the caller holds the RunLock.
struct IngestContext {
  corpus::Corpus* corpus = nullptr;
  const corpus::BlobStore* blobs = nullptr;
  const extractors::RuleSet* rules = nullptr;
  const text::CouncilNames* councils = nullptr;
  const std::atomic<bool>* stop = nullptr;  // set (by a signal) to end early; may be null
};

// What is read of the files attached to one paper; the paper's note says what is left out.
inline constexpr int kMostAttachments = 100;
inline constexpr int kDeepestAttachment = 3;  // attached to a paper of the folder: 1

// Reads every file of `listing` that is new or changed: bytes stored, text extracted, normalised
// and tagged, pages indexed. Files attached to PDFs are offered, too, once their paper is read.
// Papers that are no PDFs are converted first, if a converter is there. Safe to kill at any moment:
// what was told as finished stays, the rest is done by the next run. Errors are run errors only
// (disk full, corpus damaged, no worker); what is wrong with one paper becomes its outcome.
Result<IngestReport> Ingest(const IngestContext& context, sources::FolderListing listing,
                            const IngestOptions& options, ProgressListener& progress);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_INGEST_H_

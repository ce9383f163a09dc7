#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_POOL_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_POOL_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/extracted_page.h"
#include "pipeline/model/paper.h"
#include "pipeline/pdf/page_places.h"
#include "pipeline/pdf/protections.h"

namespace scrutineer::pdf {

// What one paper may cost before it is given up.
struct Limits {
  std::chrono::milliseconds time{30'000};
  std::int64_t memory_bytes = std::int64_t{512} << 20;
  int pages = 20'000;
};

// No revision of PDF encryption looks further than at 127 bytes of a password.
inline constexpr std::size_t kMaxPasswordBytes = 1024;

struct PoolOptions {
  std::filesystem::path worker_program;  // empty: FindWorkerProgram()
  int workers = 2;
  Limits limits;
  // Tried in turn on papers that need one, as user's and as owner's. UTF-8, of at most
  // kMaxPasswordBytes each. Told to nobody but workers.
  std::vector<std::string> passwords;
};

using scrutineer::ExtractedPage;

// Called for each page in order, on the thread that called Extract.
using PageSink = std::function<void(ExtractedPage)>;

// The worker program beside the running program or in ../libexec/scrutineer (as installed), or
// where the environment variable SCRUTINEER_PDF_WORKER points. Error kWorkerUnavailable names the
// places.
Result<std::filesystem::path> FindWorkerProgram();

// Persistent worker processes, each reading one PDF at a time. Poppler never runs in this process,
// so no PDF can take it down: a worker that crashes, hangs or outgrows its limits costs its paper
// and is replaced. Extract may be called from many threads; each call takes a free worker.
class WorkerPool {
 public:
  // Starts the first worker, so that a broken installation is told at once.
  // Errors: kWorkerUnavailable.
  static Result<std::unique_ptr<WorkerPool>> Start(const PoolOptions& options);
  virtual ~WorkerPool() = default;

  // Reads the PDF behind `fd` (a regular file, read from its start; the descriptor's offset is not
  // used), blocking until done. Pages already given to `sink` stand even when an error follows.
  // Errors: kNotAPdf, kEncrypted, kDamaged, kNoPages, kXfaOnly, kTimeLimit, kMemoryLimit,
  // kPageLimit, kWorkerCrashed (with the signal or exit status and the worker's last words),
  // kSandboxViolation (with the system call), kWorkerUnavailable.
  virtual Result<DocumentProperties> Extract(int fd, const PageSink& sink) = 0;

  // As Extract, and fills `places` with where the words of the page stand whose number it bears:
  // none where that page is not there.
  virtual Result<DocumentProperties> ExtractWithPlaces(int fd, const PageSink& sink,
                                                       PagePlaces& places) = 0;

  // Gives `sink` the bytes of a file attached to the PDF behind `fd`, piece by piece, and returns
  // its name; `index` counts as DocumentProperties::attachments, from 0. A file of more than
  // `most_bytes`, or one whose bytes do not fit the worker's memory, is given up. Errors: as
  // Extract, kSizeLimit, and what `sink` says.
  using BytesSink = std::function<Status(std::string_view)>;
  virtual Result<std::string> Detach(int fd, int index, std::int64_t most_bytes,
                                     const BytesSink& sink) = 0;

  // For example "poppler 22.12.0, text 1": results keyed by another value are stale.
  virtual const std::string& stage_version() const = 0;

  // What holds in each worker, as the first one found. They may differ no more than their kernel.
  virtual const Protections& protections() const = 0;

  // Highest resident memory of any worker so far, as the kernel counts it (VmHWM).
  virtual std::int64_t peak_worker_memory_bytes() const = 0;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_POOL_H_

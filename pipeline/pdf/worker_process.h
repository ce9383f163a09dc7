#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_PROCESS_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_PROCESS_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/pdf/child_process.h"
#include "pipeline/pdf/process_spawner.h"
#include "pipeline/pdf/protocol.h"
#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::pdf {

// One worker process, as the pool sees it. Nothing that it says is believed unchecked. Ends the
// process with its own life. Used by one thread at a time.
class WorkerProcess {
 public:
  // Starts the program and hears its greeting.
  // Errors: kWorkerUnavailable, also where the program speaks another version of the protocol.
  static Result<std::unique_ptr<WorkerProcess>> Start(ProcessSpawner& spawner,
                                                      const std::filesystem::path& program);

  struct Reading {
    Result<DocumentProperties> outcome;
    bool accepted =
        false;  // false: the worker ended before it took the paper, which is not to blame
  };

  // Reads a paper by the limits and passwords of `options`; see WorkerPool::Extract. The time that
  // `sink` takes does not count. `places` may be null.
  Reading Read(int fd, std::uint64_t size_bytes, const PoolOptions& options, const PageSink& sink,
               PagePlaces* places);

  // Hears a file attached to the paper; see WorkerPool::Detach.
  struct Detachment {
    Result<std::string> name;
    bool accepted = false;  // as Reading::accepted
  };
  Detachment Detach(int fd, const protocol::DetachRequest& request,
                    const WorkerPool::BytesSink& sink);

  // For OCR workers only, as all that follows their greeting: the names of their models.
  // Errors: kWorkerUnavailable.
  Result<std::vector<std::string>> HearModels(const std::filesystem::path& program);

  // Reads one page from its image; see OcrReader::Read.
  struct Recognition {
    Result<RecognizedPage> outcome;
    bool accepted = false;  // as Reading::accepted
  };
  Recognition Recognize(int fd, const protocol::RecognizeRequest& request);

  // Draws one page; see PageDrawer::Draw.
  Result<std::string> Draw(int fd, const protocol::DrawRequest& request);

  // Whether the process is there and waiting for a paper. False for good after a paper that was
  // not finished.
  bool IsReady() const;

  const std::string& stage_version() const { return stage_version_; }
  const Protections& protections() const { return protections_; }
  std::int64_t PrivateBytes() const { return child_.PrivateBytes(); }
  std::int64_t peak_bytes() const { return peak_bytes_; }
  int papers_read() const { return papers_read_; }

 private:
  // Why no message came.
  struct Interruption {
    enum class Kind : std::uint8_t { kNoTime, kNoMemory, kEnded, kMalformed };
    Kind kind = Kind::kNoTime;
    ExitStatus status;   // kEnded
    std::string reason;  // kMalformed
  };
  using Kind = Interruption::Kind;
  using Heard = tl::expected<protocol::Message, Interruption>;
  struct Paper;

  explicit WorkerProcess(SpawnedWorker spawned);

  Status Greet(const std::filesystem::path& program);
  Status DoesNotAnswer(const std::filesystem::path& program);
  Result<DocumentProperties> ReadPages(Paper& paper, const PageSink& sink);
  Result<std::string> HearAttachment(Paper& paper, const protocol::DetachRequest& request,
                                     const WorkerPool::BytesSink& sink);
  // Takes the places of the page just read, if they are what was asked for.
  bool TakePlaces(Paper& paper, PagePlaces&& places);
  // Sends a request about the paper behind `fd`, and starts its clock.
  void Ask(int fd, const protocol::Message& request, const Limits& limits, Paper& paper);
  // Asks an OCR worker for one page, and hears the answer about it.
  template <typename Answer, typename Request>
  Result<Answer> AskForPage(int fd, const Request& request, Paper& paper);

  // The next message, waited for no longer than `time_left`, which loses the time waited.
  Heard Hear(std::chrono::nanoseconds& time_left, std::int64_t memory_bytes);
  // Waits a little; the reason why there is no point in going on, if any.
  std::optional<Interruption> Wait(std::chrono::milliseconds time, std::int64_t memory_bytes);
  std::optional<Interruption> CheckMemory(std::int64_t memory_bytes);
  // Ends the process and says in a user's words what the interruption did to the paper.
  Error Explain(const Interruption& interruption, const Paper& paper);
  Error ExplainEnd(const ExitStatus& status, const Paper& paper);
  void End();

  void DrainDiagnostics();
  // The last line that the process wrote to standard error, made fit to print.
  std::string LastWords() const;

  ChildProcess child_;
  FileDescriptor socket_;
  FileDescriptor diagnostics_;
  protocol::FrameReader reader_;
  std::string last_output_;
  std::string stage_version_;
  Protections protections_;
  std::int64_t peak_bytes_ = 0;
  std::int64_t private_bytes_ = 0;  // when last looked at
  std::chrono::steady_clock::time_point memory_checked_at_;
  int papers_read_ = 0;
  bool busy_ = false;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_PROCESS_H_

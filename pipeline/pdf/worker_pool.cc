#include "pipeline/pdf/worker_pool.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/pdf/process_spawner.h"
#include "pipeline/pdf/worker_process.h"

namespace scrutineer::pdf {
namespace {

// A worker that keeps more than this after a paper, or has read so many, is replaced: freed memory
// does not always go back to the kernel, and what leaks in Poppler leaks slowly.
constexpr std::int64_t kRecycleBytes = std::int64_t{160} << 20;
constexpr int kRecyclePapers = 500;

// Readers accept a header anywhere in so many first bytes (implementation note 13 of the PDF
// Reference 1.7, appendix H).
constexpr std::size_t kHeaderBytes = 1024;

// The first bytes as words that fit into a message.
std::string Beginning(std::string_view bytes) {
  constexpr std::size_t kShown = 16;
  std::string shown;
  for (const char c : bytes.substr(0, std::min(bytes.find('\n'), kShown))) {
    shown.push_back(c >= ' ' && c <= '~' ? c : '.');
  }
  return shown;
}

// The size of the file behind `fd`, if it may be a PDF.
Result<std::uint64_t> CheckForPdf(int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return Fail(SystemError(errno, "read it", {}));
  if (!S_ISREG(status.st_mode)) return Fail(ErrorCode::kNotAPdf, "not a PDF (no regular file)");
  if (status.st_size == 0) return Fail(ErrorCode::kNotAPdf, "not a PDF (the file is empty)");
  std::array<char, kHeaderBytes> buffer;
  const ssize_t count = ::pread(fd, buffer.data(), buffer.size(), 0);
  if (count < 0) return Fail(SystemError(errno, "read it", {}));
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  if (bytes.find("%PDF-") == std::string_view::npos) {
    return Fail(ErrorCode::kNotAPdf, fmt::format("not a PDF (starts with '{}')", Beginning(bytes)));
  }
  return static_cast<std::uint64_t>(status.st_size);
}

class ProcessPool final : public WorkerPool {
 public:
  explicit ProcessPool(PoolOptions options) : options_(std::move(options)) {
    options_.workers = std::max(options_.workers, 1);
  }

  Status StartFirst() {
    SCRUTINEER_ASSIGN_OR_RETURN(Lease lease, Acquire());
    stage_version_ = lease.worker->stage_version();
    protections_ = lease.worker->protections();
    return {};
  }

  Result<DocumentProperties> Extract(int fd, const PageSink& sink) override {
    return ExtractPages(fd, sink, nullptr);
  }

  Result<DocumentProperties> ExtractWithPlaces(int fd, const PageSink& sink,
                                               PagePlaces& places) override {
    return ExtractPages(fd, sink, &places);
  }

  Result<std::string> Detach(int fd, int index, std::int64_t most_bytes,
                             const BytesSink& sink) override {
    SCRUTINEER_ASSIGN_OR_RETURN(const std::uint64_t size_bytes, CheckForPdf(fd));
    protocol::DetachRequest request;
    request.size_bytes = size_bytes;
    request.memory_bytes = static_cast<std::uint64_t>(options_.limits.memory_bytes);
    request.time_ms = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(options_.limits.time.count(), 0, std::numeric_limits<int>::max()));
    request.index = static_cast<std::uint32_t>(index);
    request.most_bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(most_bytes, 0));
    request.passwords = options_.passwords;
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(Lease lease, Acquire());
      const bool fresh = lease.worker->papers_read() == 0;
      auto [name, accepted] = lease.worker->Detach(fd, request, sink);
      if (accepted || fresh) return std::move(name);
    }
  }

  const std::string& stage_version() const override { return stage_version_; }
  const Protections& protections() const override { return protections_; }
  std::int64_t peak_worker_memory_bytes() const override { return peak_bytes_; }

 private:
  Result<DocumentProperties> ExtractPages(int fd, const PageSink& sink, PagePlaces* places) {
    SCRUTINEER_ASSIGN_OR_RETURN(const std::uint64_t size_bytes, CheckForPdf(fd));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(Lease lease, Acquire());
      const bool fresh = lease.worker->papers_read() == 0;
      auto [outcome, accepted] = lease.worker->Read(fd, size_bytes, options_, sink, places);
      // Died while idle, unseen: another worker reads the paper. A fresh one had no other reason
      // to die than this paper.
      if (accepted || fresh) return outcome;
    }
  }

  // A worker for the time of one paper; goes back to the pool by itself.
  struct Lease {
    ProcessPool* pool;
    std::unique_ptr<WorkerProcess> worker;

    Lease(ProcessPool* owner, std::unique_ptr<WorkerProcess> leased)
        : pool(owner), worker(std::move(leased)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (worker) pool->Release(std::move(worker));
    }
  };

  Result<Lease> Acquire() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !idle_.empty() || running_ < options_.workers; });
    while (!idle_.empty()) {
      std::unique_ptr<WorkerProcess> worker = std::move(idle_.back());
      idle_.pop_back();
      if (worker->IsReady()) return Lease(this, std::move(worker));
      --running_;
    }
    ++running_;
    lock.unlock();
    auto started = WorkerProcess::Start(spawner_, options_.worker_program);
    if (started) return Lease(this, std::move(*started));
    lock.lock();
    --running_;
    lock.unlock();
    changed_.notify_one();
    return Fail(std::move(started).error());
  }

  void Release(std::unique_ptr<WorkerProcess> worker) {
    RecordPeak(worker->peak_bytes());
    if (!worker->IsReady() || worker->papers_read() >= kRecyclePapers ||
        worker->PrivateBytes() > kRecycleBytes) {
      worker.reset();
    }
    {
      const std::lock_guard lock(mutex_);
      if (worker) {
        idle_.push_back(std::move(worker));
      } else {
        --running_;
      }
    }
    changed_.notify_one();
  }

  void RecordPeak(std::int64_t bytes) {
    std::int64_t seen = peak_bytes_;
    while (bytes > seen && !peak_bytes_.compare_exchange_weak(seen, bytes)) {
    }
  }

  PoolOptions options_;
  std::string stage_version_;
  Protections protections_;
  std::atomic<std::int64_t> peak_bytes_ = 0;
  ProcessSpawner spawner_;  // before the workers: they must not outlive it

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<WorkerProcess>> idle_;
  int running_ = 0;  // idle, leased or being started
};

}  // namespace

Result<std::unique_ptr<WorkerPool>> WorkerPool::Start(const PoolOptions& options) {
  PoolOptions complete = options;
  if (complete.worker_program.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(complete.worker_program, FindWorkerProgram());
  }
  auto pool = std::make_unique<ProcessPool>(std::move(complete));
  SCRUTINEER_RETURN_IF_ERROR(pool->StartFirst());
  return pool;
}

}  // namespace scrutineer::pdf

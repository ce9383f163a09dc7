#ifndef SCRUTINEER_PIPELINE_PDF_PROCESS_SPAWNER_H_
#define SCRUTINEER_PIPELINE_PDF_PROCESS_SPAWNER_H_

#include <sys/types.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"

namespace scrutineer::pdf {

// A worker program just started. Whoever holds it must wait for `pid`.
struct SpawnedWorker {
  pid_t pid = -1;
  FileDescriptor socket;       // the pool's end
  FileDescriptor diagnostics;  // reads, without blocking, what it writes to standard error
};

// Starts worker programs, all from one thread of its own: workers ask the kernel to die with their
// parent, and to the kernel that is the thread that started them, not the process. Destroying the
// spawner therefore kills its workers. Thread-safe.
class ProcessSpawner {
 public:
  ProcessSpawner();
  ~ProcessSpawner();
  ProcessSpawner(const ProcessSpawner&) = delete;
  ProcessSpawner& operator=(const ProcessSpawner&) = delete;

  // The child has its socket at kWorkerSocket, no other descriptor of ours, no standard input, and
  // a process group of its own, so that Ctrl-C in a terminal does not reach it.
  // Its arguments are this process's id, then `arguments`.
  // Errors: kWorkerUnavailable, naming the program.
  Result<SpawnedWorker> Spawn(const std::filesystem::path& program,
                              const std::vector<std::string>& arguments = {});

 private:
  using Task = std::packaged_task<Result<SpawnedWorker>()>;
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_PROCESS_SPAWNER_H_

#ifndef SCRUTINEER_PIPELINE_PDF_CHILD_PROCESS_H_
#define SCRUTINEER_PIPELINE_PDF_CHILD_PROCESS_H_

#include <sys/types.h>

#include <chrono>
#include <cstdint>

namespace scrutineer::pdf {

// How a process ended. Neither: nobody can tell.
struct ExitStatus {
  int exit_code = -1;  // if not negative
  int signal = 0;      // if not 0
};

// A child of this process, killed and waited for at the end of its owner's life: no zombie stays.
// Not thread-safe.
class ChildProcess {
 public:
  explicit ChildProcess(pid_t pid) : pid_(pid) {}
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Waits for an end that is under way; kills the process when `patience` is over.
  ExitStatus Await(std::chrono::milliseconds patience);
  void Kill();
  bool ended() const { return pid_ < 0; }

  // Memory that belongs to it alone (no mapped files), and the most it ever held resident, as the
  // kernel counts (VmHWM). 0 once it has ended.
  std::int64_t PrivateBytes() const;
  std::int64_t PeakBytes() const;

 private:
  pid_t pid_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_CHILD_PROCESS_H_

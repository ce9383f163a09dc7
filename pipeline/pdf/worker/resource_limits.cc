#include "pipeline/pdf/worker/resource_limits.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace scrutineer::pdf {
namespace {

void SetSoftLimit(__rlimit_resource resource, std::uint64_t value) {
  rlimit limit = {};
  if (::getrlimit(resource, &limit) != 0) return;
  limit.rlim_cur =
      limit.rlim_max == RLIM_INFINITY ? value : std::min<rlim_t>(value, limit.rlim_max);
  ::setrlimit(resource, &limit);
}

std::chrono::seconds ProcessorTimeUsed() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec);
}

}  // namespace

void TieToParent(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
  const rlimit none = {0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

void LimitNextPaper([[maybe_unused]] std::uint64_t memory_bytes, std::chrono::milliseconds time) {
#ifndef SCRUTINEER_SANITIZED  // sanitizers reserve terabytes
  SetSoftLimit(RLIMIT_DATA, memory_bytes);
#endif
  // Rounded up twice: the kernel counts whole seconds, and the pool's clock is to strike first.
  const auto seconds =
      ProcessorTimeUsed() + std::chrono::ceil<std::chrono::seconds>(time) + std::chrono::seconds(2);
  SetSoftLimit(RLIMIT_CPU, static_cast<std::uint64_t>(seconds.count()));
}

}  // namespace scrutineer::pdf

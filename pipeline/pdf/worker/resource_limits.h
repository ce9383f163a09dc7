#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_RESOURCE_LIMITS_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_RESOURCE_LIMITS_H_

#include <sys/types.h>

#include <chrono>
#include <cstdint>

namespace scrutineer::pdf {

// Asks the kernel to kill this process when the thread that started it ends, and ends it at once
// if `parent` is gone already. No core dumps: a hostile PDF must not fill the disk.
void TieToParent(pid_t parent);

// What the next paper may use: private memory of this process, and processor time from now on.
// The pool stops a worker that takes too long or too much; these hold where it does not look.
void LimitNextPaper(std::uint64_t memory_bytes, std::chrono::milliseconds time);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_RESOURCE_LIMITS_H_

#ifndef SCRUTINEER_PIPELINE_INGEST_RUN_LOCK_H_
#define SCRUTINEER_PIPELINE_INGEST_RUN_LOCK_H_

#include <filesystem>
#include <string_view>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::ingest {

// The right to write to a data folder, held by one process at a time and given back when the
// process ends, however it ends (an flock on `data_folder`/run.lock).
class RunLock {
 public:
  // Makes the data folder where it is missing. Error kLocked says who holds the lock: command,
  // process, host and since when. Others: kPermission, kReadOnly, kDiskFull, kIo.
  static Result<RunLock> Take(const std::filesystem::path& data_folder, std::string_view command,
                              const Clock& clock);

 private:
  explicit RunLock(FileDescriptor fd) : fd_(std::move(fd)) {}
  FileDescriptor fd_;
};

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_RUN_LOCK_H_

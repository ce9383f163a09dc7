#ifndef SCRUTINEER_PIPELINE_BASE_FILE_H_
#define SCRUTINEER_PIPELINE_BASE_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "pipeline/base/result.h"

namespace scrutineer {

// An owned file descriptor. Movable; closed at the end of its life.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor();
  FileDescriptor(FileDescriptor&& other) noexcept;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  void Close();

 private:
  int fd_ = -1;
};

// Opens for reading, close-on-exec. Errors: kNotFound, kPermission, kIo, each naming the path.
Result<FileDescriptor> OpenForReading(const std::filesystem::path& path);

// The whole file; "-" is standard input. Errors as OpenForReading; kSizeLimit past `limit_bytes`.
Result<std::string> ReadFile(const std::filesystem::path& path,
                             std::int64_t limit_bytes = std::int64_t{1} << 30);

// Writes all bytes, again after interruptions and short writes.
Status WriteAll(int fd, std::string_view bytes, const std::filesystem::path& path);

// Replaces the file as a whole: readers see the old bytes or the new, also after a crash.
Status WriteFileAtomically(const std::filesystem::path& path, std::string_view bytes);

// Makes a folder and its parents. Errors: kPermission, kReadOnly, kDiskFull, kIo.
Status MakeFolder(const std::filesystem::path& path);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_FILE_H_

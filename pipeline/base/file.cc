#include "pipeline/base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace scrutineer {

FileDescriptor::~FileDescriptor() { Close(); }

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

void FileDescriptor::Close() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

Result<FileDescriptor> OpenForReading(const std::filesystem::path& path) {
  FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return Fail(SystemError(errno, "read", path.string()));
  return fd;
}

namespace {

Result<std::string> ReadDescriptor(int fd, const std::string& name, std::int64_t limit_bytes) {
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Fail(SystemError(errno, "read", name));
    if (count == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (static_cast<std::int64_t>(bytes.size()) > limit_bytes) {
      return Fail(ErrorCode::kSizeLimit, fmt::format("larger than {} bytes", limit_bytes), name);
    }
  }
}

Status SyncFolder(const std::filesystem::path& folder) {
  const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || ::fsync(fd.get()) != 0) {
    return Fail(SystemError(errno, "sync the folder", folder.string()));
  }
  return {};
}

}  // namespace

Result<std::string> ReadFile(const std::filesystem::path& path, std::int64_t limit_bytes) {
  if (path == "-") return ReadDescriptor(STDIN_FILENO, "standard input", limit_bytes);
  SCRUTINEER_ASSIGN_OR_RETURN(const FileDescriptor fd, OpenForReading(path));
  return ReadDescriptor(fd.get(), path.string(), limit_bytes);
}

Status WriteAll(int fd, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Fail(SystemError(errno, "write", path.string()));
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Status WriteFileAtomically(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path part = fmt::format("{}.{}.part", path.string(), ::getpid());
  {
    const FileDescriptor fd(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!fd.valid()) return Fail(SystemError(errno, "write", part.string()));
    Status written = WriteAll(fd.get(), bytes, part);
    if (written && ::fsync(fd.get()) != 0) {
      written = Fail(SystemError(errno, "write", part.string()));
    }
    if (!written) {
      ::unlink(part.c_str());
      return written;
    }
  }
  if (::rename(part.c_str(), path.c_str()) != 0) {
    const int error_number = errno;
    ::unlink(part.c_str());
    return Fail(SystemError(error_number, "write", path.string()));
  }
  return SyncFolder(path.parent_path().empty() ? "." : path.parent_path());
}

Status MakeFolder(const std::filesystem::path& path) {
  std::error_code code;
  std::filesystem::create_directories(path, code);
  if (code) return Fail(SystemError(code.value(), "make the folder", path.string()));
  return {};
}

}  // namespace scrutineer

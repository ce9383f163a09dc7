#include "pipeline/ingest/run_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

namespace scrutineer::ingest {
namespace {

std::string HostName() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "unknown host";
  return name.data();
}

std::string HolderOf(const std::filesystem::path& file) {
  const auto holder = ReadFile(file, 4096);
  return holder && !holder->empty() ? *holder : "another process";
}

}  // namespace

Result<RunLock> RunLock::Take(const std::filesystem::path& data_folder, std::string_view command,
                              const Clock& clock) {
  SCRUTINEER_RETURN_IF_ERROR(MakeFolder(data_folder));
  const std::filesystem::path file = data_folder / "run.lock";
  FileDescriptor fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!fd.valid()) return Fail(SystemError(errno, "write", file.string()));
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return Fail(SystemError(errno, "lock", file.string()));
    return Fail(
        ErrorCode::kLocked,
        fmt::format("another run is writing here: {} (wait for it, or stop it)", HolderOf(file)),
        data_folder.string());
  }
  const std::string holder = fmt::format("'scrutineer {}', process {} on {}, since {}", command,
                                         ::getpid(), HostName(), FormatInstant(clock.Now()));
  if (::ftruncate(fd.get(), 0) != 0) return Fail(SystemError(errno, "write", file.string()));
  SCRUTINEER_RETURN_IF_ERROR(WriteAll(fd.get(), holder, file));
  return RunLock(std::move(fd));
}

}  // namespace scrutineer::ingest

#include "pipeline/pdf/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "pipeline/base/file.h"

namespace scrutineer::pdf {
namespace {

// A small file of /proc; empty when the process is gone.
std::string ReadProcFile(pid_t pid, std::string_view name) {
  const FileDescriptor fd(
      ::open(fmt::format("/proc/{}/{}", pid, name).c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 4096> buffer;
  const ssize_t count = fd.valid() ? ::read(fd.get(), buffer.data(), buffer.size()) : 0;
  return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string();
}

// The number at the front of `text`, which loses it and the blanks before it.
std::int64_t TakeNumber(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc() ? number : 0;
}

ExitStatus ToExitStatus(int status) {
  ExitStatus result;
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  return result;
}

}  // namespace

ChildProcess::~ChildProcess() { Kill(); }

ExitStatus ChildProcess::Await(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!ended()) {
    int status = 0;
    const pid_t waited = ::waitpid(pid_, &status, WNOHANG);
    if (waited == pid_) {
      pid_ = -1;
      return ToExitStatus(status);
    }
    // Without a child to wait for (the program ignores SIGCHLD) its end has been lost.
    if (waited < 0 && errno == ECHILD) {
      pid_ = -1;
      return {};
    }
    if (std::chrono::steady_clock::now() >= deadline) Kill();
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return {};
}

void ChildProcess::Kill() {
  if (ended()) return;
  ::kill(pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

std::int64_t ChildProcess::PrivateBytes() const {
  if (ended()) return 0;
  const std::string statm = ReadProcFile(pid_, "statm");
  std::string_view rest = statm;
  TakeNumber(rest);  // total program size
  const std::int64_t resident = TakeNumber(rest);
  const std::int64_t shared = TakeNumber(rest);
  return (resident - shared) * ::sysconf(_SC_PAGESIZE);
}

std::int64_t ChildProcess::PeakBytes() const {
  if (ended()) return 0;
  const std::string status = ReadProcFile(pid_, "status");
  constexpr std::string_view kKey = "VmHWM:";
  const std::size_t at = status.find(kKey);
  if (at == std::string::npos) return 0;
  std::string_view rest = std::string_view(status).substr(at + kKey.size());
  return TakeNumber(rest) << 10;
}

}  // namespace scrutineer::pdf

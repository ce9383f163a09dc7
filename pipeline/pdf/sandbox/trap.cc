#include "pipeline/pdf/sandbox/trap.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <string_view>

#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/sandbox/readable_folders.h"

// All of this runs in a signal handler: no allocation, no locks.
namespace scrutineer::pdf {
namespace {

struct TrappedCall {
  int number = -1;
  const char* name = nullptr;
};
std::array<TrappedCall, kMaxTrapped> trapped_calls;
std::size_t trapped_count = 0;

// One line on standard error, put together without allocating. What does not fit is cut.
class Line {
 public:
  void Add(std::string_view text) {
    const std::size_t count = std::min(text.size(), bytes_.size() - 1 - size_);
    std::copy_n(text.begin(), count, bytes_.begin() + size_);
    size_ += count;
  }
  void Add(int number) {
    std::array<char, 16> digits;
    const char* end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    Add({digits.data(), static_cast<std::size_t>(end - digits.data())});
  }
  void Write() {
    bytes_[size_++] = '\n';
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, bytes_.data(), size_);
  }

 private:
  std::array<char, 160> bytes_;
  std::size_t size_ = 0;
};

[[noreturn]] void EndForViolation(int number, std::string_view path = {}) {
  Line line;
  line.Add("system call ");
  line.Add(number);
  for (std::size_t i = 0; i < trapped_count; ++i) {
    if (trapped_calls[i].number != number) continue;
    line.Add(", ");
    line.Add(trapped_calls[i].name);
    break;
  }
  if (!path.empty()) {
    line.Add(" of ");
    line.Add(path);
  }
  line.Write();
  ::_exit(kExitSandbox);
}

bool IsReadable(std::string_view path) {
  if (path.find("/..") != std::string_view::npos) return false;
  return std::any_of(kReadableFolders.begin(), kReadableFolders.end(),
                     [path](std::string_view folder) {
                       return path.starts_with(folder) &&
                              (path.size() == folder.size() || path[folder.size()] == '/');
                     });
}

// What the call returns to its caller: a descriptor or a negated errno value.
long AnswerOpen(int folder, const char* path, int flags) {
  constexpr int kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  if ((flags & kWriting) != 0) EndForViolation(SYS_openat, path);
  if (IsReadable(path)) {
    const long fd = ::syscall(SYS_openat, folder, path, flags, kVouched);
    return fd < 0 ? -errno : fd;
  }
  struct stat status = {};
  if (::fstatat(folder, path, &status, 0) != 0) return -errno;
  EndForViolation(SYS_openat, path);
}

#if defined(__x86_64__)
long Argument(const ucontext_t& context, int index) {
  static constexpr std::array kRegisters = {REG_RDI, REG_RSI, REG_RDX};
  return static_cast<long>(context.uc_mcontext.gregs[kRegisters[static_cast<std::size_t>(index)]]);
}
void Answer(ucontext_t& context, long result) { context.uc_mcontext.gregs[REG_RAX] = result; }
#elif defined(__aarch64__)
long Argument(const ucontext_t& context, int index) {
  return static_cast<long>(context.uc_mcontext.regs[index]);
}
void Answer(ucontext_t& context, long result) {
  context.uc_mcontext.regs[0] = static_cast<unsigned long long>(result);
}
#else
long Argument(const ucontext_t& /*context*/, int /*index*/) { return 0; }
void Answer(ucontext_t& /*context*/, long /*result*/) {}
#endif

void HandleTrap(int /*signal*/, siginfo_t* info, void* context) {
  const int kept_errno = errno;
  auto& registers = *static_cast<ucontext_t*>(context);
  if (!TrapCanAnswer() || info->si_syscall != SYS_openat) EndForViolation(info->si_syscall);
  // Registers hold addresses as numbers.
  const auto* path =
      reinterpret_cast<const char*>(Argument(registers, 1));  // NOLINT(performance-no-int-to-ptr)
  Answer(registers, AnswerOpen(static_cast<int>(Argument(registers, 0)), path,
                               static_cast<int>(Argument(registers, 2))));
  errno = kept_errno;
}

}  // namespace

bool TrapCanAnswer() {
#if defined(__x86_64__) || defined(__aarch64__)
  return true;
#else
  return false;
#endif
}

void NameTrapped(int number, const char* name) {
  if (trapped_count < trapped_calls.size()) trapped_calls[trapped_count++] = {number, name};
}

Status InstallTrap() {
  struct sigaction action = {};
  action.sa_sigaction = HandleTrap;
  action.sa_flags = SA_SIGINFO;
  ::sigemptyset(&action.sa_mask);
  if (::sigaction(SIGSYS, &action, nullptr) != 0) {
    return Fail(SystemError(errno, "handle SIGSYS", {}));
  }
  return {};
}

}  // namespace scrutineer::pdf

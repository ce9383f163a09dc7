#include "pipeline/pdf/sandbox/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "pipeline/base/file.h"

// The kernel's interface as Documentation/userspace-api/landlock.rst has it, spelled out here: the
// C library has no wrappers, and the kernel headers of Debian 12 end at version 2.
namespace scrutineer::pdf {
namespace {

// The same on every architecture.
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr std::uint32_t kAskVersion = 1;
constexpr int kPathBeneath = 1;

constexpr std::uint64_t kExecute = 1U << 0;
constexpr std::uint64_t kWriteFile = 1U << 1;
constexpr std::uint64_t kReadFile = 1U << 2;
constexpr std::uint64_t kReadFolder = 1U << 3;
constexpr std::uint64_t kTruncate = 1U << 14;
constexpr std::uint64_t kDeviceControl = 1U << 15;
// All that means anything for a file that is no folder.
constexpr std::uint64_t kOfFiles = kExecute | kWriteFile | kReadFile | kTruncate | kDeviceControl;

struct RulesetAttributes {
  std::uint64_t handled_access_fs;
};

struct PathBeneath {
  std::uint64_t allowed_access;
  std::int32_t parent_fd;
} __attribute__((packed));

// Every right over files that a version knows; naming one that it does not is an error.
std::uint64_t RightsOf(int version) {
  std::uint64_t rights = (1U << 13) - 1;  // 1: execute, write, read, list, remove, make ...
  if (version >= 2) rights |= 1U << 13;   // link and rename across folders
  if (version >= 3) rights |= 1U << 14;   // truncate
  if (version >= 5) rights |= 1U << 15;   // ioctl on devices
  return rights;
}

// What is not there needs no rule.
bool Allow(int ruleset, const char* path, std::uint64_t rights) {
  const FileDescriptor fd(::open(path, O_PATH | O_CLOEXEC));
  struct stat status = {};
  if (!fd.valid() || ::fstat(fd.get(), &status) != 0) return true;
  if (!S_ISDIR(status.st_mode)) rights &= kOfFiles;
  const PathBeneath beneath = {rights, fd.get()};
  return ::syscall(kAddRule, ruleset, kPathBeneath, &beneath, 0) == 0;
}

}  // namespace

Result<int> ConfineFiles(std::span<const char* const> readable) {
  return ConfineFiles(FileRights{readable, {}, {}});
}

Result<int> ConfineFiles(const FileRights& rights) {
  const auto version =
      static_cast<int>(::syscall(kCreateRuleset, nullptr, std::size_t{0}, kAskVersion));
  if (version < 1) return Fail(SystemError(errno, "use Landlock", {}));
  const RulesetAttributes attributes = {RightsOf(version)};
  const FileDescriptor ruleset(
      static_cast<int>(::syscall(kCreateRuleset, &attributes, sizeof attributes, 0)));
  if (!ruleset.valid()) return Fail(SystemError(errno, "use Landlock", {}));
  constexpr std::uint64_t kRead = kReadFile | kReadFolder;
  const std::array kinds = {std::pair{rights.readable, kRead},
                            std::pair{rights.executable, kRead | kExecute},
                            std::pair{rights.writable, attributes.handled_access_fs & ~kExecute}};
  for (const auto& [paths, allowed] : kinds) {
    for (const char* path : paths) {
      if (!Allow(ruleset.get(), path, allowed)) {
        return Fail(SystemError(errno, "name a folder to Landlock", path));
      }
    }
  }
  if (::syscall(kRestrictSelf, ruleset.get(), 0) != 0) {
    return Fail(SystemError(errno, "enter Landlock", {}));
  }
  return version;
}

}  // namespace scrutineer::pdf

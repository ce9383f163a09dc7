#include "pipeline/pdf/sandbox/sandbox.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "pipeline/base/result.h"
#include "pipeline/pdf/sandbox/landlock.h"
#include "pipeline/pdf/sandbox/readable_folders.h"
#include "pipeline/pdf/sandbox/syscall_filter.h"
#include "pipeline/pdf/sandbox/trap.h"

namespace scrutineer::pdf {
namespace {

// Standard streams, socket, a paper, and one file or folder of fonts in the other.
constexpr rlim_t kMaxDescriptors = 32;

Status DropPrivileges() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return Fail(SystemError(errno, "give up new privileges", {}));
  }
  __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  const std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none = {};
  if (::syscall(SYS_capset, &header, none.data()) != 0) {
    return Fail(SystemError(errno, "give up capabilities", {}));
  }
  return {};
}

Status SetLimit(__rlimit_resource resource, rlim_t value) {
  const rlimit limit = {value, value};
  if (::setrlimit(resource, &limit) != 0) return Fail(SystemError(errno, "set a limit", {}));
  return {};
}

Status SetLimits() {
  SCRUTINEER_RETURN_IF_ERROR(SetLimit(RLIMIT_CORE, 0));  // a hostile PDF must not fill the disk
  SCRUTINEER_RETURN_IF_ERROR(SetLimit(RLIMIT_FSIZE, 0));
  return SetLimit(RLIMIT_NOFILE, kMaxDescriptors);
}

// Time zones and settings in a home folder are files: with these nobody looks for them.
void SettleEnvironment() {
  ::setenv("TZ", "UTC0", 1);
  ::setenv("HOME", "/nonexistent", 1);
  for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "FONTCONFIG_FILE",
                           "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"}) {
    ::unsetenv(name);
  }
}

// Notes that what was tried holds, or why it does not.
class Account {
 public:
  template <typename... Protection>
  void Note(const Status& status, Protection... protections) {
    if (status) {
      (result_.Add(protections), ...);
    } else {
      if (!result_.reason.empty()) result_.reason += "; ";
      result_.reason += status.error().ToString();
    }
  }
  Protections Take() { return std::move(result_); }

 private:
  Protections result_;
};

}  // namespace

Protections EnterSandbox() {
  Account account;
#ifdef SCRUTINEER_SANITIZED
  account.Note(Fail(ErrorCode::kUsage, "built with sanitizers, which do what it forbids"));
#else
  SettleEnvironment();
  account.Note(SetLimits(), Protection::kLimits);
  account.Note(DropPrivileges(), Protection::kNoNewPrivileges);
  const auto landlock = ConfineFiles(kReadableFolders);
  if (landlock) {
    account.Note({}, Protection::kConfinedReading);
    if (*landlock >= kLandlockGuardsTruncation) account.Note({}, Protection::kNoWriting);
  } else {
    account.Note(Fail(landlock.error()));
  }
  Status filtered = InstallTrap();
  if (filtered) filtered = FilterSystemCalls();
  account.Note(filtered, Protection::kNoNetwork, Protection::kNoProcesses, Protection::kNoWriting);
#endif
  return account.Take();
}

}  // namespace scrutineer::pdf

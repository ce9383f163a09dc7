#include "pipeline/pdf/sandbox/sandbox.h"

#include <sys/resource.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "pipeline/base/result.h"
#include "pipeline/pdf/sandbox/account.h"
#include "pipeline/pdf/sandbox/landlock.h"
#include "pipeline/pdf/sandbox/privileges.h"
#include "pipeline/pdf/sandbox/readable_folders.h"
#include "pipeline/pdf/sandbox/resource_limit.h"
#include "pipeline/pdf/sandbox/syscall_filter.h"
#include "pipeline/pdf/sandbox/trap.h"

namespace scrutineer::pdf {
namespace {

// Standard streams, socket, a paper, and one file or folder of fonts in the other.
constexpr rlim_t kMaxDescriptors = 32;

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

}  // namespace

Protections EnterSandbox() {
  ProtectionAccount account;
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

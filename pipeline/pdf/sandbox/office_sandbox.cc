#include "pipeline/pdf/sandbox/office_sandbox.h"

#include <sys/resource.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <string>

#include "pipeline/base/result.h"
#include "pipeline/pdf/sandbox/account.h"
#include "pipeline/pdf/sandbox/landlock.h"
#include "pipeline/pdf/sandbox/privileges.h"
#include "pipeline/pdf/sandbox/resource_limit.h"
#include "pipeline/pdf/sandbox/seccomp_filter.h"

namespace scrutineer::pdf {
namespace {

constexpr rlim_t kMaxOfficeDescriptors = 1024;

// clang-format off
// Beyond network: other processes' memory, and parts of the kernel that have helped others out of
// sandboxes. A name that this kernel or architecture does not know is passed over.
constexpr std::array kRefused = {
    "connect", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "setns", "unshare",
    "mount", "umount2", "move_mount", "fsopen", "open_tree", "pivot_root", "chroot", "bpf",
    "perf_event_open", "userfaultfd", "io_uring_setup", "keyctl", "add_key", "request_key",
    "init_module", "finit_module", "delete_module", "kexec_load", "open_by_handle_at",
    "personality", "shmget", "msgget", "semget", "mq_open", "memfd_secret",
};
// clang-format on

Status SetLimits(const OfficeLimits& limits) {
  SCRUTINEER_RETURN_IF_ERROR(SetLimit(RLIMIT_CORE, 0));
  SCRUTINEER_RETURN_IF_ERROR(SetLimit(RLIMIT_FSIZE, limits.file_bytes));
  SCRUTINEER_RETURN_IF_ERROR(SetLimit(RLIMIT_NOFILE, kMaxOfficeDescriptors));
  SCRUTINEER_RETURN_IF_ERROR(SetLimit(RLIMIT_DATA, limits.memory_bytes));
  // Of all threads together; whoever started this watches the clock.
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.time).count();
  return SetLimit(RLIMIT_CPU, 4 * static_cast<std::uint64_t>(seconds) + 2);
}

Status ConfineOfficeFiles(const OfficeLimits& limits) {
  const std::string folder = limits.folder.string();
  const std::string own = limits.program.parent_path().string();
  const std::array readable = {"/etc/fonts",
                               "/etc/libreoffice",
                               "/etc/ld.so.cache",
                               "/etc/localtime",
                               "/etc/passwd",
                               "/etc/nsswitch.conf",
                               "/var/cache/fontconfig",
                               "/var/lib/libreoffice",
                               "/var/spool/libreoffice",
                               "/usr/local/share/fonts",
                               "/dev/urandom",
                               "/dev/random",
                               "/dev/zero",
                               "/proc",
                               "/sys/devices/system/cpu"};
  const std::array executable = {"/usr", "/lib", "/lib64", "/bin", "/opt", own.c_str()};
  const std::array writable = {folder.c_str(), "/dev/null"};
  const auto confined = ConfineFiles(FileRights{readable, executable, writable});
  if (!confined) return Fail(confined.error());
  return {};
}

Status FilterOfficeCalls() {
  SeccompFilter filter(SCMP_ACT_ALLOW);
  filter.Add(SCMP_ACT_ERRNO(EACCES), "socket", SCMP_A0(SCMP_CMP_NE, std::uint64_t{AF_UNIX}));
  // LibreOffice listens in /tmp for others of its kind, and ends where it cannot. It is told that
  // it does.
  for (const char* name : {"bind", "listen"}) filter.Add(SCMP_ACT_ERRNO(0), name);
  for (const char* name : kRefused) filter.Add(SCMP_ACT_ERRNO(EPERM), name);
  return filter.Load();
}

}  // namespace

Protections EnterOfficeSandbox(const OfficeLimits& limits) {
  ProtectionAccount account;
  account.Note(SetLimits(limits), Protection::kLimits);
  account.Note(DropPrivileges(), Protection::kNoNewPrivileges);
  account.Note(ConfineOfficeFiles(limits), Protection::kConfinedReading, Protection::kNoWriting);
  account.Note(FilterOfficeCalls(), Protection::kNoNetwork);
  return account.Take();
}

}  // namespace scrutineer::pdf

#include "pipeline/pdf/sandbox/syscall_filter.h"

#include <fcntl.h>
#include <seccomp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "pipeline/pdf/sandbox/seccomp_filter.h"
#include "pipeline/pdf/sandbox/trap.h"

namespace scrutineer::pdf {
namespace {

// clang-format off
// Poppler and the C and C++ libraries at work: memory, time, the socket, files that are open.
// A name that this kernel or architecture does not know is passed over.
constexpr std::array kAllowed = {
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "futex",
    "sendmsg", "recvmsg", "read", "readv", "pread64", "write", "writev", "close", "lseek",
    "_llseek", "poll", "ppoll",
    "openat", "fstat", "stat", "lstat", "newfstatat", "fstatat64", "fstat64", "statx", "access",
    "faccessat", "faccessat2", "readlink", "readlinkat", "getdents64", "getcwd", "statfs",
    "fstatfs", "fadvise64",
    "clock_gettime", "clock_getres", "gettimeofday", "time", "nanosleep", "clock_nanosleep",
    "getrandom", "getrusage", "getrlimit", "setrlimit", "sysinfo", "uname",
    "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid",
    "sched_yield", "sched_getaffinity", "membarrier", "rseq", "set_robust_list",
    "sigaltstack", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "restart_syscall",
    "exit", "exit_group",
};

// What no reading of a PDF ever does, so that whoever does it has taken the process over.
constexpr std::array kForbidden = {
    // network
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4",
    // processes, threads and programs
    "fork", "vfork", "clone", "clone3", "execve", "execveat", "kill", "tkill", "rt_sigqueueinfo",
    "rt_tgsigqueueinfo", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "ptrace",
    "process_vm_readv", "process_vm_writev", "setns", "unshare",
    // files other than by openat, and whatever changes them
    "open", "openat2", "creat", "open_by_handle_at", "truncate", "ftruncate", "rename", "renameat",
    "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "rmdir", "mknod",
    "mknodat", "memfd_create", "fchown", "chown", "lchown", "fchownat", "mount", "umount2",
    "move_mount", "fsopen", "pivot_root", "chroot",
    // privileges, and parts of the kernel that have helped others out of sandboxes
    "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setgroups", "capset",
    "seccomp", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "keyctl",
    "add_key", "request_key", "init_module", "finit_module", "delete_module", "kexec_load",
    "personality", "shmget", "shmat", "msgget", "semget", "mq_open",
};
// clang-format on
static_assert(kForbidden.size() < kMaxTrapped);

constexpr std::uint64_t kLow32 = 0xFFFF'FFFF;

// Conditions upon arguments, in a filter of their own: of several filters the kernel takes the
// strictest answer, so neither can weaken the other.
Status FilterArguments() {
  SeccompFilter filter(SCMP_ACT_ALLOW);
  for (const int flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND}) {
    const auto bit = static_cast<std::uint64_t>(flag);
    filter.Add(SCMP_ACT_TRAP, "openat", SCMP_A2(SCMP_CMP_MASKED_EQ, bit, bit));
  }
  if (TrapCanAnswer()) {
    filter.Add(SCMP_ACT_TRAP, "openat", SCMP_A3(SCMP_CMP_NE, kVouched));
  }
  // The trap stays what it is.
  filter.Add(SCMP_ACT_ERRNO(EPERM), "rt_sigaction",
             SCMP_A0(SCMP_CMP_MASKED_EQ, kLow32, std::uint64_t{SIGSYS}));
  // Fontconfig asks before it renews its cache; a cache that is out of date is used as it is.
  constexpr std::uint64_t kWritable = W_OK;
  filter.Add(SCMP_ACT_ERRNO(EACCES), "access", SCMP_A1(SCMP_CMP_MASKED_EQ, kWritable, kWritable));
  for (const char* name : {"faccessat", "faccessat2"}) {
    filter.Add(SCMP_ACT_ERRNO(EACCES), name, SCMP_A2(SCMP_CMP_MASKED_EQ, kWritable, kWritable));
  }
  return filter.Load();
}

Status FilterNames() {
  SeccompFilter filter(SCMP_ACT_ERRNO(ENOSYS));
  for (const char* name : kAllowed) filter.Add(SCMP_ACT_ALLOW, name);
  for (const char* name : kForbidden) filter.Add(SCMP_ACT_TRAP, name);
  // abort() signals the calling thread; limits are this process's own.
  filter.Add(SCMP_ACT_ALLOW, "tgkill",
             SCMP_A0(SCMP_CMP_EQ, static_cast<std::uint64_t>(::getpid())));
  filter.Add(SCMP_ACT_ALLOW, "prlimit64", SCMP_A0(SCMP_CMP_EQ, 0));
  for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC}) {
    filter.Add(SCMP_ACT_ALLOW, "fcntl", SCMP_A1(SCMP_CMP_EQ, static_cast<std::uint64_t>(command)));
  }
  return filter.Load();
}

}  // namespace

Status FilterSystemCalls() {
  for (const char* name : kForbidden) {
    if (const int number = ::seccomp_syscall_resolve_name(name); number >= 0) {
      NameTrapped(number, name);
    }
  }
  NameTrapped(::seccomp_syscall_resolve_name("openat"), "openat");
  // The one that forbids loading filters comes last.
  SCRUTINEER_RETURN_IF_ERROR(FilterArguments());
  return FilterNames();
}

}  // namespace scrutineer::pdf

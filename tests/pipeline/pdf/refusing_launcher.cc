// Starts the real worker program where the kernel refuses what SCRUTINEER_REFUSED names
// ("landlock", "seccomp", or both), as old kernels and containers do.

#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>

int main(int /*argc*/, char** argv) {
  const char* named = std::getenv("SCRUTINEER_REFUSED");
  const std::string_view refused = named == nullptr ? "" : named;
  scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
  int error = filter == nullptr ? -1 : 0;
  const auto refuse = [&](const char* name, auto... condition) {
    const int number = ::seccomp_syscall_resolve_name(name);
    error |= ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, sizeof...(condition),
                                condition...);
  };
  if (refused.find("landlock") != std::string_view::npos) {
    // By number: libseccomp of Debian 12 knows the name, older ones do not.
    error |= ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), 444, 0);
  }
  if (refused.find("seccomp") != std::string_view::npos) {
    refuse("seccomp");
    refuse("prctl", SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
  }
  if (error != 0 || ::seccomp_load(filter) != 0) return 99;
  ::seccomp_release(filter);
  ::execv(SCRUTINEER_REAL_PDF_WORKER, argv);
  return 98;
}

#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_SECCOMP_FILTER_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_SECCOMP_FILTER_H_

#include <seccomp.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>

#include "pipeline/base/result.h"

namespace scrutineer::pdf {

// A filter of system calls, put together by name and loaded once. Needs no_new_privs. Several may
// be loaded: of their answers the kernel takes the strictest.
class SeccompFilter {
 public:
  explicit SeccompFilter(std::uint32_t otherwise)
      : context_(::seccomp_init(otherwise), &::seccomp_release) {
    if (!context_) {
      error_ = ENOMEM;
      return;
    }
    // The caller has set no_new_privs, and says so where it could not.
    Note(::seccomp_attr_set(context_.get(), SCMP_FLTATR_CTL_NNP, 0));
    Note(::seccomp_attr_set(context_.get(), SCMP_FLTATR_API_SYSRAWRC, 1));  // errors as they are
    Note(::seccomp_attr_set(context_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS));
  }

  // Adds the rule for a call that meets the condition, if any.
  template <typename... Condition>
  void Add(std::uint32_t action, const char* name, Condition... condition) {
    const int number = ::seccomp_syscall_resolve_name(name);
    // Negative: libseccomp does not know it, or knows it of other architectures only.
    if (!context_ || number < 0) return;
    const std::array<scmp_arg_cmp, sizeof...(condition)> conditions = {condition...};
    Note(::seccomp_rule_add_array(context_.get(), action, number,
                                  static_cast<unsigned>(conditions.size()), conditions.data()));
  }

  Status Load() {
    if (context_ && error_ == 0) Note(::seccomp_load(context_.get()));
    if (error_ != 0) return Fail(SystemError(error_, "filter system calls", {}));
    return {};
  }

 private:
  void Note(int result) {
    if (result < 0 && error_ == 0) error_ = -result;
  }

  std::unique_ptr<void, decltype(&::seccomp_release)> context_;
  int error_ = 0;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_SECCOMP_FILTER_H_

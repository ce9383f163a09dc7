#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_SYSCALL_FILTER_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_SYSCALL_FILTER_H_

#include "pipeline/base/result.h"

namespace scrutineer::pdf {

// Lets this process make only the system calls that reading a PDF needs; the others fail with
// ENOSYS, and every openat and those that only an attacker makes go to the trap (trap.h), which
// must stand.
// Needs no_new_privs. Errors: kPermission, kIo or kNotFound where the kernel refuses.
Status FilterSystemCalls();

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_SYSCALL_FILTER_H_

#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_SANDBOX_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_SANDBOX_H_

#include "pipeline/pdf/protections.h"

namespace scrutineer::pdf {

// Gives up for good whatever a process does not need that reads PDFs from descriptors it is sent:
// privileges, network, other processes and threads, writing, and every file but the system's fonts
// and character maps. What the kernel refuses is left out: the answer says what holds.
//
// Later system calls that honest reading never makes end the process with kExitSandbox, after one
// line on standard error: "system call 41, socket" or "system call 257, openat of /etc/passwd".
// Others that are not needed fail with ENOSYS. Files that do not exist are simply not there.
//
// Call once, while the process has a single thread. Changes TZ and HOME in the environment.
Protections EnterSandbox();

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_SANDBOX_H_

#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_TRAP_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_TRAP_H_

#include <cstdint>

#include "pipeline/base/result.h"

namespace scrutineer::pdf {

// What the kernel does with a system call that the filter traps: it makes none of it, and sends
// SIGSYS. The handler here ends the process, saying which call it was, except for openat: that one
// it judges by the path, which a filter cannot see, and makes it in the caller's stead where the
// path lies in a readable folder.
//
// The handler tells, it does not guard: who runs code of his own in this process may make the
// vouched call himself, and then meets Landlock.

// The fourth argument of openat, unused where nothing is created, marks the handler's own calls.
inline constexpr std::uint64_t kVouched = 0x5C7A'71EE;

// True where this architecture lets the handler answer a call in the kernel's stead.
bool TrapCanAnswer();

// The name by which a trapped call is told. Call before any is trapped; at most kMaxTrapped.
inline constexpr std::size_t kMaxTrapped = 96;
void NameTrapped(int number, const char* name);

// Errors: kIo.
Status InstallTrap();

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_TRAP_H_

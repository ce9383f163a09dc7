#ifndef SCRUTINEER_PIPELINE_PDF_EXIT_CODES_H_
#define SCRUTINEER_PIPELINE_PDF_EXIT_CODES_H_

namespace scrutineer::pdf {

// How a worker program ends by itself.
inline constexpr int kExitUsage = 2;
inline constexpr int kExitOutOfMemory = 71;
inline constexpr int kExitLostPool = 72;  // the pool cannot be understood
// A system call that the sandbox forbids. The last words on standard error say which.
inline constexpr int kExitSandbox = 73;

// The descriptor at which a worker finds its socket.
inline constexpr int kWorkerSocket = 3;

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_EXIT_CODES_H_

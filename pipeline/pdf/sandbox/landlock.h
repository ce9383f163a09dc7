#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_LANDLOCK_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_LANDLOCK_H_

#include <span>

#include "pipeline/base/result.h"

namespace scrutineer::pdf {

// From this version of Landlock on, shortening a file counts as writing to it.
inline constexpr int kLandlockGuardsTruncation = 3;

// From now on this process can open only what lies in `readable`, only for reading, and can make,
// rename, delete or execute no file at all. Open descriptors stay as they are. Needs
// no_new_privs. Gives the version of Landlock. Errors: kPermission or kIo where the kernel does not
// have it, has it switched off, or refuses.
Result<int> ConfineFiles(std::span<const char* const> readable);

// What a process may do with files and folders, each with all below it; what is missing is passed
// over.
struct FileRights {
  std::span<const char* const> readable;
  std::span<const char* const> executable;  // and readable
  std::span<const char* const> writable;    // and readable: make, change and delete
};
// As above, by these rights.
Result<int> ConfineFiles(const FileRights& rights);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_LANDLOCK_H_

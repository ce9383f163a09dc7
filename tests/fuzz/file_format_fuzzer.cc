// Files that nobody vouches for: whatever their bytes, their format is told without reading beyond
// them, and what is told of a problem can be said.

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "pipeline/base/file.h"
#include "pipeline/sources/file_format.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scrutineer;
  const FileDescriptor fd(::memfd_create("paper", MFD_CLOEXEC));
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!WriteAll(fd.get(), bytes, "paper")) return 0;
  const auto finding = sources::FindFormat(fd.get());
  if (!finding) std::abort();  // it can be read
  if (finding->problem && finding->problem->message.empty()) std::abort();
  return 0;
}

#include "pipeline/sources/read_at.h"

#include <unistd.h>

#include <cerrno>

namespace scrutineer::sources {

Result<std::string> ReadAt(int fd, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const ssize_t got =
        ::pread(fd, bytes.data() + filled, count - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Fail(SystemError(errno, "read it", {}));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace scrutineer::sources

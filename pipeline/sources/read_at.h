#ifndef SCRUTINEER_PIPELINE_SOURCES_READ_AT_H_
#define SCRUTINEER_PIPELINE_SOURCES_READ_AT_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "pipeline/base/result.h"

namespace scrutineer::sources {

// `count` bytes of a file from `offset` on, fewer only at its end. Errors: kIo.
Result<std::string> ReadAt(int fd, std::uint64_t offset, std::size_t count);

}  // namespace scrutineer::sources

#endif  // SCRUTINEER_PIPELINE_SOURCES_READ_AT_H_

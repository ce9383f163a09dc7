#ifndef SCRUTINEER_PIPELINE_PDF_OCR_REQUEST_H_
#define SCRUTINEER_PIPELINE_PDF_OCR_REQUEST_H_

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>

#include "pipeline/base/result.h"
#include "pipeline/pdf/ocr_reader.h"

namespace scrutineer::pdf {

// A request to an OCR worker about the paper behind `fd`, by the limits and passwords of `options`.
// Errors: kIo.
template <typename Request>
Result<Request> RequestFor(int fd, const OcrOptions& options) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return Fail(SystemError(errno, "read it", {}));
  Request request;
  request.size_bytes = static_cast<std::uint64_t>(status.st_size);
  request.memory_bytes = static_cast<std::uint64_t>(options.memory_bytes);
  request.time_ms = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(options.time.count(), 0, std::numeric_limits<int>::max()));
  request.passwords = options.passwords;
  return request;
}

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_OCR_REQUEST_H_

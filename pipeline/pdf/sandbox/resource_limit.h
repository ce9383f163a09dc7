#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_RESOURCE_LIMIT_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_RESOURCE_LIMIT_H_

#include <sys/resource.h>

#include <cerrno>

#include "pipeline/base/result.h"

namespace scrutineer::pdf {

// Limits this process for good: it cannot raise the limit again. kSystem where the kernel refuses.
inline Status SetLimit(__rlimit_resource resource, rlim_t value) {
  const rlimit limit = {value, value};
  if (::setrlimit(resource, &limit) != 0) return Fail(SystemError(errno, "set a limit", {}));
  return {};
}

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_RESOURCE_LIMIT_H_

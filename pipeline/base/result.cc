#include "pipeline/base/result.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace scrutineer {
namespace {

struct NamedCode {
  ErrorCode code;
  std::string_view name;
};

constexpr std::array kNames = {
    NamedCode{ErrorCode::kUsage, "usage"},
    NamedCode{ErrorCode::kConfiguration, "configuration"},
    NamedCode{ErrorCode::kRule, "rule"},
    NamedCode{ErrorCode::kQuery, "query"},
    NamedCode{ErrorCode::kNotFound, "not-found"},
    NamedCode{ErrorCode::kPermission, "permission"},
    NamedCode{ErrorCode::kIo, "io"},
    NamedCode{ErrorCode::kDiskFull, "disk-full"},
    NamedCode{ErrorCode::kReadOnly, "read-only"},
    NamedCode{ErrorCode::kLocked, "locked"},
    NamedCode{ErrorCode::kCorrupt, "corrupt"},
    NamedCode{ErrorCode::kSchemaTooNew, "schema-too-new"},
    NamedCode{ErrorCode::kNotAPdf, "not-a-pdf"},
    NamedCode{ErrorCode::kEncrypted, "encrypted"},
    NamedCode{ErrorCode::kDamaged, "damaged"},
    NamedCode{ErrorCode::kNoPages, "no-pages"},
    NamedCode{ErrorCode::kXfaOnly, "xfa-only"},
    NamedCode{ErrorCode::kTimeLimit, "time-limit"},
    NamedCode{ErrorCode::kMemoryLimit, "memory-limit"},
    NamedCode{ErrorCode::kPageLimit, "page-limit"},
    NamedCode{ErrorCode::kSizeLimit, "size-limit"},
    NamedCode{ErrorCode::kWorkerCrashed, "worker-crashed"},
    NamedCode{ErrorCode::kSandboxViolation, "sandbox-violation"},
    NamedCode{ErrorCode::kWorkerUnavailable, "worker-unavailable"},
    NamedCode{ErrorCode::kInvalidUtf8, "invalid-utf8"},
    NamedCode{ErrorCode::kCancelled, "cancelled"},
    NamedCode{ErrorCode::kInternal, "internal"},
};

ErrorCode CodeOfErrno(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
      return ErrorCode::kPermission;
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::kDiskFull;
    case EROFS:
      return ErrorCode::kReadOnly;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

std::string_view ErrorCodeName(ErrorCode code) {
  for (const NamedCode& named : kNames) {
    if (named.code == code) return named.name;
  }
  return "internal";
}

ErrorCode ErrorCodeFromName(std::string_view name) {
  for (const NamedCode& named : kNames) {
    if (named.name == name) return named.code;
  }
  return ErrorCode::kInternal;
}

std::string Error::ToString() const {
  return context.empty() ? message : fmt::format("{}: {}", context, message);
}

Error SystemError(int error_number, std::string_view action, std::string context) {
  return Error{CodeOfErrno(error_number),
               fmt::format("cannot {}: {}", action, std::generic_category().message(error_number)),
               std::move(context)};
}

}  // namespace scrutineer

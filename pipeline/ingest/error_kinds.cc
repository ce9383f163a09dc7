#include "pipeline/ingest/error_kinds.h"

namespace scrutineer::ingest {

bool IsPermanent(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotAPdf:
    case ErrorCode::kEncrypted:
    case ErrorCode::kDamaged:
    case ErrorCode::kNoPages:
    case ErrorCode::kXfaOnly:
    case ErrorCode::kPageLimit:
    case ErrorCode::kSizeLimit:
      return true;
    default:
      return false;
  }
}

bool IsRunError(ErrorCode code) {
  switch (code) {
    case ErrorCode::kDiskFull:
    case ErrorCode::kReadOnly:
    case ErrorCode::kCorrupt:
    case ErrorCode::kWorkerUnavailable:
    case ErrorCode::kLocked:
      return true;
    default:
      return false;
  }
}

}  // namespace scrutineer::ingest

#ifndef SCRUTINEER_PIPELINE_INGEST_ERROR_KINDS_H_
#define SCRUTINEER_PIPELINE_INGEST_ERROR_KINDS_H_

#include "pipeline/base/result.h"

namespace scrutineer::ingest {

// Errors of bytes that cannot get better, however often they are tried.
bool IsPermanent(ErrorCode code);

// Errors that stop the whole run: the next paper would meet them too.
bool IsRunError(ErrorCode code);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_ERROR_KINDS_H_

#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_PRIVILEGES_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_PRIVILEGES_H_

#include "pipeline/base/result.h"

namespace scrutineer::pdf {

// Gives up all capabilities, and whatever a program could gain by its owner's bits. Errors: kIo,
// kPermission.
Status DropPrivileges();

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_PRIVILEGES_H_

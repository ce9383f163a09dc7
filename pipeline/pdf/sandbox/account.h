#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_ACCOUNT_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_ACCOUNT_H_

#include <utility>

#include "pipeline/base/result.h"
#include "pipeline/pdf/protections.h"

namespace scrutineer::pdf {

// Notes that what was tried holds, or why it does not.
class ProtectionAccount {
 public:
  template <typename... Protection>
  void Note(const Status& status, Protection... protections) {
    if (status) {
      (result_.Add(protections), ...);
    } else {
      if (!result_.reason.empty()) result_.reason += "; ";
      result_.reason += status.error().ToString();
    }
  }
  Protections Take() { return std::move(result_); }

 private:
  Protections result_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_ACCOUNT_H_

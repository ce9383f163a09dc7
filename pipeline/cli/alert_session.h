#ifndef SCRUTINEER_PIPELINE_CLI_ALERT_SESSION_H_
#define SCRUTINEER_PIPELINE_CLI_ALERT_SESSION_H_

#include "pipeline/alerts/alerts.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/session.h"

namespace scrutineer::cli {

// Sender, maildir, links and names as configured. Errors: configuration and rule errors.
Result<alerts::AlertOptions> AlertOptionsOf(Session& session);
// "2 digests with 5 items queued, 2 delivered to ..." and every failure.
void PrintAlertReport(const alerts::AlertReport& report, const alerts::AlertOptions& options);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_ALERT_SESSION_H_

#ifndef SCRUTINEER_PIPELINE_ALERTS_SCHEDULE_H_
#define SCRUTINEER_PIPELINE_ALERTS_SCHEDULE_H_

#include "corpus/alert_ledger.h"
#include "pipeline/base/time.h"

namespace scrutineer::alerts {

// Whether a digest may be made now. Days are counted by the calendar (UTC), so that a nightly run
// that starts a minute earlier than the last one still counts as the next day: daily is at most one
// digest on each date, weekly at most one in seven dates. An inactive subscription is never due.
bool IsDue(const corpus::Subscription& subscription, Instant now);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_SCHEDULE_H_

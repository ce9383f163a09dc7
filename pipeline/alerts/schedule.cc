#include "pipeline/alerts/schedule.h"

namespace scrutineer::alerts {

bool IsDue(const corpus::Subscription& subscription, Instant now) {
  if (!subscription.active) return false;
  if (!subscription.last_digest) return true;
  const auto day = [](Instant instant) { return std::chrono::floor<std::chrono::days>(instant); };
  const auto days_since = (day(now) - day(*subscription.last_digest)).count();
  switch (subscription.frequency) {
    case corpus::AlertFrequency::kEveryRun:
      return true;
    case corpus::AlertFrequency::kDaily:
      // A clock that was set back must not silence anyone for good.
      return days_since != 0;
    case corpus::AlertFrequency::kWeekly:
      return days_since >= 7 || days_since < 0;
  }
  return true;
}

}  // namespace scrutineer::alerts

#include "pipeline/alerts/schedule.h"

#include <catch2/catch.hpp>

namespace scrutineer::alerts {
namespace {

using corpus::AlertFrequency;

TEST_CASE("a subscription is due by its frequency") {
  struct {
    const char* name;
    AlertFrequency frequency;
    const char* last;
    const char* now;
    bool due;
  } const cases[] = {
      {"first digest", AlertFrequency::kWeekly, nullptr, "2026-03-10T02:00:00Z", true},
      {"every run", AlertFrequency::kEveryRun, "2026-03-10T02:00:00Z", "2026-03-10T02:00:01Z",
       true},
      {"same day", AlertFrequency::kDaily, "2026-03-10T02:00:00Z", "2026-03-10T23:59:59Z", false},
      {"next day, a minute earlier", AlertFrequency::kDaily, "2026-03-10T02:01:00Z",
       "2026-03-11T02:00:00Z", true},
      {"six days", AlertFrequency::kWeekly, "2026-03-10T02:00:00Z", "2026-03-16T23:00:00Z", false},
      {"seven days, a minute earlier", AlertFrequency::kWeekly, "2026-03-10T02:01:00Z",
       "2026-03-17T02:00:00Z", true},
      {"clock set back, daily", AlertFrequency::kDaily, "2030-01-01T00:00:00Z",
       "2026-03-10T02:00:00Z", true},
      {"clock set back, weekly", AlertFrequency::kWeekly, "2030-01-01T00:00:00Z",
       "2026-03-10T02:00:00Z", true},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    corpus::Subscription subscription;
    subscription.frequency = c.frequency;
    if (c.last != nullptr) subscription.last_digest = ParseInstant(c.last);
    CHECK(IsDue(subscription, *ParseInstant(c.now)) == c.due);
    subscription.active = false;
    CHECK_FALSE(IsDue(subscription, *ParseInstant(c.now)));
  }
}

}  // namespace
}  // namespace scrutineer::alerts

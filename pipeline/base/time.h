#ifndef SCRUTINEER_PIPELINE_BASE_TIME_H_
#define SCRUTINEER_PIPELINE_BASE_TIME_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace scrutineer {

using Date = std::chrono::year_month_day;
using Instant = std::chrono::sys_seconds;  // UTC

// Where the time of day comes from; injected, so that tests own it. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant Now() const override;
};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  Instant Now() const override { return now_; }
  void Set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

// "2024-03-12". REQUIRES: date.ok().
std::string FormatDate(Date date);
// "12 March 2024", as councils write it.
std::string FormatDateLong(Date date);
// Exactly YYYY-MM-DD of a day that exists, years 1000 to 9999; nothing for anything else.
std::optional<Date> ParseDate(std::string_view text);
// "2024-03-12T18:30:00Z" (RFC 3339).
std::string FormatInstant(Instant instant);
std::optional<Instant> ParseInstant(std::string_view text);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_TIME_H_

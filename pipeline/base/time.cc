#include "pipeline/base/time.h"

#include <fmt/format.h>

#include <array>

namespace scrutineer {
namespace {

constexpr std::array kMonths = {"January",   "February", "March",    "April",
                                "May",       "June",     "July",     "August",
                                "September", "October",  "November", "December"};

// The digits of text[begin, begin + length) as a number, or nothing.
std::optional<int> Digits(std::string_view text, std::size_t begin, std::size_t length) {
  if (begin + length > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(begin, length)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Instant SystemClock::Now() const {
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string FormatDate(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string FormatDateLong(Date date) {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()));
}

std::optional<Date> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = Digits(text, 0, 4);
  const auto month = Digits(text, 5, 2);
  const auto day = Digits(text, 8, 2);
  if (!year || !month || !day || *year < 1000) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string FormatInstant(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", FormatDate(Date{day}), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::optional<Instant> ParseInstant(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != 'Z') {
    return std::nullopt;
  }
  const auto date = ParseDate(text.substr(0, 10));
  const auto hours = Digits(text, 11, 2);
  const auto minutes = Digits(text, 14, 2);
  const auto seconds = Digits(text, 17, 2);
  if (!date || !hours || !minutes || !seconds) return std::nullopt;
  if (*hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  return Instant{std::chrono::sys_days{*date}} + std::chrono::hours{*hours} +
         std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds};
}

}  // namespace scrutineer

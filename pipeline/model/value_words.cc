#include "pipeline/model/value_words.h"

#include <algorithm>
#include <cstdint>

namespace scrutineer {
namespace {

// "1,250,000", "12.50" of hundredths.
std::string Number(std::int64_t hundredths, bool two_decimals) {
  std::string whole = std::to_string(hundredths / 100);
  for (std::size_t at = whole.size(); at > 3;) {
    at -= 3;
    whole.insert(at, 1, ',');
  }
  const auto rest = hundredths % 100;
  if (rest == 0) return whole;
  std::string decimals = (rest < 10 ? "0" : "") + std::to_string(rest);
  if (!two_decimals && decimals.back() == '0') decimals.pop_back();
  return whole + '.' + decimals;
}

std::string Money(std::int64_t pence, const std::string& unit) {
  const std::string number = Number(pence, true);
  if (unit == "GBP") return "\u00A3" + number;
  if (unit == "EUR") return "\u20AC" + number;
  return unit + ' ' + number;
}

std::string MoneyWords(const Value& value) {
  std::string words = value.approximate ? "about " : "";
  words += Money(value.low, value.unit);
  if (value.high != value.low) words += " to " + Money(value.high, value.unit);
  if (!value.period.empty()) words += (value.period == "hour" ? " an " : " a ") + value.period;
  if (!value.years.empty()) words += " (" + value.years + ")";
  return words;
}

std::string DateWords(const Value& value, std::string_view page) {
  std::string words = value.role;
  std::replace(words.begin(), words.end(), '-', ' ');
  if (!words.empty()) words += ' ';
  if (!value.date) return words + std::string(value.span.Of(page));
  const std::string day = FormatDateLong(*value.date);
  // Of a month only its name and year were told.
  return words + (value.approximate ? day.substr(day.find(' ') + 1) : day);
}

std::string PostsWords(const Value& value) {
  std::string words = value.approximate ? "about " : "";
  words += Number(value.low, false);
  if (value.high != value.low) words += " to " + Number(value.high, false);
  return words + ' ' + value.unit;
}

}  // namespace

std::string ValueWords(const Value& value, std::string_view page) {
  switch (value.kind) {
    case ValueKind::kMoney:
      return MoneyWords(value);
    case ValueKind::kDate:
      return DateWords(value, page);
    case ValueKind::kPosts:
      return PostsWords(value);
  }
  return {};
}

}  // namespace scrutineer

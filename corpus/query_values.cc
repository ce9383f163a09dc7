#include "corpus/query_values.h"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "corpus/query_characters.h"

namespace scrutineer::corpus {
namespace {

constexpr std::int64_t kMostPence = 100'000'000'000'000'000;
// So that a fraction times the largest magnitude has room.
constexpr std::int64_t kMostDivisor = 1'000'000;
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2800;

constexpr auto kMagnitudes = std::to_array<std::pair<std::string_view, std::int64_t>>({
    {"k", 1'000},
    {"thousand", 1'000},
    {"m", 1'000'000},
    {"mn", 1'000'000},
    {"million", 1'000'000},
    {"bn", 1'000'000'000},
    {"b", 1'000'000'000},
    {"billion", 1'000'000'000},
});

std::optional<std::int64_t> MagnitudeOf(std::string_view word) {
  const std::string lower = LowerAscii(word);
  for (const auto& [name, factor] : kMagnitudes) {
    if (name == lower) return factor;
  }
  return std::nullopt;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The numbers between '-', '/' and '.', with the number of digits of each; empty where something
// else stands there.
struct Number {
  int value = 0;
  int digits = 0;
};
std::vector<Number> NumbersIn(std::string_view text, std::string_view separators) {
  std::vector<Number> numbers(1);
  for (const char c : text) {
    if (IsDigit(c)) {
      if (++numbers.back().digits > 4) return {};
      numbers.back().value = numbers.back().value * 10 + (c - '0');
    } else if (separators.find(c) != std::string_view::npos && numbers.back().digits > 0) {
      numbers.emplace_back();
    } else {
      return {};
    }
  }
  if (numbers.back().digits == 0) return {};
  return numbers;
}

}  // namespace

bool IsMagnitude(std::string_view word) { return MagnitudeOf(word).has_value(); }

std::optional<std::int64_t> ParseAmount(std::string_view text) {
  constexpr std::string_view kPound = "\xC2\xA3";
  if (text.starts_with(kPound)) text.remove_prefix(kPound.size());
  std::int64_t whole = 0;
  std::int64_t fraction = 0;
  std::int64_t divisor = 1;
  std::size_t i = 0;
  bool has_digits = false;
  for (; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      has_digits = true;
      whole = whole * 10 + (text[i] - '0');
      if (whole > kMostPence) return std::nullopt;
    } else if (text[i] != ',') {
      break;
    }
  }
  if (i < text.size() && text[i] == '.') {
    for (++i; i < text.size() && IsDigit(text[i]); ++i) {
      if (divisor == kMostDivisor) return std::nullopt;
      fraction = fraction * 10 + (text[i] - '0');
      divisor *= 10;
    }
  }
  if (!has_digits) return std::nullopt;
  while (i < text.size() && text[i] == ' ') ++i;
  std::int64_t factor = 100;
  if (i < text.size()) {
    const auto magnitude = MagnitudeOf(text.substr(i));
    if (!magnitude) return std::nullopt;
    factor *= *magnitude;
  }
  if (whole > kMostPence / factor || fraction * factor % divisor != 0) return std::nullopt;
  return whole * factor + fraction * factor / divisor;
}

std::optional<Period> ParsePeriod(std::string_view text) {
  const std::vector<Number> parts = NumbersIn(text, "-");
  if (parts.empty() || parts.size() > 3 || parts[0].digits != 4) return std::nullopt;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].digits != 2) return std::nullopt;
  }
  if (parts[0].value < kFirstYear || parts[0].value > kLastYear) return std::nullopt;
  const std::chrono::year year(parts[0].value);
  if (parts.size() == 1) {
    return Period{Date(year, std::chrono::January, std::chrono::day(1)),
                  Date(year, std::chrono::December, std::chrono::day(31))};
  }
  const std::chrono::month month(static_cast<unsigned>(parts[1].value));
  if (!month.ok()) return std::nullopt;
  if (parts.size() == 2) {
    return Period{Date(year, month, std::chrono::day(1)),
                  Date(std::chrono::year_month_day_last(year, std::chrono::month_day_last(month)))};
  }
  const Date date(year, month, std::chrono::day(static_cast<unsigned>(parts[2].value)));
  if (!date.ok()) return std::nullopt;
  return Period{date, date};
}

std::string DateMeant(std::string_view text) {
  const std::vector<Number> parts = NumbersIn(text, "-/.");
  std::string meant;
  if (parts.size() == 3 && parts[2].digits == 4) {
    meant = fmt::format("{:04}-{:02}-{:02}", parts[2].value, parts[1].value, parts[0].value);
  } else if (parts.size() == 3 && parts[0].digits == 4) {
    meant = fmt::format("{:04}-{:02}-{:02}", parts[0].value, parts[1].value, parts[2].value);
  } else if (parts.size() == 2 && parts[1].digits == 4) {
    meant = fmt::format("{:04}-{:02}", parts[1].value, parts[0].value);
  } else if (parts.size() == 2 && parts[0].digits == 4) {
    meant = fmt::format("{:04}-{:02}", parts[0].value, parts[1].value);
  }
  return ParsePeriod(meant) ? meant : std::string();
}

}  // namespace scrutineer::corpus

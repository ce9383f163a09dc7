#include "pipeline/text/item_number.h"

#include <algorithm>

#include "pipeline/text/ascii.h"
#include "pipeline/text/dates.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {
namespace {

// The bare number in "5 Chair's Announcements", or alone on its line. No date, no amount, no row of
// a table.
std::optional<ItemNumber> ReadBare(std::string_view line) {
  std::size_t end = 0;
  int value = 0;
  while (end < line.size() && IsDigit(line[end]) && end < 3)
    value = value * 10 + (line[end++] - '0');
  if (end == 0 || line.front() == '0') return std::nullopt;
  if (end == line.size()) return ItemNumber{"bare", value};
  // "11 2024/25 finance forecast"
  const std::string_view behind = line.substr(end);
  const bool year = behind.starts_with(" 20") && behind.size() > 6 && IsDigit(behind[3]) &&
                    IsDigit(behind[4]) && behind[5] == '/';
  if (!year && (line[end] != ' ' || end + 1 >= line.size() || !IsAsciiUpper(line[end + 1]))) {
    return std::nullopt;
  }
  const std::vector<FoundDate> dates = FindDates(line.substr(0, 40), NumericOrder::kDayFirst);
  if (!dates.empty() && dates.front().begin == 0) return std::nullopt;
  // "16 July Treasury management" is a row of a programme.
  const std::string_view rest = line.substr(end + 1);
  if (value <= 31 && IsMonth(rest.substr(0, rest.find_first_of(" ,")))) {
    return std::nullopt;
  }
  return ItemNumber{"bare", value};
}

std::optional<ItemNumber> ReadWord(std::string_view line) {
  for (const std::string_view word : {"agenda item ", "item ", "item no. "}) {
    if (!StartsWithIgnoringCase(line, word)) continue;
    int value = 0;
    for (std::size_t i = word.size(); i < line.size() && IsDigit(line[i]) && value < 1000; ++i) {
      value = value * 10 + (line[i] - '0');
    }
    if (value > 0) return ItemNumber{"item", value};
  }
  return std::nullopt;
}

// All but the last part of "17.01.3", without leading zeros: they come and go.
std::string DottedSeries(std::string_view number) {
  std::string series = "dotted";
  const std::size_t last_dot = number.find_last_of('.', number.size() - 2);
  for (std::size_t i = 0; i < last_dot; ++i) {
    const bool leading_zero = number[i] == '0' && (i == 0 || number[i - 1] == '.');
    if (!leading_zero) series += number[i];
  }
  return series;
}

constexpr std::string_view kAroundNumbers = " .:()\t";

// The number's first byte.
std::size_t NumberBegin(std::string_view line) {
  std::size_t at = 0;
  for (const std::string_view word : {"agenda item no. ", "agenda item ", "item no. ", "item "}) {
    if (!StartsWithIgnoringCase(line, word)) continue;
    at = word.size();
    break;
  }
  return std::min(line.find_first_not_of(kAroundNumbers, at), line.size());
}

}  // namespace

std::vector<ItemNumber> ReadNumberWithYear(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && at < 4 && IsAsciiUpper(line[at])) ++at;
  const auto number = [&] {
    int value = 0;
    const std::size_t from = at;
    while (at < line.size() && IsDigit(line[at]) && at - from < 5) {
      value = value * 10 + (line[at++] - '0');
    }
    return at == from ? -1 : value;
  };
  const int left = number();
  if (left < 0 || at >= line.size() || line[at] != '/') return {};
  ++at;
  const int right = number();
  const bool ends = at == line.size() || line[at] == ' ' || line[at] == '.' || line[at] == ':';
  if (right < 0 || !ends) return {};
  const auto is_year = [](int value) {
    return (value >= 10 && value <= 40) || (value >= 2010 && value <= 2040);
  };
  std::vector<ItemNumber> readings;
  if (is_year(left)) {
    readings.push_back({std::string("year ").append(std::to_string(left)), right});
  }
  if (is_year(right)) readings.push_back({std::string("/").append(std::to_string(right)), left});
  return readings;
}

std::optional<ItemNumber> ReadItemNumber(std::string_view line) {
  const auto marker = ParseListMarker(line);
  if (marker && marker->style == MarkerStyle::kNumber && line.front() != '(') {
    return ItemNumber{"number", marker->value};
  }
  if (marker && marker->style == MarkerStyle::kDotted) {
    return ItemNumber{DottedSeries(line.substr(0, marker->length)), marker->value};
  }
  if (auto word = ReadWord(line)) return word;
  return ReadBare(line);
}

std::optional<ItemNumber> ReadTightNumber(std::string_view line) {
  constexpr std::size_t kMostDigits = 2;
  std::size_t digits = 0;
  int value = 0;
  while (digits < line.size() && IsDigit(line[digits]) && digits < kMostDigits) {
    value = value * 10 + (line[digits++] - '0');
  }
  const bool tight = digits > 0 && digits + 2 < line.size() && line[digits] == '.' &&
                     IsAsciiUpper(line[digits + 1]) && IsAsciiLower(line[digits + 2]);
  if (!tight || value == 0) return std::nullopt;
  return ItemNumber{"number", value};
}

std::string_view PrintedItemNumber(std::string_view line) {
  constexpr std::size_t kLongest = 16;
  const std::size_t begin = NumberBegin(line);
  std::size_t end = begin;
  while (end < line.size() &&
         (IsDigit(line[end]) || IsAsciiLetter(line[end]) || line[end] == '.' || line[end] == '/')) {
    ++end;
  }
  if (ReadTightNumber(line.substr(begin))) end = line.find('.', begin);
  std::string_view number = line.substr(begin, end - begin);
  while (number.ends_with('.') || number.ends_with('/')) number.remove_suffix(1);
  return number.size() <= kLongest ? number : std::string_view();
}

std::string_view BehindItemNumber(std::string_view line) {
  const std::string_view number = PrintedItemNumber(line);
  if (number.empty()) return line;
  const std::size_t end = static_cast<std::size_t>(number.data() - line.data()) + number.size();
  std::string_view rest = line.substr(end);
  while (!rest.empty()) {
    if (rest.starts_with("\u2013") || rest.starts_with("\u2014")) {
      rest.remove_prefix(3);
    } else if (kAroundNumbers.find(rest.front()) != std::string_view::npos || rest.front() == '-') {
      rest.remove_prefix(1);
    } else {
      break;
    }
  }
  return rest;
}

bool IsAgendaHeading(std::string_view line) {
  if (line.size() > 60) return false;
  const std::string lower = ToAsciiLower(line);
  if (lower == "a g e n d a") return true;
  return ContainsPhrase(lower, "agenda") && !ContainsPhrase(lower, "item") &&
         !ContainsPhrase(lower, "page") && !ParseListMarker(line);
}

}  // namespace scrutineer::text

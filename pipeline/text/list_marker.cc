#include "pipeline/text/list_marker.h"

#include "pipeline/text/ascii.h"
#include "pipeline/text/character_class.h"

namespace scrutineer::text {
namespace {

// No list counts further, and four digits keep years and agenda numbers alike.
constexpr std::size_t kMostDigits = 4;

struct Number {
  int value = 0;
  std::size_t length = 0;
};

Number ReadNumber(std::string_view text) {
  Number number;
  while (number.length < text.size() && IsDigit(text[number.length]) &&
         number.length <= kMostDigits) {
    number.value = number.value * 10 + (text[number.length] - '0');
    ++number.length;
  }
  return number.length > kMostDigits ? Number{} : number;
}

bool EndsThere(std::string_view line, std::size_t length) {
  return length == line.size() || IsAsciiSpace(line[length]);
}

// "4.2 million": the text after the marker goes on in lower case.
bool GoesOnInLowerCase(std::string_view rest) {
  std::size_t i = 0;
  while (i < rest.size() && IsAsciiSpace(rest[i])) ++i;
  return i < rest.size() && IsAsciiLower(rest[i]);
}

std::optional<ListMarker> ParseNumbered(std::string_view line) {
  const Number first = ReadNumber(line);
  if (first.length == 0) return std::nullopt;
  int value = first.value;
  int parts = 1;
  std::size_t i = first.length;
  while (i + 1 < line.size() && line[i] == '.' && IsDigit(line[i + 1])) {
    const Number next = ReadNumber(line.substr(i + 1));
    if (next.length == 0) return std::nullopt;
    value = next.value;
    i += 1 + next.length;
    ++parts;
  }
  const bool closed = i < line.size() && (line[i] == '.' || line[i] == ')');
  if (closed) ++i;
  if (!EndsThere(line, i)) return std::nullopt;
  if (parts == 1) {
    if (!closed) return std::nullopt;
    return ListMarker{MarkerStyle::kNumber, value, i};
  }
  if (parts == 2 && !closed && (i == line.size() || GoesOnInLowerCase(line.substr(i)))) {
    return std::nullopt;
  }
  return ListMarker{MarkerStyle::kDotted, value, i};
}

std::optional<ListMarker> ParseBracketed(std::string_view line) {
  const std::size_t close = line.substr(0, 6).find(')');
  if (line.front() != '(' || close == std::string_view::npos || close < 2) return std::nullopt;
  if (!EndsThere(line, close + 1)) return std::nullopt;
  const std::string_view inside = line.substr(1, close - 1);
  const Number number = ReadNumber(inside);
  if (number.length == inside.size()) {
    return ListMarker{MarkerStyle::kNumber, number.value, close + 1};
  }
  const bool roman = inside.find_first_not_of("ivx") == std::string_view::npos;
  if (!roman && (inside.size() > 1 || !IsAsciiLower(inside.front()))) return std::nullopt;
  return ListMarker{MarkerStyle::kLetter, inside.front() - 'a' + 1, close + 1};
}

std::optional<ListMarker> ParseLettered(std::string_view line) {
  if (line.size() < 2 || !IsAsciiLetter(line[0]) || (line[1] != '.' && line[1] != ')')) {
    return std::nullopt;
  }
  if (!EndsThere(line, 2)) return std::nullopt;
  return ListMarker{MarkerStyle::kLetter, ToAsciiLower(line[0]) - 'a' + 1, 2};
}

}  // namespace

std::optional<ListMarker> ParseListMarker(std::string_view line) {
  if (line.empty()) return std::nullopt;
  if (IsDigit(line.front())) return ParseNumbered(line);
  if (line.front() == '(') return ParseBracketed(line);
  if (IsAsciiLetter(line.front())) return ParseLettered(line);
  const DecodedCharacter first = DecodeForward(line, 0, line.size());
  if (!IsBullet(first.code_point)) return std::nullopt;
  return ListMarker{MarkerStyle::kBullet, 0, first.end};
}

}  // namespace scrutineer::text

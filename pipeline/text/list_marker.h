#ifndef SCRUTINEER_PIPELINE_TEXT_LIST_MARKER_H_
#define SCRUTINEER_PIPELINE_TEXT_LIST_MARKER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scrutineer::text {

enum class MarkerStyle : std::uint8_t {
  kNumber,  // "7." "7)" "(7)" "2407."
  kDotted,  // "4.2" "17.01.3" "4.2.3."
  kLetter,  // "a)" "(b)" "A."
  kBullet,  // "•" "▪"
};

// What a line of a list begins with.
struct ListMarker {
  MarkerStyle style = MarkerStyle::kBullet;
  int value = 0;           // of the number, its last part, or the letter (a is 1); 0 for a bullet
  std::size_t length = 0;  // bytes of the marker, without the white space after it
};

// The marker at the start of `line`, followed by white space or the end. A bare number is none:
// it may be a date or an amount. "4.2 million" is none either.
std::optional<ListMarker> ParseListMarker(std::string_view line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_LIST_MARKER_H_

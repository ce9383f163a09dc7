#ifndef SCRUTINEER_PIPELINE_PDF_PAGE_PLACES_H_
#define SCRUTINEER_PIPELINE_PDF_PAGE_PLACES_H_

#include <cstdint>
#include <vector>

namespace scrutineer::pdf {

inline constexpr double kPointsPerInch = 72;  // of PDF's units

// A rectangle on a page as it is shown: turned by its own rotation, cut to its crop box, measured
// from the top left corner in hundredths of a point (1/7200 inch); y grows downwards.
struct PageArea {
  std::int32_t left = 0;
  std::int32_t top = 0;
  std::int32_t right = 0;
  std::int32_t bottom = 0;
  friend bool operator==(const PageArea&, const PageArea&) = default;
};

// Where a word of a page's extracted text stands.
struct WordPlace {
  std::uint32_t begin = 0;  // bytes of the extracted text
  std::uint32_t end = 0;
  PageArea area;
  std::uint8_t quarter_turns = 0;  // as printed: clockwise from upright
  friend bool operator==(const WordPlace&, const WordPlace&) = default;
};

// The words of one page, in the order of its text.
struct PagePlaces {
  int number = 0;  // from 1
  std::vector<WordPlace> words;
  friend bool operator==(const PagePlaces&, const PagePlaces&) = default;
};

// A frame to be drawn around what stands in `area`.
struct PageBox {
  PageArea area;
  std::uint32_t colour = 0;  // 0xRRGGBB
  friend bool operator==(const PageBox&, const PageBox&) = default;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_PAGE_PLACES_H_

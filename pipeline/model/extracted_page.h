#ifndef SCRUTINEER_PIPELINE_MODEL_EXTRACTED_PAGE_H_
#define SCRUTINEER_PIPELINE_MODEL_EXTRACTED_PAGE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer {

// Where a line of a page's extracted text stands. The edges are in points (1/72 inch) in the line's
// reading frame: turned so that it reads from left to right, y growing downwards. Lines of the same
// `quarter_turns` share a frame, whose origin means nothing.
struct LinePlace {
  std::uint32_t begin = 0;  // bytes of the extracted text, without the line feed
  std::uint32_t end = 0;
  std::int16_t left = 0;
  std::int16_t top = 0;
  std::int16_t right = 0;
  std::int16_t bottom = 0;
  std::uint16_t letter_height = 0;  // tenths of a point
  std::uint8_t quarter_turns = 0;   // as printed: clockwise from upright
  bool in_table = false;            // a line of a cell of a table that was read row by row

  std::string_view Of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const LinePlace&, const LinePlace&) = default;
};

// One page as the PDF worker read it.
struct ExtractedPage {
  int number = 0;     // from 1
  std::string label;  // page label where it differs from the number
  // UTF-8 in reading order as the PDF encodes it, before normalisation: lines end in '\n', an
  // empty line parts paragraphs, words broken at a line's end keep their hyphen.
  std::string text;
  bool readable = true;  // false: the page is broken; `text` is empty
  // Of `text`, in its order; they do not overlap. None where a page is beyond all measure.
  std::vector<LinePlace> lines = {};
  int page_count = 0;  // of the paper; filled in by the pool

  friend bool operator==(const ExtractedPage&, const ExtractedPage&) = default;
};

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_EXTRACTED_PAGE_H_

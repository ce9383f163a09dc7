#ifndef SCRUTINEER_TESTS_PIPELINE_TEXT_EXTRACTED_PAGES_H_
#define SCRUTINEER_TESTS_PIPELINE_TEXT_EXTRACTED_PAGES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/extracted_page.h"
#include "pipeline/model/paper.h"
#include "pipeline/text/paper_text.h"

namespace scrutineer::text {

// One line of a page as a test writes it, placed on an A4 page, 6 points a letter.
struct PlacedLine {
  int top = 0;
  std::string text;
  int left = 72;
  int height = 12;
  int quarter_turns = 0;
};

// Lines of body text of full width, from the 100th point down, each a different one.
inline std::vector<PlacedLine> Body(int lines, std::string_view what = "clause") {
  std::vector<PlacedLine> body;
  for (int i = 0; i < lines; ++i) {
    body.push_back({100 + 14 * i, std::string(what) + std::string(1, static_cast<char>('a' + i)) +
                                      " speaks of something else that the council will decide."});
  }
  return body;
}

// A page of these lines in the order given; a line that is not 14 points below the one before
// begins a paragraph.
inline ExtractedPage PageOf(int number, const std::vector<PlacedLine>& lines) {
  ExtractedPage page;
  page.number = number;
  for (const PlacedLine& line : lines) {
    const bool goes_on = !page.lines.empty() && line.top == page.lines.back().top + 14;
    if (!page.lines.empty() && !goes_on) page.text.append("\n");
    LinePlace place;
    place.begin = static_cast<std::uint32_t>(page.text.size());
    page.text.append(line.text);
    place.end = static_cast<std::uint32_t>(page.text.size());
    page.text.append("\n");
    place.left = static_cast<std::int16_t>(line.left);
    place.right = static_cast<std::int16_t>(line.left + 6 * static_cast<int>(line.text.size()));
    place.top = static_cast<std::int16_t>(line.top);
    place.bottom = static_cast<std::int16_t>(line.top + line.height);
    place.letter_height = static_cast<std::uint16_t>(10 * line.height);
    place.quarter_turns = static_cast<std::uint8_t>(line.quarter_turns);
    page.lines.push_back(place);
  }
  return page;
}

inline std::vector<Page> TextsOf(const std::vector<ExtractedPage>& extracted) {
  std::vector<Page> pages;
  PaperText paper([&](Page page) { pages.push_back(std::move(page)); });
  for (const ExtractedPage& page : extracted) paper.Add(page);
  paper.Finish();
  return pages;
}

}  // namespace scrutineer::text

#endif  // SCRUTINEER_TESTS_PIPELINE_TEXT_EXTRACTED_PAGES_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_PAGE_RANGE_H_
#define SCRUTINEER_PIPELINE_TEXT_PAGE_RANGE_H_

#include <optional>
#include <string_view>

namespace scrutineer::text {

// Pages as an agenda or a contents page prints them, which need not be those that viewers count.
struct PrintedPages {
  int first = 0;
  int last = 0;
  std::string_view before;  // the rest of the line, without white space at its end
};

// What a line of an agenda ends with: "Budget (Pages 5 - 22)", "(Page 7)", "Pages 5 to 22". The
// range does not go down.
std::optional<PrintedPages> ReadPageRange(std::string_view line);

// A line of a contents page: "5 Early help ..... 8", "Early help 8 - 14". The title has a letter.
std::optional<PrintedPages> ReadContentsEntry(std::string_view line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_PAGE_RANGE_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_LINE_MASK_H_
#define SCRUTINEER_PIPELINE_TEXT_LINE_MASK_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::text {

// A line with its numbers taken out, to be compared with lines of other pages.
struct LineMask {
  // In lower case, white space as single spaces, each run of digits '#', letters that stand apart
  // ("P a g e") put together. A Roman numeral is a number where nothing but "page" stands beside
  // it.
  std::string masked;
  std::vector<std::int64_t> numbers;  // by position; of at most nine digits
  // "3", "- 3 -", "Page 3 of 12", "3 | P a g e", "iv": nothing but the number of a page.
  bool is_page_number = false;
  // "page" or its like stands before a number: "Cabinet, page 3".
  bool names_page = false;
  // "Appendix 3", "Item 7", "Lot 2": things that are numbered one a page, and are no furniture.
  bool names_other_number = false;
  // "(b) Ward", "Ward:", "Exempt?": a field of a form or an item of a list.
  bool labels = false;
};

LineMask MaskLine(std::string_view line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_LINE_MASK_H_

#include "pipeline/text/page_range.h"

#include <catch2/catch.hpp>

namespace scrutineer::text {
namespace {

struct RangeCase {
  const char* line;
  int first;  // 0: no pages are read
  int last;
  const char* before;
};

template <typename Range>
void CheckRange(const RangeCase& c, const Range& pages) {
  INFO(c.line);
  REQUIRE(pages.has_value() == (c.first > 0));
  if (!pages) return;
  CHECK(pages->first == c.first);
  CHECK(pages->last == c.last);
  CHECK(pages->before == c.before);
}

TEST_CASE("Pages at the end of an agenda's line are read") {
  const RangeCase cases[] = {
      {"Budget monitoring (Pages 5 - 22)", 5, 22, "Budget monitoring"},
      {"Budget monitoring (PAGES 5 TO 22)", 5, 22, "Budget monitoring"},
      {"Budget monitoring (Page 7)", 7, 7, "Budget monitoring"},
      {"Budget monitoring [pages 5\u201322].", 5, 22, "Budget monitoring"},
      {"Pages 23 - 34", 23, 34, ""},
      {"To consider a report. (Pages 23 - 34)", 23, 34, "To consider a report."},
      // None of these says where a report stands.
      {"Budget monitoring 5 - 22", 0, 0, ""},
      {"Webpages 5 - 22", 0, 0, ""},
      {"(Pages 22 - 5)", 0, 0, ""},
      {"(Pages)", 0, 0, ""},
      {"Pages 5 - 22 are exempt", 0, 0, ""},
      {"(Page 1234567)", 0, 0, ""},
      {"(Pages 0 - 3)", 0, 0, ""},
      {"", 0, 0, ""},
  };
  for (const auto& c : cases) CheckRange(c, ReadPageRange(c.line));
}

TEST_CASE("Lines of a contents page end in their page") {
  const RangeCase cases[] = {
      {"5 Early help 8", 8, 8, "5 Early help"},
      {"5 Early help ........ 8", 8, 8, "5 Early help"},
      {"Early help 8 - 14", 8, 14, "Early help"},
      {"Item Report Page", 0, 0, ""},
      {"12", 0, 0, ""},
      {"Item5", 0, 0, ""},
  };
  for (const auto& c : cases) CheckRange(c, ReadContentsEntry(c.line));
}

}  // namespace
}  // namespace scrutineer::text

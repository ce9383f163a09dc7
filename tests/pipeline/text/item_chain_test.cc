#include "pipeline/text/item_chain.h"

#include <catch2/catch.hpp>

namespace scrutineer::text {
namespace {

using Lines = std::vector<std::size_t>;

// Lines of one series, in order, with these numbers.
std::vector<NumberedLine> Numbered(const std::vector<int>& values,
                                   const std::string& series = "number") {
  std::vector<NumberedLine> lines;
  for (const int value : values) lines.push_back({lines.size(), series, value, 1});
  return lines;
}

TEST_CASE("Items are the sequence that weighs most") {
  struct {
    const char* name;
    std::vector<NumberedLine> lines;
    Lines expected;
  } const cases[] = {
      {"one to four", Numbered({1, 2, 3, 4}), {0, 1, 2, 3}},
      {"with a list within", Numbered({1, 2, 1, 2, 3, 4, 5}), {0, 1, 4, 5, 6}},
      {"a number is missing", Numbered({1, 2, 4, 5}), {0, 1, 2, 3}},
      {"going on from the last meeting", Numbered({71, 72, 73, 74}), {0, 1, 2, 3}},
      {"too short", Numbered({1, 2}), {}},
      {"too short, and from elsewhere", Numbered({40, 41, 42}), {}},
      {"no sequence", Numbered({9, 3, 30, 12}), {}},
      {"bare numbers must be more", Numbered({1, 2, 3}, "bare"), {}},
      {"out of order, with the meeting's number",
       Numbered({1, 4, 2, 3}, "dotted16.05"),
       {0, 1, 2, 3}},
      {"paragraphs of item 3", Numbered({1, 2, 3, 4, 5}, "dotted3"), {}},
      {"none", {}, {}},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(ChooseItemLines(c.lines) == c.expected);
  }
}

TEST_CASE("A list of many light lines does not take the place of items") {
  std::vector<NumberedLine> lines;
  std::size_t line = 0;
  Lines items;
  for (int value = 1; value <= 6; ++value) {
    items.push_back(line);
    lines.push_back({line++, "bare", value, 1});
  }
  for (int value = 7; value <= 30; ++value) lines.push_back({line++, "bare", value, 0.15});
  for (int value = 7; value <= 12; ++value) {
    items.push_back(line);
    lines.push_back({line++, "bare", value, 1});
  }
  CHECK(ChooseItemLines(lines) == items);
}

}  // namespace
}  // namespace scrutineer::text

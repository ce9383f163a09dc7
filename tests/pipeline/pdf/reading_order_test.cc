#include "pipeline/pdf/reading_order.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace scrutineer::pdf {
namespace {

// One word of letters five wide and ten high, at (x, y).
struct Drawn {
  double x = 0;
  double y = 0;
  std::string text;
  int quarter_turns = 0;
};

PageWords PageOf(const std::vector<Drawn>& words) {
  PageWords page;
  for (const Drawn& word : words) {
    const std::vector<std::uint16_t> units(word.text.begin(), word.text.end());
    page.Add(units,
             {word.x, word.y, word.x + 5 * static_cast<double>(word.text.size()), word.y + 10},
             word.quarter_turns, true);
  }
  return page;
}

std::string Read(const std::vector<Drawn>& words) {
  const PageWords page = InReadingOrder(PageOf(words));
  std::string text;
  for (const Word& word : page.words()) {
    if (!text.empty()) text.push_back(' ');
    text.append(page.TextOf(word));
  }
  return text;
}

TEST_CASE("Words drawn as they read stay in order") {
  struct Case {
    const char* name;
    std::vector<Drawn> words;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"nothing", {}, ""},
      {"a column after the other",
       {{0, 0, "left1"}, {0, 12, "left2"}, {200, 0, "right1"}, {200, 12, "right2"}},
       "left1 left2 right1 right2"},
      {"cells of many lines, each whole",
       {{0, 0, "Lot1"},
        {100, 0, "care"},
        {100, 12, "homes"},
        {200, 0, "2026"},
        {0, 30, "Lot2"},
        {100, 30, "meals"},
        {100, 42, "served"},
        {200, 30, "2027"}},
       "Lot1 care homes 2026 Lot2 meals served 2027"},
      {"cells centred against each other",
       {{0, 12, "Lot1"},
        {100, 0, "care"},
        {100, 12, "for"},
        {100, 24, "adults"},
        {200, 12, "2026"},
        {0, 48, "Lot2"},
        {100, 48, "meals"},
        {200, 48, "2027"}},
       "Lot1 care for adults 2026 Lot2 meals 2027"},
      {"a raised mark",
       {{0, 10, "on"}, {15, 10, "12"}, {25, 7, "th"}, {40, 10, "May"}},
       "on 12 th May"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Read(c.words) == c.expected);
  }
}

TEST_CASE("Words drawn too late or too early come where they stand") {
  struct Case {
    const char* name;
    std::vector<Drawn> words;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"a header drawn last",
       {{0, 50, "body1"}, {0, 62, "body2"}, {0, 0, "header"}},
       "header body1 body2"},
      {"a footer drawn first, before columns",
       {{0, 800, "Page"},
        {25, 800, "7"},
        {0, 50, "left1"},
        {0, 62, "left2"},
        {200, 50, "right1"},
        {200, 62, "right2"}},
       "left1 left2 right1 right2 Page 7"},
      {"header and footer drawn last",
       {{0, 50, "body1"}, {0, 62, "body2"}, {0, 0, "header"}, {0, 800, "footer"}},
       "header body1 body2 footer"},
      {"labels drawn after what they label",
       {{100, 0, "Adopt"},
        {100, 12, "it"},
        {0, 0, "Recommended:"},
        {100, 40, "Report"},
        {100, 52, "Map"},
        {0, 40, "Attached:"}},
       "Recommended: Adopt it Attached: Report Map"},
      {"currency signs drawn after their amounts",
       {{0, 0, "Roads"},
        {150, 0, "11.50"},
        {100, 0, "$"},
        {250, 0, "10.00"},
        {200, 0, "$"},
        {0, 12, "Signs"}},
       "Roads $ 11.50 $ 10.00 Signs"},
      {"the right column drawn first",
       {{200, 0, "right1"}, {200, 12, "right2"}, {0, 0, "left1"}, {0, 12, "left2"}},
       "left1 left2 right1 right2"},
      {"a heading over two columns drawn last",
       {{0, 50, "left1"},
        {0, 62, "left2"},
        {200, 50, "right1"},
        {0, 0, "headingthatisasbroadasbothofthemtogether"}},
       "headingthatisasbroadasbothofthemtogether left1 left2 right1"},
      {"a paragraph drawn after those around it",
       {{0, 0, "one"}, {0, 80, "3"}, {100, 80, "three"}, {100, 40, "two"}},
       "one two 3 three"},
      {"page numbers drawn after all titles",
       {{0, 0, "Minutes"},
        {0, 12, "Budget"},
        {0, 24, "Homes"},
        {0, 36, "Roads"},
        {200, 0, "5"},
        {200, 12, "7"},
        {200, 24, "8"},
        {200, 36, "15"},
        {0, 60, "Notes"}},
       "Minutes 5 Budget 7 Homes 8 Roads 15 Notes"},
      {"page numbers drawn before all titles",
       {{200, 0, "5"},
        {200, 30, "7"},
        {200, 60, "8"},
        {200, 90, "15"},
        {0, 0, "Minutes"},
        {0, 30, "Budget"},
        {0, 60, "Homes"},
        {0, 90, "Roads"}},
       "Minutes 5 Budget 7 Homes 8 Roads 15"},
      {"figures beside lines of one paragraph",
       {{0, 0, "The"},
        {0, 12, "budget"},
        {0, 24, "for"},
        {0, 36, "roads"},
        {200, 0, "5"},
        {200, 12, "7"},
        {200, 24, "8"},
        {200, 36, "15"}},
       "The budget for roads 5 7 8 15"},
      {"what fits nowhere stays",
       {{0, 0, "one"}, {0, 12, "two"}, {5, 5, "over"}, {0, 24, "three"}},
       "one two over three"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Read(c.words) == c.expected);
  }
}

TEST_CASE("Turned text is not put among upright text") {
  CHECK(Read({{0, 50, "body1"}, {20, 300, "margin", 3}, {0, 62, "body2"}}) == "body1 margin body2");
}

TEST_CASE("A page drawn upwards takes no more than a moment") {
  std::vector<Drawn> words;
  for (int i = 0; i < 20'000; ++i) {
    words.push_back({static_cast<double>(i % 7) * 50, 900'000.0 - 45.0 * i, std::to_string(i)});
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(InReadingOrder(PageOf(words)).words().size() == words.size());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

}  // namespace
}  // namespace scrutineer::pdf

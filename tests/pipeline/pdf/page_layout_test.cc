#include "pipeline/pdf/page_layout.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::pdf {
namespace {

// Words of a typewriter's letters, half as wide as `size`, starting at (x, y); words of one piece
// of text are parted by one letter's width.
struct Piece {
  double x = 0;
  double y = 0;
  std::string text;
  double size = 10;
  int quarter_turns = 0;
};

std::vector<std::uint16_t> ToUtf16(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

void Add(const Piece& piece, PageWords& page) {
  const double letter = piece.size / 2;
  double x = piece.x;
  for (std::size_t begin = 0; begin < piece.text.size();) {
    const std::size_t end = std::min(piece.text.find(' ', begin), piece.text.size());
    const double width = letter * static_cast<double>(end - begin);
    page.Add(ToUtf16(piece.text.substr(begin, end - begin)),
             {x, piece.y, x + width, piece.y + piece.size}, piece.quarter_turns,
             end < piece.text.size());
    x += width + letter;
    begin = end + 1;
  }
}

std::string LayOut(const std::vector<Piece>& pieces) {
  PageWords page;
  for (const Piece& piece : pieces) Add(piece, page);
  return LayOutPage(page).text;
}

TEST_CASE("Words become lines and paragraphs") {
  struct Case {
    const char* name;
    std::vector<Piece> pieces;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"an empty page", {}, ""},
      {"one word", {{0, 0, "Agenda"}}, "Agenda\n"},
      {"lines of one paragraph",
       {{0, 0, "the council will go out"}, {0, 12, "to tender for home care"}, {0, 24, "in May."}},
       "the council will go out\nto tender for home care\nin May.\n"},
      {"a hyphen at a line's end stays",
       {{0, 0, "bring the service in-"}, {0, 12, "house next year"}},
       "bring the service in-\nhouse next year\n"},
      {"a larger distance parts paragraphs",
       {{0, 0, "first line of a first one"},
        {0, 12, "second line of that one a"},
        {0, 30, "first line of a next one."},
        {0, 42, "second line of that one a"},
        {0, 54, "third line of that one a."}},
       "first line of a first one\nsecond line of that one a\n\n"
       "first line of a next one.\nsecond line of that one a\nthird line of that one a.\n"},
      {"evenly wide leading parts none",
       {{0, 0, "double-spaced text is set"},
        {0, 20, "as it was for typewriters"},
        {0, 40, "so that there is room for"},
        {0, 60, "notes between its lines at"},
        {0, 80, "any place."}},
       "double-spaced text is set\nas it was for typewriters\nso that there is room for\n"
       "notes between its lines at\nany place.\n"},
      {"letters of another size",
       {{0, 0, "Extra care", 14}, {0, 15, "homes for the elderly"}},
       "Extra care\n\nhomes for the elderly\n"},
      {"the last cell of a row goes on below: it stays whole",
       {{0, 0, "Act 2004"},
        {100, 0, "Section 17"},
        {250, 0, "Head of Traffic and"},
        {250, 12, "Highways"},
        {250, 24, "Maintenance"},
        {0, 36, "Act 2005"}},
       "Act 2004\tSection 17\tHead of Traffic and Highways Maintenance\n\nAct 2005\n"},
      {"the text of a number goes on below: they stay together",
       {{0, 0, "4.2"}, {40, 0, "Officers will"}, {40, 12, "report in May"}},
       "4.2\tOfficers will\nreport in May\n"},
      {"a new column",
       {{0, 0, "left column that goes"},
        {0, 12, "on down the page"},
        {200, 0, "right column"},
        {200, 12, "goes on."}},
       "left column that goes\non down the page\n\nright column\ngoes on.\n"},
      {"a line that ended early before a capital",
       {{0, 0, "A heading"}, {0, 12, "The text below it is wide enough"}, {0, 24, "to show that."}},
       "A heading\n\nThe text below it is wide enough\nto show that.\n"},
      {"a line that had no room for the next word",
       {{0, 0, "the contract was given to the"}, {0, 12, "Northamptonshire Healthcare Trust"}},
       "the contract was given to the\nNorthamptonshire Healthcare Trust\n"},
      {"a line that ended early before a small letter",
       {{0, 0, "a ragged line"}, {0, 12, "and one that is a good deal longer"}},
       "a ragged line\nand one that is a good deal longer\n"},
      {"numbered paragraphs with hanging text",
       {{0, 0, "4.2.1"},
        {45, 0, "The council proposes to"},
        {45, 12, "tender the service."},
        {0, 24, "4.2.2"},
        {45, 24, "Staff will be consulted"},
        {45, 36, "in May."}},
       "4.2.1\tThe council proposes to\ntender the service.\n\n"
       "4.2.2\tStaff will be consulted\nin May.\n"},
      {"list items without space between",
       {{0, 0, "(a) to note the report in"}, {0, 12, "full; and"}, {0, 24, "(b) to agree it"}},
       "(a) to note the report in\nfull; and\n\n(b) to agree it\n"},
      {"a bare number set off from its text",
       {{0, 0, "3"},
        {30, 0, "Question of a resident of"},
        {30, 12, "the town"},
        {0, 24, "4"},
        {30, 24, "question of another one"}},
       "3\tQuestion of a resident of\nthe town\n\n4\tquestion of another one\n"},
      {"a decimal number within a sentence begins nothing",
       {{0, 0, "council tax is to rise by"}, {0, 12, "4.2 per cent in each year"}},
       "council tax is to rise by\n4.2 per cent in each year\n"},
      {"an indented first line",
       {{0, 0, "the paragraph above ends with"},
        {0, 12, "a sentence as long as its lines."},
        {20, 24, "The next one starts with an"},
        {0, 36, "indent and goes on at the margin."}},
       "the paragraph above ends with\na sentence as long as its lines.\n\n"
       "The next one starts with an\nindent and goes on at the margin.\n"},
      {"centred lines of one title",
       {{50, 0, "Minutes of the meeting of the"},
        {70, 12, "Policy and Resources"},
        {85, 24, "Sub-Committee"}},
       "Minutes of the meeting of the\nPolicy and Resources\nSub-Committee\n"},
      {"cells of a row",
       {{0, 0, "Veolia"}, {100, 0, "Waste"}, {200, 0, "1,200,000"}},
       "Veolia\tWaste\t1,200,000\n"},
      {"rows of a table",
       {{0, 0, "Veolia"}, {100, 0, "Waste collection"}, {0, 12, "Serco"}, {100, 12, "Leisure"}},
       "Veolia\tWaste collection\n\nSerco\tLeisure\n"},
      {"a cell of several lines",
       {{0, 0, "Legal"}, {100, 0, "The council must consult"}, {100, 12, "those affected."}},
       "Legal\tThe council must consult those affected.\n"},
      {"a footnote mark above the line",
       {{0, 0, "as agreed"}, {45, -1, "2", 6}, {53, 0, "in May and"}, {0, 12, "in June"}},
       "as agreed2 in May and\nin June\n"},
      {"text printed twice for boldness",
       {{0, 0, "Key decision"}, {0.3, 0.1, "Key decision"}},
       "Key decision\n"},
      {"the same word twice in a row", {{0, 0, "had had enough"}}, "had had enough\n"},
      {"text up the margin stands apart",
       {{0, 0, "the body of the page"}, {500, 300, "DRAFT", 10, 3}},
       "the body of the page\n\nDRAFT\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(LayOut(c.pieces) == c.expected);
  }
}

TEST_CASE("Letters that are spaced out are joined") {
  const auto read = [](std::vector<Piece> pieces, double letter_gap) {
    PageWords page;
    double x = 0;
    for (const Piece& piece : pieces) {
      Add({x, piece.y, piece.text}, page);
      x += 5 * static_cast<double>(piece.text.size()) + letter_gap;
    }
    page.JoinSpacedLetters();
    return LayOutPage(page).text;
  };
  CHECK(read({{0, 0, "P"}, {0, 0, "a"}, {0, 0, "g"}, {0, 0, "e"}}, 3) == "Page\n");
  CHECK(read({{0, 0, "P"}, {0, 0, "a"}, {0, 0, "g"}, {0, 0, "e"}}, 8) == "P a g e\n");
  CHECK(read({{0, 0, "a"}, {0, 0, "b"}}, 3) == "a b\n");
  PageWords narrow;
  narrow.Add(ToUtf16("l"), {0, 0, 2.2, 10}, 0, false);
  narrow.Add(ToUtf16("l"), {2.2, 0, 4.4, 10}, 0, false);
  CHECK(LayOutPage(narrow).text == "ll\n");
  CHECK(read({{0, 0, "a"}, {0, 0, "to"}, {0, 0, "b"}}, 3) == "a to b\n");
}

TEST_CASE("Turned pages read like upright ones") {
  // Two lines that read downwards: the second stands left of the first.
  PageWords down;
  down.Add(ToUtf16("first"), {100, 0, 110, 25}, 1, true);
  down.Add(ToUtf16("line"), {100, 30, 110, 50}, 1, false);
  down.Add(ToUtf16("goes"), {88, 0, 98, 20}, 1, true);
  down.Add(ToUtf16("on"), {88, 25, 98, 35}, 1, false);
  CHECK(LayOutPage(down).text == "first line\ngoes on\n");

  PageWords upside_down;
  upside_down.Add(ToUtf16("first"), {75, 100, 100, 110}, 2, true);
  upside_down.Add(ToUtf16("line"), {50, 100, 70, 110}, 2, false);
  upside_down.Add(ToUtf16("goes"), {80, 88, 100, 98}, 2, false);
  CHECK(LayOutPage(upside_down).text == "first line\ngoes\n");

  PageWords up;
  up.Add(ToUtf16("first"), {100, 75, 110, 100}, 3, true);
  up.Add(ToUtf16("line"), {100, 50, 110, 70}, 3, false);
  up.Add(ToUtf16("goes"), {112, 80, 122, 100}, 3, false);
  CHECK(LayOutPage(up).text == "first line\ngoes\n");
}

TEST_CASE("Words printed in pieces are put together") {
  PageWords page;
  page.Add(ToUtf16("P"), {0, 0, 8, 10}, 0, false);
  page.Add(ToUtf16("OLICY"), {8.2, 2, 30, 10}, 0, true);
  page.Add(ToUtf16("paper"), {33, 2, 60, 10}, 0, false);
  CHECK(LayOutPage(page).text == "POLICY paper\n");
}

TEST_CASE("Letters spaced out are put together") {
  const auto spaced = [](std::string_view letters, double wide) {
    PageWords page;
    double x = 0;
    for (const char c : letters) {
      if (c == ' ') {
        x += wide;
      } else {
        page.Add(ToUtf16({&c, 1}), {x, 0, x + 6, 10}, 0, true);
        x += 10;
      }
    }
    return LayOutPage(page).text;
  };
  CHECK(spaced("AGENDA", 0) == "AGENDA\n");
  CHECK(spaced("DRAFT AGENDA", 6) == "DRAFT AGENDA\n");
  CHECK(spaced("ABCDE", 0) == "A B C D E\n");  // answers to tick
  CHECK(spaced("JRR", 0) == "J R R\n");
  CHECK(spaced("abba", 0) == "a b b a\n");
}

TEST_CASE("Each line says where it stands") {
  PageWords page;
  Add({72.4, 100, "first line"}, page);
  Add({72.4, 114, "goes on"}, page);
  Add({72, 300, "elsewhere"}, page);
  const PageLayout layout = LayOutPage(page);
  CHECK(layout.text == "first line\ngoes on\n\nelsewhere\n");
  REQUIRE(layout.lines.size() == 3);
  CHECK(layout.lines[0].Of(layout.text) == "first line");
  CHECK(layout.lines[2].Of(layout.text) == "elsewhere");
  CHECK(layout.lines[1] == LinePlace{11, 18, 72, 114, 107, 124, 100, 0, false});
}

TEST_CASE("Control characters become spaces and blank words are left out") {
  PageWords page;
  page.Add(std::vector<std::uint16_t>{'a', 3, 'b'}, {0, 0, 10, 10}, 0, true);
  page.Add(std::vector<std::uint16_t>{'\n', 0}, {12, 0, 14, 10}, 0, true);
  page.Add(std::vector<std::uint16_t>{}, {15, 0, 15, 10}, 0, true);
  page.Add(ToUtf16("c"), {16, 0, 20, 10}, 0, false);
  CHECK(LayOutPage(page).text == "a b c\n");
}

TEST_CASE("No box is too strange") {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<Box> boxes = {{kNan, 0, 1, 1},    {0, 0, kInfinity, 1},  {-1e300, 0, 1e300, 1},
                                  {10, 10, 0, 0},     {0, 0, 0, 0},          {5, 5, 5, 5},
                                  {0, kNan, kNan, 1}, {0, 0, 1e-300, 1e-300}};
  PageWords page;
  std::string letters;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const char letter = static_cast<char>('a' + i);
    letters.push_back(letter);
    page.Add(ToUtf16({&letter, 1}), boxes[i], static_cast<int>(i), false);
  }
  std::string seen;
  const PageLayout layout = LayOutPage(page);
  for (const char c : layout.text) {
    if (c >= 'a' && c <= 'z') seen.push_back(c);
  }
  CHECK(seen == letters);
}

}  // namespace
}  // namespace scrutineer::pdf

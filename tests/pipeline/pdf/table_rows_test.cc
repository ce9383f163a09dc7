#include "pipeline/pdf/table_rows.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/pdf/page_layout.h"

namespace scrutineer::pdf {
namespace {

// Text in letters 5 wide and 10 high that starts at (x, y).
struct Piece {
  double x = 0;
  double y = 0;
  std::string text;
};

std::string LayOut(const std::vector<Piece>& pieces) {
  PageWords page;
  for (const Piece& piece : pieces) {
    double x = piece.x;
    for (std::size_t begin = 0; begin < piece.text.size();) {
      const std::size_t end = std::min(piece.text.find(' ', begin), piece.text.size());
      const std::vector<std::uint16_t> word(piece.text.begin() + static_cast<std::ptrdiff_t>(begin),
                                            piece.text.begin() + static_cast<std::ptrdiff_t>(end));
      const double right = x + 5.0 * static_cast<double>(end - begin);
      page.Add(word, {x, piece.y, right, piece.y + 10}, 0, end < piece.text.size());
      x = right + 3;
      begin = end + 1;
    }
  }
  return LayOutPage(page).text;
}

TEST_CASE("A table that is beyond doubt is read row by row") {
  struct Case {
    const char* name;
    std::vector<Piece> pieces;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"column by column as given",
       {{0, 0, "CR1"},
        {0, 15, "CR2"},
        {0, 30, "CR3"},
        {50, 0, "Telephony"},
        {50, 15, "Road salt"},
        {50, 30, "Tyres"},
        {150, 0, "Garth Ltd"},
        {150, 15, "Halwyn Ltd"},
        {150, 30, "Llyn plc"}},
       "CR1\tTelephony\tGarth Ltd\n\nCR2\tRoad salt\tHalwyn Ltd\n\nCR3\tTyres\tLlyn plc\n"},
      {"cells of several lines, an empty cell, a hyphen",
       {{0, 0, "CR1"},
        {50, 0, "Telephony for"},
        {50, 12, "all offices"},
        {150, 0, "Garth Ltd"},
        {0, 30, "CR2"},
        {50, 30, "Road salt"},
        {150, 30, "Rhiwlas-y-"},
        {150, 42, "Wern Ltd"},
        {250, 30, "No"},
        {0, 60, "CR3"},
        {50, 60, "Tyres"},
        {150, 60, "Llyn plc"},
        {250, 60, "Yes"}},
       "CR1\tTelephony for all offices\tGarth Ltd\n\nCR2\tRoad salt\tRhiwlas-y-\nWern Ltd\tNo\n\n"
       "CR3\tTyres\tLlyn plc\tYes\n"},
      {"a heading given between its columns comes before it",
       {{0, 20, "CR1"},
        {0, 35, "CR2"},
        {0, 50, "CR3"},
        {50, 20, "Telephony"},
        {50, 35, "Road salt"},
        {50, 50, "Tyres"},
        {150, 5, "Supplier"},
        {150, 20, "Garth Ltd"},
        {150, 35, "Halwyn Ltd"},
        {150, 50, "Llyn plc"}},
       "Supplier\n\nCR1\tTelephony\tGarth Ltd\n\nCR2\tRoad salt\tHalwyn Ltd\n\n"
       "CR3\tTyres\tLlyn plc\n"},
      {"a paragraph below stays outside",
       {{0, 0, "CR1"},
        {0, 15, "CR2"},
        {0, 30, "CR3"},
        {50, 0, "Telephony"},
        {50, 15, "Road salt"},
        {50, 30, "Tyres"},
        {150, 0, "Garth Ltd"},
        {150, 15, "Halwyn Ltd"},
        {150, 30, "Llyn plc"},
        {0, 45, "Values are estimates over the whole term"}},
       "CR1\tTelephony\tGarth Ltd\n\nCR2\tRoad salt\tHalwyn Ltd\n\nCR3\tTyres\tLlyn plc\n\n"
       "Values are estimates over the whole term\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(LayOut(c.pieces) == c.expected);
  }
}

TEST_CASE("What may be no table keeps the order given") {
  struct Case {
    const char* name;
    std::vector<Piece> pieces;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"two columns",
       {{0, 0, "CR1"},
        {0, 12, "CR2"},
        {0, 24, "CR3"},
        {100, 0, "Telephony"},
        {100, 12, "Road salt"},
        {100, 24, "Tyres"}},
       "CR1\nCR2\nCR3\n\nTelephony\nRoad salt\nTyres\n"},
      {"two rows",
       {{0, 0, "CR1"},
        {0, 12, "CR2"},
        {50, 0, "Salt"},
        {50, 12, "and"},
        {99, 0, "A"},
        {99, 12, "b"}},
       "CR1\nCR2\n\nSalt\nand\n\nA\nb\n"},
      {"three columns of prose",
       {{0, 0, "The council will"},
        {0, 12, "consult people on"},
        {0, 24, "its plans in May."},
        {120, 0, "Four homes would"},
        {120, 12, "close, and their"},
        {120, 24, "tenants be moved."},
        {240, 0, "Staff have until"},
        {240, 12, "the end of June to"},
        {240, 24, "say what they want."}},
       "The council will\nconsult people on\nits plans in May.\n\n"
       "Four homes would\nclose, and their\ntenants be moved.\n\n"
       "Staff have until\nthe end of June to\nsay what they want.\n"},
      {"cells centred on their rows",
       {{0, 6, "CR1"},
        {50, 0, "Telephony for"},
        {50, 12, "all offices"},
        {150, 6, "Garth Ltd"},
        {0, 36, "CR2"},
        {50, 30, "Road salt and"},
        {50, 42, "grit"},
        {150, 36, "Halwyn Ltd"},
        {0, 66, "CR3"},
        {50, 60, "Tyres for"},
        {50, 72, "all vans"},
        {150, 66, "Llyn plc"}},
       "CR1\n\nTelephony for\nall offices\n\nGarth Ltd\n\nCR2\n\nRoad salt and\ngrit\n\n"
       "Halwyn Ltd\n\nCR3\n\nTyres for\nall vans\n\nLlyn plc\n"},
      {"rows no further apart than lines of a cell",
       {{0, 0, "CR1"},
        {0, 12, "CR2"},
        {0, 24, "CR3"},
        {50, 0, "Telephony"},
        {50, 12, "Road salt"},
        {50, 24, "Tyres for"},
        {50, 36, "all vans"},
        {150, 0, "Garth"},
        {150, 12, "Halwyn"},
        {150, 24, "Llyn"}},
       "CR1\nCR2\nCR3\n\nTelephony\nRoad salt\nTyres for\nall vans\n\n"
       "Garth\nHalwyn\nLlyn\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(LayOut(c.pieces) == c.expected);
  }
}

TEST_CASE("A page made to take long does not") {
  std::vector<Piece> pieces;
  for (int row = 0; row < 8'000; ++row) {
    for (int column = 0; column < 4; ++column) {
      pieces.push_back({column * 60.0, row * 12.0 + (column == 3 ? 3 : 0), "cell"});
    }
  }
  for (int column = 0; column < 20'000; ++column) pieces.push_back({column * 30.0, -50, "cell"});
  const auto start = std::chrono::steady_clock::now();
  CHECK(LayOut(pieces).size() > 5 * pieces.size() - 5);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

}  // namespace
}  // namespace scrutineer::pdf

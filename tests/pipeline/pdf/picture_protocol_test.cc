// What is said of words' places, pictures of pages and attached files.

#include <catch2/catch.hpp>
#include <string>

#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf::protocol {
namespace {

template <typename Said>
Result<Said> ThereAndBack(const Said& said) {
  FrameReader reader;
  reader.Append(Encode(said));
  auto message = reader.Next();
  if (!message) return tl::unexpected(message.error());
  REQUIRE(message->has_value());
  REQUIRE(std::holds_alternative<Said>(**message));
  return std::get<Said>(**message);
}

PagePlaces SomePlaces() {
  return {7, {{0, 5, {100, -200, 3000, 400}, 0}, {6, 9, {0, 0, 0, 0}, 3}}};
}

TEST_CASE("Places, pictures and attached files come out as they went in") {
  CHECK(ThereAndBack(SomePlaces()) == SomePlaces());
  const DrawRequest draw = {1ULL << 40, 1ULL << 30, 120'000, 7, {{{1, 2, 3, 4}, 0xFF8000}},
                            {"one"}};
  CHECK(ThereAndBack(draw) == draw);
  const Picture picture = {7, std::string("\x89PNG\0\xFF", 6)};
  CHECK(ThereAndBack(picture) == picture);
  const DetachRequest detach = {1ULL << 40, 1ULL << 30, 30'000, 3, 1ULL << 33, {"one"}};
  CHECK(ThereAndBack(detach) == detach);
  const Attachment attachment = {3, "Atodiad Ŵ.pdf", 1ULL << 33};
  CHECK(ThereAndBack(attachment) == attachment);
  const Piece piece = {std::string(kPieceBytes, '\xFE')};
  CHECK(ThereAndBack(piece) == piece);
  ReadRequest read;
  read.places_page = 12;
  CHECK(ThereAndBack(read) == read);
}

TEST_CASE("Places, pictures and attached files that cannot be are refused") {
  const auto places_refused = [](auto change) {
    PagePlaces places = SomePlaces();
    change(places.words[1]);
    return !ThereAndBack(places).has_value();
  };
  CHECK_FALSE(places_refused([](WordPlace&) {}));
  CHECK(places_refused([](WordPlace& word) { word.begin = 4; }));  // within the one before
  CHECK(places_refused([](WordPlace& word) { word.end = 5; }));    // before its beginning
  CHECK(places_refused([](WordPlace& word) { word.quarter_turns = 4; }));
  CHECK(places_refused([](WordPlace& word) { word.area.left = 1; }));  // right of its right edge
  CHECK_FALSE(ThereAndBack(PagePlaces{0, {}}));
  CHECK_FALSE(ThereAndBack(Picture{0, "PNG"}));
  CHECK_FALSE(ThereAndBack(Picture{1, ""}));
  CHECK_FALSE(ThereAndBack(Piece{""}));
  CHECK_FALSE(ThereAndBack(Piece{std::string(kPieceBytes + 1, 'x')}));
  CHECK_FALSE(ThereAndBack(Attachment{0, "\xFF", 1}));
  CHECK_FALSE(ThereAndBack(DrawRequest{1, 1, 1, 1, {{{5, 5, 4, 6}, 0}}, {}}));
  CHECK_FALSE(ThereAndBack(DrawRequest{1, 1, 1, 1, {{{1, 1, 4, 6}, 0x1000000}}, {}}));
  RecognizedPage page;
  page.number = 1;
  page.text = "text";
  page.places = {{0, 5, {}, 0}};  // past the end of the text
  CHECK_FALSE(ThereAndBack(page));
}

}  // namespace
}  // namespace scrutineer::pdf::protocol

#include "pipeline/pdf/picture_payload.h"

#include <cstdint>

namespace scrutineer::pdf::protocol {
namespace {

constexpr std::size_t kPlaceBytes = 25;
constexpr std::size_t kBoxBytes = 20;
constexpr std::uint32_t kWhite = 0xFF'FFFF;

void PutArea(const PageArea& area, std::string& out) {
  for (const std::int32_t edge : {area.left, area.top, area.right, area.bottom}) {
    PutInteger(static_cast<std::uint32_t>(edge), out);
  }
}

PageArea TakeArea(PayloadReader& payload) {
  PageArea area;
  for (std::int32_t* edge : {&area.left, &area.top, &area.right, &area.bottom}) {
    *edge = static_cast<std::int32_t>(payload.TakeInteger<std::uint32_t>());
  }
  payload.Require(area.left <= area.right && area.top <= area.bottom);
  return area;
}

}  // namespace

void PutPlaces(const std::vector<WordPlace>& places, std::string& out) {
  PutInteger(static_cast<std::uint32_t>(places.size()), out);
  for (const WordPlace& place : places) {
    PutInteger(place.begin, out);
    PutInteger(place.end, out);
    PutArea(place.area, out);
    PutInteger(place.quarter_turns, out);
  }
}

void PutBoxes(const std::vector<PageBox>& boxes, std::string& out) {
  PutInteger(static_cast<std::uint32_t>(boxes.size()), out);
  for (const PageBox& box : boxes) {
    PutArea(box.area, out);
    PutInteger(box.colour, out);
  }
}

std::vector<WordPlace> TakePlaces(PayloadReader& payload) {
  const auto count = payload.TakeInteger<std::uint32_t>();
  payload.Require(count <= payload.rest_bytes() / kPlaceBytes);
  std::vector<WordPlace> places;
  std::uint32_t end = 0;
  for (std::uint32_t i = 0; payload.ok() && i < count; ++i) {
    WordPlace place;
    place.begin = payload.TakeInteger<std::uint32_t>();
    place.end = payload.TakeInteger<std::uint32_t>();
    payload.Require(place.begin >= end && place.begin <= place.end);
    end = place.end;
    place.area = TakeArea(payload);
    place.quarter_turns = payload.TakeInteger<std::uint8_t>();
    payload.Require(place.quarter_turns <= 3);
    places.push_back(place);
  }
  return places;
}

std::vector<PageBox> TakeBoxes(PayloadReader& payload) {
  const auto count = payload.TakeInteger<std::uint32_t>();
  payload.Require(count <= payload.rest_bytes() / kBoxBytes);
  std::vector<PageBox> boxes;
  for (std::uint32_t i = 0; payload.ok() && i < count; ++i) {
    PageBox box;
    box.area = TakeArea(payload);
    box.colour = payload.TakeInteger<std::uint32_t>();
    payload.Require(box.colour <= kWhite);
    boxes.push_back(box);
  }
  return boxes;
}

void Put(const PagePlaces& page, std::string& out) {
  PutInteger(static_cast<std::uint32_t>(page.number), out);
  PutPlaces(page.words, out);
}

void Put(const DrawRequest& request, std::string& out) {
  PutInteger(request.size_bytes, out);
  PutInteger(request.memory_bytes, out);
  PutInteger(request.time_ms, out);
  PutInteger(request.page, out);
  PutBoxes(request.boxes, out);
  PutStrings(request.passwords, out);
}

void Put(const Picture& picture, std::string& out) {
  PutInteger(static_cast<std::uint32_t>(picture.number), out);
  PutString(picture.png, out);
}

PagePlaces TakePagePlaces(PayloadReader& payload) {
  PagePlaces page;
  page.number = payload.TakeCount();
  payload.Require(page.number >= 1);
  page.words = TakePlaces(payload);
  return page;
}

DrawRequest TakeDrawRequest(PayloadReader& payload) {
  DrawRequest request;
  request.size_bytes = payload.TakeInteger<std::uint64_t>();
  request.memory_bytes = payload.TakeInteger<std::uint64_t>();
  request.time_ms = payload.TakeInteger<std::uint32_t>();
  request.page = payload.TakeInteger<std::uint32_t>();
  request.boxes = TakeBoxes(payload);
  request.passwords = payload.TakeStrings(kMaxPasswordBytes);
  return request;
}

Picture TakePicture(PayloadReader& payload) {
  Picture picture;
  picture.number = payload.TakeCount();
  picture.png = payload.TakeBlock(kMaxPayloadBytes);
  payload.Require(picture.number >= 1);
  return picture;
}

}  // namespace scrutineer::pdf::protocol

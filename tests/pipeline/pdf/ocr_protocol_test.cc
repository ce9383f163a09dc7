#include <catch2/catch.hpp>
#include <string>

#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf::protocol {
namespace {

Result<std::optional<Message>> Decode(const std::string& bytes) {
  FrameReader reader;
  reader.Append(bytes);
  return reader.Next();
}

RecognizedPage SomePage() {
  RecognizedPage page;
  page.number = 12;
  page.text = "Cyngor Sîr\n";
  page.confidence = 87;
  page.words = 2;
  page.dropped_words = 1;
  page.quarter_turns = 3;
  page.skew = -200;
  page.welsh = true;
  return page;
}

TEST_CASE("What is said of scanned pages comes out as it went in") {
  const Models models = {{"eng", "cym", "osd"}};
  CHECK(std::get<Models>(**Decode(Encode(models))) == models);
  const RecognizeRequest request = {1ULL << 40, 1ULL << 30, 120'000, 7, true, {"one"}};
  CHECK(std::get<RecognizeRequest>(**Decode(Encode(request))) == request);
  CHECK(std::get<RecognizedPage>(**Decode(Encode(SomePage()))) == SomePage());
}

TEST_CASE("A recognised page that cannot be is refused") {
  const auto refused = [](auto change) {
    RecognizedPage page = SomePage();
    change(page);
    return !Decode(Encode(page)).has_value();
  };
  CHECK_FALSE(refused([](RecognizedPage&) {}));
  CHECK(refused([](RecognizedPage& page) { page.number = 0; }));
  CHECK(refused([](RecognizedPage& page) { page.confidence = 101; }));
  CHECK(refused([](RecognizedPage& page) { page.quarter_turns = 4; }));
  CHECK(refused([](RecognizedPage& page) { page.skew = 9000; }));
  CHECK(refused([](RecognizedPage& page) { page.text = "\xFF"; }));
}

}  // namespace
}  // namespace scrutineer::pdf::protocol

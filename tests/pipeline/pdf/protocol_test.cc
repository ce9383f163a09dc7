#include "pipeline/pdf/protocol.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scrutineer::pdf::protocol {
namespace {

DocumentProperties SomeProperties() {
  DocumentProperties properties;
  properties.page_count = 12;
  properties.title = "Réport";
  properties.author = "A. Clerk";
  properties.producer = "a printer";
  properties.created = Instant(std::chrono::seconds(1'700'000'000));
  properties.attachment_count = 3;
  properties.attachments = {"a.pdf", "b.docx"};
  properties.is_portfolio = true;
  return properties;
}

// The one message in these bytes.
Message DecodeOne(const std::string& bytes) {
  FrameReader reader;
  reader.Append(bytes);
  auto message = reader.Next();
  REQUIRE(message);
  REQUIRE(message->has_value());
  CHECK(reader.empty());
  return **message;
}

std::string Frame(unsigned char type, const std::string& payload) {
  std::string frame;
  for (int i = 0; i < 4; ++i) frame.push_back(static_cast<char>(payload.size() >> (8 * i)));
  frame.push_back(static_cast<char>(type));
  return frame + payload;
}

std::string Text(const std::string& text) {
  return std::string{static_cast<char>(text.size()), 0, 0, 0} + text;
}

TEST_CASE("Messages come out as they went in") {
  CHECK(std::get<Hello>(DecodeOne(Encode(Hello{7, "poppler 1"}))) == Hello{7, "poppler 1"});
  const ReadRequest request = {1ULL << 40, 512ULL << 20, 30'000, 20'000, {"one", "zwölf"}};
  CHECK(std::get<ReadRequest>(DecodeOne(Encode(request))) == request);
  CHECK(std::holds_alternative<Accepted>(DecodeOne(Encode(Accepted{}))));
  CHECK(std::holds_alternative<End>(DecodeOne(Encode(End{}))));
  const Failure failure = {ErrorCode::kEncrypted, "needs a password"};
  CHECK(std::get<Failure>(DecodeOne(Encode(failure))) == failure);

  const ExtractedPage page = {
      3, "iii", "tŷ\ntext\n", false, {{0, 3, -72, -100, 20, 88, 123, 3, true}, {4, 8}}};
  CHECK(std::get<ExtractedPage>(DecodeOne(Encode(page))) == page);

  const auto properties = std::get<DocumentProperties>(DecodeOne(Encode(SomeProperties())));
  CHECK(properties.page_count == 12);
  CHECK(properties.title == "Réport");
  CHECK(properties.author == "A. Clerk");
  CHECK(properties.subject.empty());
  CHECK(properties.producer == "a printer");
  CHECK(properties.created == SomeProperties().created);
  CHECK(properties.attachment_count == 3);
  CHECK(properties.attachments == SomeProperties().attachments);
  CHECK(properties.is_portfolio);

  const Outline outline = {
      {{"1. Apologies", 2, 0}, {"", 0, 1}, {"2. Minutes", 12, kMaxBookmarkDepth}}};
  CHECK(std::get<Outline>(DecodeOne(Encode(outline))) == outline);

  const Protections protections = {5, "an old kernel"};
  CHECK(std::get<Protections>(DecodeOne(Encode(protections))) == protections);
}

TEST_CASE("Lines outside of their page's text are refused") {
  const std::vector<std::vector<LinePlace>> lines = {
      {{0, 9}}, {{5, 4}}, {{2, 3}}, {{4, 6}, {0, 3}}, {{0, 4}, {3, 5}}};
  for (const std::vector<LinePlace>& bad : lines) {
    FrameReader reader;
    reader.Append(Encode(ExtractedPage{1, "", "tŷ text", true, bad}));
    INFO(bad[0].begin << " to " << bad[0].end);
    CHECK_FALSE(reader.Next());
  }
}

TEST_CASE("An unknown creation date stays unknown") {
  DocumentProperties properties;
  properties.page_count = 1;
  CHECK_FALSE(std::get<DocumentProperties>(DecodeOne(Encode(properties))).created);
}

TEST_CASE("Frames may arrive in any pieces") {
  const std::string stream = Encode(Hello{kVersion, "x"}) + Encode(Accepted{}) +
                             Encode(ExtractedPage{1, "", "some text", true, {}}) + Encode(End{});
  for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
    INFO("pieces of " << piece);
    FrameReader reader;
    std::vector<std::size_t> kinds;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
      reader.Append(stream.substr(at, piece));
      while (true) {
        auto message = reader.Next();
        REQUIRE(message);
        if (!message->has_value()) break;
        kinds.push_back((*message)->index());
      }
    }
    CHECK(kinds == std::vector<std::size_t>{0, 2, 4, 5});
    CHECK(reader.empty());
  }
}

TEST_CASE("Malformed frames are errors") {
  const std::string zero4(4, '\0');
  const std::string page_head = std::string{1, 0, 0, 0};
  struct Case {
    const char* name;
    std::string bytes;
  };
  const std::vector<Case> cases = {
      {"unknown type 0", Frame(0, "")},
      {"unknown type 99", Frame(99, "")},
      {"larger than any frame", std::string("\xFF\xFF\xFF\x7F\x05", 5)},
      {"hello without magic", Frame(1, "SCRUTPDG" + zero4 + Text("x"))},
      {"hello cut short", Frame(1, "SCRUTPDF")},
      {"bytes after an accepted", Frame(3, "x")},
      {"bytes after a page", Frame(5, page_head + '\1' + Text("") + Text("x") + "y")},
      {"page 0", Frame(5, zero4 + '\1' + Text("") + Text("x"))},
      {"page number past an int", Frame(5, "\xFF\xFF\xFF\xFF\x01" + Text("") + Text("x"))},
      {"readable is neither 0 nor 1", Frame(5, page_head + '\2' + Text("") + Text("x"))},
      {"text longer than its frame",
       Frame(5, page_head + '\1' + Text("") + std::string("\x7F\0\0\0x", 5))},
      {"text that is no UTF-8", Frame(5, page_head + '\1' + Text("") + Text("\xC3"))},
      {"a billion bookmarks", Frame(12, "\x7F\x7F\x7F\x7F")},
      {"a bookmark deeper than any", Frame(12, page_head + Text("x") + zero4 + "\x7F")},
      {"a bookmark's page past an int",
       Frame(12, page_head + Text("x") + "\xFF\xFF\xFF\xFF" + '\0')},
      {"a bookmark cut short", Frame(12, page_head + Text("x") + zero4)},
      {"created in the year 292277026596", Frame(4, zero4 + zero4 + zero4 + zero4 + zero4 + zero4 +
                                                        std::string(7, '\xFF') + '\x7F' + zero4)},
      {"a billion passwords", Frame(2, std::string(24, '\0') + "\x7F\x7F\x7F\x7F")},
      {"a protection that nobody knows", Frame(8, std::string{64, 0, 0, 0} + Text(""))},
      {"a failure that no worker may find", Frame(7, Text("permission") + Text("no"))},
      {"a failure of no known name", Frame(7, Text("tired") + Text("no"))},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    FrameReader reader;
    reader.Append(c.bytes);
    const auto message = reader.Next();
    REQUIRE_FALSE(message);
    CHECK(message.error().code == ErrorCode::kInternal);
  }
}

}  // namespace
}  // namespace scrutineer::pdf::protocol

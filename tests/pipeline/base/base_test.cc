#include <catch2/catch.hpp>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <random>

#include "pipeline/base/byte_span.h"
#include "pipeline/base/file.h"
#include "pipeline/base/result.h"
#include "pipeline/base/sha256.h"
#include "pipeline/base/time.h"
#include "pipeline/base/utf8.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer {
namespace {

TEST_CASE("every error code has a name of its own that leads back to it") {
  std::vector<std::string> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
    const auto name = ErrorCodeName(static_cast<ErrorCode>(code));
    CHECK(ErrorCodeFromName(name) == static_cast<ErrorCode>(code));
    CHECK(std::find(names.begin(), names.end(), name) == names.end());
    names.emplace_back(name);
  }
  CHECK(ErrorCodeFromName("no such code") == ErrorCode::kInternal);
}

TEST_CASE("system errors tell causes apart") {
  const struct {
    int error_number;
    ErrorCode expected;
  } rows[] = {{ENOENT, ErrorCode::kNotFound},
              {EACCES, ErrorCode::kPermission},
              {ENOSPC, ErrorCode::kDiskFull},
              {EROFS, ErrorCode::kReadOnly},
              {EIO, ErrorCode::kIo}};
  for (const auto& row : rows) {
    INFO(row.error_number);
    CHECK(SystemError(row.error_number, "write", "/f").code == row.expected);
  }
  CHECK(SystemError(ENOSPC, "write", "/f").ToString() ==
        "/f: cannot write: No space left on device");
}

Result<int> Half(int number) {
  if (number % 2 != 0) return Fail(ErrorCode::kUsage, "odd");
  return number / 2;
}

Result<int> Quarter(int number) {
  SCRUTINEER_ASSIGN_OR_RETURN(const int half, Half(number));
  return Half(half);
}

TEST_CASE("errors travel up, values come through") {
  CHECK(Quarter(12) == 3);
  REQUIRE_FALSE(Quarter(6).has_value());
  CHECK(Quarter(6).error().message == "odd");
}

TEST_CASE("SHA-256 of the standard's examples") {
  CHECK(Sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(Sha256Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 pieces;
  pieces.Update("a");
  pieces.Update("bc");
  CHECK(pieces.HexDigest() == Sha256Hex("abc"));
}

TEST_CASE("dates are read strictly and written both ways") {
  const struct {
    std::string text;
    bool valid;
  } rows[] = {
      {"2024-02-29", true},   {"2023-02-29", false}, {"2024-13-01", false}, {"2024-1-01", false},
      {"2024-01-01 ", false}, {"0999-01-01", false}, {"24-01-2001", false}, {"", false}};
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(ParseDate(row.text).has_value() == row.valid);
  }
  CHECK(FormatDate(*ParseDate("2024-03-09")) == "2024-03-09");
  CHECK(FormatDateLong(*ParseDate("2024-03-09")) == "9 March 2024");
}

TEST_CASE("instants survive the way to text and back") {
  const auto instant = ParseInstant("2024-03-12T18:30:05Z");
  REQUIRE(instant.has_value());
  CHECK(FormatInstant(*instant) == "2024-03-12T18:30:05Z");
  CHECK_FALSE(ParseInstant("2024-03-12T24:00:00Z").has_value());
  CHECK_FALSE(ParseInstant("2024-03-12 18:30:05Z").has_value());
}

TEST_CASE("UTF-8 is checked as RFC 3629 has it") {
  const struct {
    std::string name;
    std::string text;
    std::optional<std::size_t> invalid_at;
  } rows[] = {
      {"ASCII over a word", "0123456789abcdef", std::nullopt},
      {"pound and euro", "\xC2\xA3 \xE2\x82\xAC", std::nullopt},
      {"emoji", "\xF0\x9F\x98\x80", std::nullopt},
      {"lone continuation", "ab\x80", 2},
      {"cut short", "0123456789\xE2\x82", 10},
      {"overlong", "\xC0\xAF", 0},
      {"surrogate", "x\xED\xA0\x80", 1},
      {"past the last plane", "\xF4\x90\x80\x80", 0},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    CHECK(FirstInvalidUtf8(row.text) == row.invalid_at);
    CHECK_FALSE(FirstInvalidUtf8(ReplaceInvalidUtf8(row.text)).has_value());
  }
  CHECK(ReplaceInvalidUtf8("a\x80z") == "a\xEF\xBF\xBDz");
  std::string all;
  std::size_t count = 0;
  for (int i = 0; i < 40; ++i) {
    all += i % 3 == 0 ? "a" : i % 3 == 1 ? "\xC2\xA3" : "\xF0\x9F\x98\x80";
    CHECK(CountCodePoints(all) == ++count);
  }
  CHECK(CountCodePoints("\xC2\xA3"
                        "5") == 2);
  CHECK(FloorToCodePoint("a\xE2\x82\xAC", 3) == 1);
}

TEST_CASE("any code point is written so that it can be read") {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    AppendUtf8(static_cast<char32_t>(random() % 0x120000), text);
    CHECK_FALSE(FirstInvalidUtf8(text).has_value());
    CHECK(CountCodePoints(text) == 1);
  }
}

TEST_CASE("code points are counted from place to place, forth and back") {
  const std::string text = "£5 – “yes” and é";
  CodePointCursor cursor(text);
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const std::size_t byte = random() % (text.size() + 1);
    CHECK(cursor.CountTo(byte) == CountCodePoints(std::string_view(text).substr(0, byte)));
  }
}

TEST_CASE("a file is replaced as a whole and read back") {
  const tests::TemporaryFolder folder;
  const auto path = folder.path() / "f";
  REQUIRE(WriteFileAtomically(path, "one").has_value());
  REQUIRE(WriteFileAtomically(path, "two").has_value());
  CHECK(ReadFile(path) == "two");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
  CHECK(ReadFile(path, 2).error().code == ErrorCode::kSizeLimit);
  CHECK(ReadFile(folder.path() / "missing").error().code == ErrorCode::kNotFound);
  CHECK_FALSE(WriteFileAtomically(folder.path() / "no" / "f", "x").has_value());
  CHECK_FALSE(ReadFile(folder.path()).has_value());
}

TEST_CASE("spans") {
  const ByteSpan outer{2, 8};
  CHECK(outer.Contains({2, 8}));
  CHECK_FALSE(outer.Contains({1, 3}));
  CHECK(outer.Overlaps({7, 9}));
  CHECK_FALSE(outer.Overlaps({8, 9}));
  CHECK(ByteSpan{1, 3}.Of("abcd") == "bc");
}

}  // namespace
}  // namespace scrutineer

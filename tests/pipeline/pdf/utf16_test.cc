#include "pipeline/pdf/utf16.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace scrutineer::pdf {
namespace {

TEST_CASE("UTF-16 becomes UTF-8, lone surrogates U+FFFD") {
  struct Case {
    const char* name;
    std::vector<std::uint16_t> units;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"nothing", {}, ""},
      {"ASCII", {'c', 'a', 't'}, "cat"},
      {"pound and dash", {0xA3, 0x2013}, "£–"},
      {"surrogate pair", {0xD83D, 0xDE00, '!'}, "😀!"},
      {"lead alone", {0xD83D, 'x'}, "\uFFFDx"},
      {"lead at the end", {'x', 0xD83D}, "x\uFFFD"},
      {"trail alone", {0xDE00, 'x'}, "\uFFFDx"},
      {"two leads and a trail", {0xD83D, 0xD83D, 0xDE00}, "\uFFFD😀"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    std::string out = ">";
    AppendUtf16(c.units, out);
    CHECK(out == ">" + c.expected);
  }
}

TEST_CASE("UTF-8 becomes UTF-16, ill-formed sequences U+FFFD") {
  using Units = std::basic_string<std::uint16_t>;
  struct Case {
    const char* name;
    std::string text;
    Units expected;
  };
  const std::vector<Case> cases = {
      {"nothing", "", {}},
      {"ASCII", "cat", {'c', 'a', 't'}},
      {"the last of one byte, the first of two", "\x7F\u0080", {0x7F, 0x80}},
      {"two bytes", "£\u07FF", {0xA3, 0x7FF}},
      {"three bytes", "\u0800–\uFFFF", {0x800, 0x2013, 0xFFFF}},
      {"surrogate pair", "😀!", {0xD83D, 0xDE00, '!'}},
      {"the first and last pair", "\U00010000\U0010FFFF", {0xD800, 0xDC00, 0xDBFF, 0xDFFF}},
      {"a byte of no character",
       "a\xFF"
       "b",
       {'a', 0xFFFD, 'b'}},
      {"cut short", "a\xE2\x80", {'a', 0xFFFD, 0xFFFD}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    Units out = {'>'};
    AppendUtf8AsUtf16(c.text, out);
    CHECK(out == Units{'>'} + c.expected);
  }
}

}  // namespace
}  // namespace scrutineer::pdf

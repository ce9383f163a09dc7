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

}  // namespace
}  // namespace scrutineer::pdf

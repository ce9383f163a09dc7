#include "pipeline/alerts/words.h"

#include <catch2/catch.hpp>

namespace scrutineer::alerts {
namespace {

TEST_CASE("words are compared without case, spacing and typography") {
  struct {
    const char* text;
    const char* folded;
  } const cases[] = {
      {"", ""},
      {"  \t\n ", ""},
      {"Youth  Services", "youth services"},
      {"GWASANAETHAU TŶ ŴYTHNOS ÉLÈVE", "gwasanaethau tŷ ŵythnos élève"},
      {"\u201CIn\u2011house\u201D \u2013 the council\u2019s", "\"in-house\" - the council's"},
      {"ser\u00ADvice", "service"},
      {"a\u00A0b", "a b"},
      {"3 × 4 = 12", "3 × 4 = 12"},
      {"ŸŹŽ ĹŁŇ", "ÿźž ĺłň"},
      {"£3.2m", "£3.2m"},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    CHECK(FoldWords(c.text) == c.folded);
    CHECK(FoldWords(FoldWords(c.text)) == FoldWords(c.text));
  }
}

TEST_CASE("a phrase stands in a text as whole words") {
  struct {
    const char* text;
    const char* phrase;
    bool found;
  } const cases[] = {
      {"Review of Youth Services 2024", "youth services", true},
      {"Review of YOUTH SERVICES", "Youth services", true},
      {"Youthful servicesmen", "youth", false},
      {"Libraries: a plan", "libraries", true},
      {"Hartlepool", "hart", false},
      {"Hartlepool and Hart", "hart", true},
      {"anything", "", false},
      {"", "anything", false},
      {"café culture", "caf", false},
  };
  for (const auto& c : cases) {
    INFO(c.text << " / " << c.phrase);
    CHECK(ContainsPhrase(c.text, c.phrase) == c.found);
  }
}

TEST_CASE("one line holds no control character and no line end of any kind") {
  CHECK(OneLine("a\r\nBcc: x@example.org") == "a Bcc: x@example.org");
  CHECK(OneLine(" a\u2028b\u0085c\x7F\t") == "a b c");
  CHECK(OneLine(std::string_view("a\0b", 3)) == "a b");
  CHECK(OneLine("bad \xFF bytes") == "bad \uFFFD bytes");
  CHECK(OneLine("\r\n").empty());
}

TEST_CASE("shortening counts code points and prefers a space") {
  CHECK(Shorten("short", 5) == "short");
  CHECK(Shorten("ŵŵŵŵŵŵŵŵŵŵ", 8) == "ŵŵŵŵŵ...");
  CHECK(Shorten("one two three four", 17) == "one two three...");
}

}  // namespace
}  // namespace scrutineer::alerts

#include "pipeline/text/normalizer.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "pipeline/base/utf8.h"
#include "tests/pipeline/text/normalized_invariants.h"

namespace scrutineer::text {
namespace {

using std::string_literals::operator""s;

struct Case {
  const char* name;
  std::string input;
  std::string expected;
};

void CheckAll(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.name << ": " << c.input);
    CHECK(Normalize(c.input).text == c.expected);
    CHECK(BrokenInvariant(c.input) == "");
  }
}

TEST_CASE("normalised text holds one line a paragraph and single spaces") {
  CheckAll({
      {"nothing", "", ""},
      {"white space alone", " \n\t\n\f\n\u00A0\n", ""},
      {"one line", "The Council met.\n", "The Council met."},
      {"no line feed at the end", "The Council met.", "The Council met."},
      {"a paragraph over two lines", "The contract was\nawarded to a charity.",
       "The contract was awarded to a charity."},
      {"empty lines part paragraphs", "Purpose\n\n\n \nTo report.", "Purpose\nTo report."},
      {"carriage returns", "one\r\ntwo\r\n\r\nthree", "one two\nthree"},
      {"runs of white space", "a \t b   c", "a b c"},
      {"odd spaces", "£1\u00A0million\u2009and\u3000more\u202Fso", "£1 million and more so"},
      {"form feed between pages", "one\f\n\ntwo", "one\ntwo"},
      {"form feed within a line", "one\ftwo", "one two"},
      {"control characters", "a\x01"s + "b\x7F"s + "c\u0085d", "abc d"},
      {"a null byte", "a\0b"s, "ab"},
  });
}

TEST_CASE("what no reader sees is gone and what one sees is spelt out") {
  CheckAll({
      {"ligatures", "o\uFB03cers \uFB01nd the \uFB02ow e\uFB00ective wa\uFB04e \uFB06op \uFB05op",
       "officers find the flow effective waffle stop stop"},
      {"soft hyphen", "out\u00ADsourcing", "outsourcing"},
      {"zero-width characters", "\uFEFFa\u200Bb\u200Cc\u200Dd\u2060e", "abcde"},
      {"bidirectional controls", "\u202Aabc\u202C \u2066d\u2069\u200E", "abc d"},
      {"decomposed letters", "cafe\u0301 W\u0302", "café Ŵ"},
      {"marks out of order", "a\u0323\u0302", "ậ"},
      {"a ligature under an accent", "of\uFB01\u0301x", "offíx"},
      {"an accent behind an invisible character", "e\u200B\u0301", "é"},
      {"a singleton", "\u2126 \u212B", "Ω Å"},
      {"Word's bullets", "\uF0B7 one \uF0A7 two \uF0D8 three", "• one • two • three"},
      {"Word's ticks and arrows", "\uF0FC yes \uF0FB no \uF0E0", "✓ yes ✗ no →"},
      {"unknown private glyphs part words", "ti\uE123on \uE000", "ti on"},
      {"private planes", "a\U000F0000b", "a b"},
      {"ill-formed bytes", "a\xFFz \xC3(", "a\uFFFDz \uFFFD("},
      {"a surrogate in UTF-8", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"a truncated sequence at the end", "abc\xE2\x82", "abc\uFFFD"},
      {"noncharacters", "a\uFFFEb\uFFFFc", "abc"},
      {"variation selectors", "\u2714\uFE0F", "\u2714"},
      {"Welsh, French and Greek stay", "tŷ ŵyl à l’été Ωμέγα", "tŷ ŵyl à l’été Ωμέγα"},
  });
}

TEST_CASE("words broken at the end of a line") {
  CheckAll({
      {"a broken word", "The out-\nsourcing of care", "The outsourcing of care"},
      {"a space after the hyphen", "The out- \n sourcing of care", "The outsourcing of care"},
      {"a soft hyphen", "out\u00AD\nsourcing", "outsourcing"},
      {"U+2010", "out\u2010\nsourcing", "outsourcing"},
      {"a logical not as some programs write it", "out¬\nsourcing", "outsourcing"},
      {"in capitals", "THE OUT-\nSOURCING", "THE OUTSOURCING"},
      {"over three lines", "the pro-\ncure-\nment of", "the procurement of"},
      {"not over an empty line", "out-\n\nsourcing", "out-\nsourcing"},
      {"a hyphen ends the page", "out-\n", "out-"},
      {"in-house", "kept in-\nhouse services", "kept in-house services"},
      {"long-term", "a long-\nterm plan", "a long-term plan"},
      {"non-compliance", "for non-\ncompliance", "for non-compliance"},
      {"co-operation", "in co-\noperation with", "in co-operation with"},
      {"re-elected", "was re-\nelected", "was re-elected"},
      {"years", "in 2024-\n25 and", "in 2024-25 and"},
      {"names", "Cllr Smith-\nJones left", "Cllr Smith-Jones left"},
      {"more hyphens in the word", "state-of-the-\nart and out-\nof-hours",
       "state-of-the-art and out-of-hours"},
      {"a hyphen left hanging", "short-\nand long-term", "short- and long-term"},
      {"a dash is no hyphen", "the Council -\nwhich met", "the Council - which met"},
      {"the joined form stands on the page", "the wellbeing of all; well-\nbeing",
       "the wellbeing of all; wellbeing"},
      {"the hyphenated form stands on the page", "lock-keepers and lock-\nkeepers",
       "lock-keepers and lock-keepers"},
      {"a word that begins like a compound", "in part-\nnership on so-\ncial care",
       "in partnership on social care"},
      {"a known word in one", "the high-\nways are an on-\ngoing concern",
       "the highways are an ongoing concern"},
      {"a known compound", "a part-\ntime post in a multi-\nstorey car park",
       "a part-time post in a multi-storey car park"},
      {"the second part stands on the page", "a harbour; a half-\nharbour wall",
       "a harbour; a half-harbour wall"},
      {"accented letters", "cyfrif-\nïon", "cyfrifïon"},
  });
}

TEST_CASE("lines that no empty line parts still make paragraphs where the page shows it") {
  CheckAll({
      {"a numbered list",
       "1. Apologies\n2. Minutes of the last meeting held in the village hall\n"
       "on 3 May\n3. Finance",
       "1. Apologies\n2. Minutes of the last meeting held in the village hall on 3 May\n"
       "3. Finance"},
      {"bullets", "The aims are:\n• to save\n• to serve", "The aims are:\n• to save\n• to serve"},
      {"a heading over its text",
       "Purpose of report\nTo tell members how the contract for home care has been run so far",
       "Purpose of report\n"
       "To tell members how the contract for home care has been run so far"},
      {"lower case goes on",
       "A heading that was set\nnarrow and then goes on for quite a while here",
       "A heading that was set narrow and then goes on for quite a while here"},
      {"a number of the sentence",
       "The risks of the new contract are set out in paragraph\n"
       "4.2. The budget for it will be set by Cabinet in March",
       "The risks of the new contract are set out in paragraph 4.2. "
       "The budget for it will be set by Cabinet in March"},
      {"an amount", "The whole cost over the years of the contract is £\n4.2 million in all years",
       "The whole cost over the years of the contract is £ 4.2 million in all years"},
      {"rows of a table", "Supplier\tValue\nAmey plc\t£3m\nCalder Care\t£1m",
       "Supplier Value\nAmey plc £3m\nCalder Care £1m"},
      {"a number beside its text", "4.\nFinance report", "4. Finance report"},
  });
}

TEST_CASE("each stretch of normalised text leads back to the bytes it was made from") {
  struct {
    const char* name;
    std::string input;
    std::string part;
    std::string extracted;
  } const cases[] = {
      {"copied", "The Council met.", "Council", "Council"},
      {"behind dropped characters", "a\u200B\u200Bb c", "b", "b"},
      {"over dropped characters", "a\u200Bb c", "ab", "a\u200Bb"},
      {"a broken word", "The out-\nsourcing of", "outsourcing", "out-\nsourcing"},
      {"half of a broken word", "The out-\nsourcing of", "sourcing", "sourcing"},
      {"a ligature", "o\uFB03cers", "officers", "o\uFB03cers"},
      {"a part of a ligature", "o\uFB03cers", "ic", "\uFB03c"},
      {"behind a ligature", "o\uFB03cers", "cers", "cers"},
      {"a space from a line's end", "one \n two", "one two", "one \n two"},
      {"composed", "cafe\u0301s here", "é", "e\u0301"},
      {"behind composed", "cafe\u0301s here", "s h", "s h"},
      {"composed with a ligature", "of\uFB01\u0301x", "f", "f"},
      {"composed within a ligature", "a\uFB01\u0301x", "í", "\uFB01\u0301"},
      {"replaced bytes", "a\xFFz", "\uFFFD", "\xFF"},
      {"a paragraph", "one\n\n\ntwo\n\n", "two", "two"},
      {"all", "one\n\n\ntwo", "one\ntwo", "one\n\n\ntwo"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    const NormalizedText normalized = Normalize(c.input);
    const std::size_t begin = normalized.text.find(c.part);
    REQUIRE(begin != std::string::npos);
    const ExtractedSpan span = normalized.map.ToExtracted(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + c.part.size())});
    CHECK(c.input.substr(span.begin, span.end - span.begin) == c.extracted);
  }
}

TEST_CASE("an empty span leads to an empty span") {
  const NormalizedText normalized = Normalize("a  b");
  CHECK(normalized.map.ToExtracted({0, 0}) == ExtractedSpan{0, 0});
  CHECK(normalized.map.ToExtracted({3, 3}) == ExtractedSpan{4, 4});
  CHECK(Normalize("").map.ToExtracted({0, 0}) == ExtractedSpan{0, 0});
}

TEST_CASE("whatever comes in, the text is well-formed, stable and its spans lead back") {
  static const std::vector<std::string> kPieces = {
      "a",      "of ",    "The ",     "out-\n", "in-\n",  "-",      "\n",      "\n\n",   " ",
      "\t",     "   ",    "1. ",      "2. ",    "4.2 ",   "(a) ",   "\u2022 ", "\u00AD", "\u00AD\n",
      "\u0301", "\u0323", "e\u0301",  "\uFB01", "\uFB03", "\u200B", "\u00A0",  "\uF0B7", "\uE000",
      "\xFF",   "\xC3",   "\xE2\x82", "\u1100", "\u1161", "\u11A8", "\u0958",  "\r\n",   "\f",
      "\u2028", "¬\n",    "\u2010\n", "HOUSE",  "house",  "24-\n",  "\u2126",  "\x01",   "é"};
  std::mt19937 random(20240312);
  std::uniform_int_distribution<std::size_t> pick(0, kPieces.size() - 1);
  for (int round = 0; round < 20'000; ++round) {
    std::string input;
    const std::size_t length = pick(random);
    for (std::size_t i = 0; i < length; ++i) input += kPieces[pick(random)];
    const std::string broken = BrokenInvariant(input);
    if (!broken.empty()) {
      FAIL("round " << round << ": " << broken << " for: " << input);
    }
  }
}

}  // namespace
}  // namespace scrutineer::text

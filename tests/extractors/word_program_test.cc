// The program of words must refuse nothing that the pattern matches, and most of what it does not.
#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>

#include "extractors/compiled_pattern.h"
#include "extractors/pattern_dialect.h"
#include "extractors/stretch_words.h"

namespace scrutineer::extractors {
namespace {

CompiledPattern Compile(std::string_view pattern, bool case_sensitive) {
  const auto none = [](std::string_view) -> tl::expected<PatternPtr, std::string> {
    return tl::unexpected<std::string>("no fragments here");
  };
  auto tree = ParsePattern(pattern, none);
  REQUIRE(tree.has_value());
  return {std::move(*tree), case_sensitive};
}

bool MayMatch(const CompiledPattern& pattern, std::string_view text) {
  StretchWords words;
  words.Fill(text);
  return pattern.MayMatch(words);
}

struct Case {
  std::string_view pattern, text;
  bool may;
  bool case_sensitive = false;
};

TEST_CASE("a program of words knows words, their order and the gaps between them") {
  const std::array cases = {
      Case{"award~ {0..2}contract~", "They AWARDED a large contract.", true},
      Case{"award~ {0..2}contract~", "They awarded a very very large contract.", false},
      Case{"award~ {0..2}contract~", "a contract to award", false},
      Case{"award", "awards, forward", false},
      Case{"(re-?)?tender(s|ed)?", "re–tendered", true},
      Case{"(re-?)?tender(s|ed)?", "retendered", true},
      Case{"(re-?)?tender(s|ed)?", "pretended", false},
      Case{"outsourc\\w+", "outsourcing", true},
      Case{"outsourc\\w+ of", "outsourcing for", false},
      Case{"(will |would |has )*run by", "has been run by", true},
      Case{"we (will |would |has )*run", "we would has will run", true},
      Case{"we (will |would |has )*run", "we never run", false},
      Case{"to( the| our){0,9} firm", "to the our the the the firm", true},
      Case{"to( the| our){0,9} firm", "to a firm", false},
      Case{"(one|two|three|four|five six|seven|eight) bids", "five six bids", true},
      Case{"(one|two|three|four|five six|seven|eight) bids", "five bids", false},
      Case{"x[^.]{0,9}contract", "x – any contract", true},
      Case{"council's bid", "the Council’s bid", true},
      Case{"council's bid", "the councils bid; council bid", false},
      Case{"bid [£$€]", "a bid £5", true},
      Case{"bid [£$€]", "a bid 5", false},
      Case{"by (?P<name>[A-ZÀ-ÞŴŶ][\\w&]*)", "by Éire", true, true},
      Case{"by (?P<name>[A-ZÀ-ÞŴŶ][\\w&]*)", "by Æ", true, true},
      Case{"by (?P<name>[A-ZÀ-ÞŴŶ][\\w&]*)", "by the firm", false, true},
      Case{"run by IT", "run by it", false, true},
      Case{"run by (?i:IT)", "run by it", true, true},
  };
  for (const Case& each : cases) {
    INFO(each.pattern << " | " << each.text);
    const CompiledPattern pattern = Compile(each.pattern, each.case_sensitive);
    CHECK(MayMatch(pattern, each.text) == each.may);
    CHECK((each.may || !pattern.Matches(each.text)));
  }
}

std::string RandomText(std::mt19937& random) {
  static const std::array words = {
      "award", "Awarded", "contract",  "re",  "tender", "the",  "to",           "by",  "A",
      "Éa",    "é",       "_",         "A&B", "a_b",    "IT",   "it",           "two", "five",
      "six",   "run",     "will",      "has", "ab",     "abab", "caf\xC3\xA9s", "9",   "£9",
      "won’t", "–",       "S\xC5\xBFx"};
  static const std::array ends = {" ", " ", " ", "-", ", ", "\n", "", "/", " & ", "’s "};
  std::string text;
  for (std::size_t i = random() % (random() % 9 == 0 ? 200 : 12); i > 0; --i) {
    text += words[random() % words.size()];
    text += ends[random() % ends.size()];
  }
  return text;
}

TEST_CASE("a program of words refuses nothing that its pattern matches") {
  const std::array patterns = {"award~ {0..3}(contract~|tender)",
                               "(re-?)?tender( (the|to))*",
                               "(ab)+",
                               "[A-Z]\\w* (&|by) ",
                               "(\\w+ ){1,2}award",
                               "[A-ZÀ-Þ](\\.|[A-Za-z0-9À-ſ&]*((-|')[A-Za-z0-9À-ſ&]+)*)( of| to)?",
                               "(two|five six|the award|to the|by|run|will|has) {1..2}\\w+",
                               "caf[eé]s?",
                               "won't|\\d+",
                               "(has |will |(re-)?run )*by",
                               "to( (the|a[a-z]))*( it)?",
                               ".{1,4}tender",
                               "[^a-m]+t\\b",
                               "(?i:it) (IT|A)",
                               "S\\w+ ?",
                               "([A-Z]&?){1,9}",
                               "(ab|a_b|é)*it",
                               "\\w+t {0..2}$"};
  std::mt19937 random(20261127);
  std::size_t matched = 0;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const CompiledPattern pattern = Compile(patterns[i], i % 2 == 0);
    for (int j = 0; j < 400; ++j) {
      const std::string text = RandomText(random);
      if (!pattern.Matches(text)) continue;
      ++matched;
      INFO(patterns[i] << " | " << text);
      REQUIRE(MayMatch(pattern, text));
    }
  }
  CHECK(matched > 1500);
}

}  // namespace
}  // namespace scrutineer::extractors

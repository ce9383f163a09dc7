// Pieces of patterns must find what RE2 finds, wherever and by whichever alternative it does.
#include "extractors/piece_search.h"

#include <array>
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/pattern_dialect.h"
#include "extractors/pattern_piece.h"
#include "extractors/search_text.h"

namespace scrutineer::extractors {
namespace {

PatternPtr Parse(std::string_view pattern, const FragmentLookup& fragments) {
  auto tree = ParsePattern(pattern, fragments);
  INFO(pattern);
  REQUIRE(tree.has_value());
  return *tree;
}

tl::expected<PatternPtr, std::string> NoFragment(std::string_view) {
  return tl::unexpected<std::string>("no fragments here");
}

using Place = std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>;

// All matches one behind the other; `text` is a SearchText or RE2's.
template <typename Text>
std::vector<Place> FindAll(const CompiledPattern& pattern, Text&& text, std::size_t size) {
  std::vector<Place> places;
  std::size_t from = 0;
  while (const auto match = pattern.Find(text, from, size)) {
    places.emplace_back(match->begin, match->end, match->name_begin, match->name_end);
    from = match->end;
  }
  return places;
}

struct Case {
  std::string_view pattern, text, match;
  bool case_sensitive = false;
};

TEST_CASE("pieces match as the language says") {
  const std::array cases = {
      Case{"award~ {0..2}contract~", "They AWARDED a large contract.", "AWARDED a large contract"},
      Case{"award~ {0..2}contract~", "They awarded a very very large contract.", ""},
      Case{"award", "awards, forward", ""},
      Case{"(re-?)?tender(s|ed)?", "was re–tendered", "re–tendered"},
      Case{"(re-?)?tender(s|ed)?", "pretended", ""},
      Case{"outsourc\\w+", "(outsourcing)", "outsourcing"},
      Case{"(will |would |has )*run by", "it would has run by", "would has run by"},
      Case{"to( the| our){0,9} firm", "to our the\nthe  firm", "to our the\nthe  firm"},
      Case{"(one|two|three|four|five six|seven|eight) bids", "five six bids", "five six bids"},
      Case{"x[^.]{0,9}contract", "x – any contract", "x – any contract"},
      Case{"council's bid", "the Council’s bid", "Council’s bid"},
      Case{"bid [£$€]", "a bid £5", "bid £"},
      Case{"by (?P<name>[A-ZÀ-ÞŴŶ][\\w&]*)", "by éire by Éire", "by Éire", true},
      Case{"run by (?i:IT)", "run by it", "run by it", true},
      Case{"run by (?i:IT)", "Run by it", "", true},
      Case{"let {0..3}?go", "let go", "let go"},
      Case{"a( b)?( c)?", "a c", "a c"},
      // The preferred end stands within a word, so nothing matches there.
      Case{"(caf|café)", "café", ""},
      Case{"^to", "to do to", "to"},
      Case{"to$", "to do to", "to"},
      Case{"(a|ab)(c|bcd)( e)?", "abcd e", "abcd e"},
      Case{"(\\w+ )+?go", "we may go go", "we may go"},
  };
  for (const Case& each : cases) {
    INFO(each.pattern << " | " << each.text);
    const CompiledPattern pattern(Parse(each.pattern, NoFragment), each.case_sensitive);
    SearchText text;
    text.Fill(each.text);
    const auto match = pattern.Find(text, 0, each.text.size());
    CHECK((match ? each.text.substr(match->begin, match->end - match->begin) : "") == each.match);
    CHECK(FindAll(pattern, text, each.text.size()) ==
          FindAll(pattern, each.text, each.text.size()));
  }
}

std::string RandomText(std::mt19937& random) {
  static const std::array words = {
      "award", "Awarded", "contract", "re",  "tender", "the",  "to",           "by",  "A",
      "Éa",    "é",       "_",        "A&B", "a_b",    "IT",   "it",           "two", "five",
      "six",   "run",     "will",     "has", "ab",     "abab", "caf\xC3\xA9s", "9",   "£9",
      "won’t", "–",       "body",     "Body"};
  static const std::array ends = {" ", " ", " ", "-", ", ", "\n", "", "/", " & ", "’s "};
  std::string text;
  for (std::size_t i = random() % (random() % 9 == 0 ? 200 : 12); i > 0; --i) {
    text += words[random() % words.size()];
    text += ends[random() % ends.size()];
  }
  return text;
}

TEST_CASE("pieces find what RE2 finds") {
  const std::vector<std::string_view> patterns = {
      "award~ {0..3}(contract~|tender)", "(re-?)?tender( (the|to))*", "(ab)+", "[A-Z]\\w* (&|by) ",
      "(\\w+ ){1,2}award", "[A-ZÀ-Þ](\\.|[A-Za-z0-9À-ſ&]*((-|')[A-Za-z0-9À-ſ&]+)*)( of| to)?",
      "(two|five six|the award|to the|by|run|will|has) {1..2}\\w+", "caf[eé]s?", "won't|\\d+",
      "(has |will |(re-)?run )*by", "to( (the|a[a-z]))*( it)?", ".{1,4}tender", "[^a-m]+t\\b",
      "(?i:it) (IT|A)", "S\\w+ ?", "([A-Z]&?){1,9}", "(ab|a_b|é)*it", "\\w+t {0..2}$",
      "{list} {0..3}{list}", "({list}( |-))*?by {list}?",
      "(the )?(?P<name>[A-ZÉ]\\w*( &)?)( {list})? ", "to (?P<name>{list})?( by)?",
      // What follows the first part is rarer than what it may begin with.
      "(the )?[A-ZÀ-Þ][A-Za-zÀ-ſ&]*( [A-Z]\\w*){0,2}(,|-)? (has|will|to the)",
      "[\\w&]+(-|/)(award|run {0..2}by)",
      "(?P<name>[A-ZÉ_][\\wÀ-ſ&]*( {list})?),? (the|by) {1..2}{list}", "[^ ]+ & (é|\\w+) ",
      "([A-Z]\\w*|\\d|é)(, | )?{list}",
      "({list} )?(?P<name>[A-ZÀ-Þ][\\wÀ-ſ]*( [A-Z]\\w*)*'?s? (award|by|has))( the)?",
      "(?P<name>[A-ZÉ]\\w*( (by|to) {list})?)", "[–£,]( ?\\w+)?", "(é|–|£|\\n)[^ ]*",
      "({list} )?({list} )?[A-ZÀ-Þ][\\wÀ-ſ]* (& |of |to )?{list}"};
  const PatternPtr list =
      Parse("award~|contract|the tender|tender( the)?|to|re|\\d+|run( by)?|A&B|[ab]+", NoFragment);
  const FragmentLookup fragments = [&](std::string_view) { return list; };
  const auto library = std::make_shared<PieceLibrary>();
  std::vector<std::unique_ptr<CompiledPattern>> compiled;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    compiled.push_back(
        std::make_unique<CompiledPattern>(Parse(patterns[i], fragments), i % 2 == 0, library));
  }
  std::mt19937 random(20261127);
  std::size_t matched = 0;
  SearchText text;
  for (int i = 0; i < 400; ++i) {
    const std::string words = RandomText(random);
    text.Fill(words);
    for (std::size_t j = 0; j < compiled.size(); ++j) {
      INFO(patterns[j] << " | " << words);
      const std::vector<Place> places = FindAll(*compiled[j], words, words.size());
      matched += places.size();
      REQUIRE(FindAll(*compiled[j], text, words.size()) == places);
    }
  }
  CHECK(matched > 5000);
}

TEST_CASE("a search that gets long is left to RE2") {
  std::string words;
  for (int i = 0; i < 400; ++i) words += "to the ";
  PieceLibrary library;
  const Piece* const piece =
      library.Make(Parse("(\\w+ )+(\\w+ )+(\\w+ )+x", NoFragment), /*case_sensitive=*/false);
  REQUIRE(piece != nullptr);
  SearchText text;
  text.Fill(words);
  PieceMatch match;
  const SearchedPiece searched{piece, RestOf(*piece), /*at_words=*/true};
  CHECK(SearchPiece(searched, text, 0, words.size(), match) == PieceOutcome::kTooLong);
  const CompiledPattern pattern(Parse("(\\w+ )+(\\w+ )+(\\w+ )+x", NoFragment), false);
  words += "x";
  text.Fill(words);
  const auto found = pattern.Find(text, 0, words.size());
  REQUIRE(found.has_value());
  CHECK(found->end == words.size());
}

TEST_CASE("so are more repetitions than calls should stand within calls") {
  std::string words;
  for (int i = 0; i < 100'000; ++i) words += "to ";
  const CompiledPattern pattern(Parse("(to )+do", NoFragment), false);
  words += "do";
  SearchText text;
  text.Fill(words);
  const auto found = pattern.Find(text, 0, words.size());
  REQUIRE(found.has_value());
  CHECK((found->begin == 0 && found->end == words.size()));
}

TEST_CASE("what pieces do not know is left to RE2") {
  PieceLibrary library;
  for (const std::string_view pattern : {"(a?)+b", "a(?i)b", "(?s:a.b)"}) {
    INFO(pattern);
    CHECK(library.Make(Parse(pattern, NoFragment), false) == nullptr);
    const CompiledPattern compiled(Parse(pattern, NoFragment), false);
    SearchText text;
    text.Fill("ab aab a\nb");
    CHECK(FindAll(compiled, text, 10) == FindAll(compiled, text.text(), 10));
  }
}

}  // namespace
}  // namespace scrutineer::extractors

#include "extractors/pattern_dialect.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/inflection.h"
#include "extractors/required_literals.h"

namespace scrutineer::extractors {
namespace {

tl::expected<PatternPtr, std::string> Fragment(std::string_view name) {
  if (name != "supplier") return tl::unexpected<std::string>("unknown");
  return *ParsePattern("supplier~|firms?", Fragment);
}

std::vector<std::string> Found(std::string_view pattern, std::string_view text,
                               bool case_sensitive = false) {
  auto tree = ParsePattern(pattern, Fragment);
  INFO(pattern);
  REQUIRE(tree.has_value());
  const CompiledPattern compiled(*tree, case_sensitive);
  REQUIRE(compiled.Check() == std::nullopt);
  std::vector<std::string> found;
  std::size_t from = 0;
  while (const auto match = compiled.Find(text, from, text.size())) {
    found.emplace_back(text.substr(match->name_begin, match->name_end - match->name_begin));
    from = match->end;
  }
  return found;
}

struct MatchCase {
  const char* name;
  const char* pattern;
  const char* text;
  std::vector<std::string> expected;
};

TEST_CASE("patterns match as rule authors expect") {
  const std::vector<MatchCase> cases = {
      {"a plain word", "award", "The award.", {"award"}},
      {"any case", "award", "AWARD Award", {"AWARD", "Award"}},
      {"whole words", "let", "outlet letter let", {"let"}},
      {"not beside an underscore", "let", "let_it be", {}},
      {"a space is any white space", "grant award", "grant  \n award", {"grant  \n award"}},
      {"apostrophes",
       "council's",
       "council’s council's council‘s",
       {"council’s", "council's", "council‘s"}},
      {"quotes",
       "\"best value\"",
       "“best value” \"best value\"",
       {"“best value”", "\"best value\""}},
      {"hyphens",
       "re-tender",
       "re-tender re‐tender re‑tender re–tender retender",
       {"re-tender", "re‐tender", "re‑tender", "re–tender"}},
      {"inflection",
       "award~",
       "award awards awarded awarding awardee",
       {"award", "awards", "awarded", "awarding"}},
      {"the longest form",
       "supply~ of",
       "supplies of, supplied of",
       {"supplies of", "supplied of"}},
      {"a gap",
       "award~ {0..2} contract",
       "award contract; award the contract; award of a contract; "
       "award of a new contract",
       {"award contract", "award the contract", "award of a contract"}},
      {"a gap with a least number", "a {1..2}b", "a b a x b", {"a x b"}},
      {"the space after a gap is its own", "a {0..1} b", "a b", {"a b"}},
      {"a fragment", "the {supplier}", "the suppliers, the firm", {"the suppliers", "the firm"}},
      {"choices keep whole words at both ends", "ab|cd", "xab ab cdx cd", {"ab", "cd"}},
      {"an optional end",
       "contract( award)?",
       "contract awards, contract award",
       {"contract", "contract award"}},
      {"counts", "x{2,3}", "x xx xxx xxxx", {"xx", "xxx"}},
      {"classes", "gr[ae]y [0-9]+", "grey 12 gray 3 gruy 4", {"grey 12", "gray 3"}},
      {"typographic hyphen in a class", "a[-/]b", "a–b a/b", {"a–b", "a/b"}},
      {"an escaped character", "cost \\(net\\)", "cost (net)", {"cost (net)"}},
      {"an escaped tilde", "a\\~b", "a~b", {"a~b"}},
      {"an end that is no word", "Ltd\\.", "Ltd. Ltd", {"Ltd."}},
      {"a beginning that is no word", "£[0-9]+", "£5, x£6", {"£5", "£6"}},
      {"an end of either kind", "(Ltd|Ltd\\.|Co)", "Co Coal Ltd, Ltdx", {"Co", "Ltd"}},
      {"an end of either kind left out",
       "smith( co\\.| and son)?",
       "smith smith co. smiths",
       {"smith", "smith co."}},
      {"the group name", "by (?P<name>[A-Z]\\w+) Ltd", "run by Serco Ltd", {"Serco"}},
      {"letters of other alphabets are letters: before", "n", "Siân n", {"n"}},
      {"letters of other alphabets are letters: after", "caf", "café caf", {"caf"}},
      {"a word that ends in é", "caf[eé]", "café cafe cafes cafés", {"café", "cafe"}},
      {"a name with an accent", "Siân Jones", "Siân Jones", {"Siân Jones"}},
      {"latin letters", "\\p{Lu}\\p{L}+", "Łódź and Ŵyn", {"Łódź", "Ŵyn"}},
      {"flags", "(?-i:IT) service", "IT SERVICE it service", {"IT SERVICE"}},
      {"a sentence's edges", "^the end$", "the end", {"the end"}},
      {"an edge among choices is not left out", "Hall( [0-9]+|[.]|$)", "Hall Road", {}},
      {"an edge among choices holds", "Hall([.]|$)", "Hall x Hall", {"Hall"}},
      {"an edge in what may be left out",
       "Hall( [a-z]+)?( x|$)",
       "Hall x y Hall a",
       {"Hall x", "Hall a"}},
      {"an edge beside nothing", "Hall( a|$|)", "Hall Hall a", {"Hall", "Hall a"}},
  };
  for (const MatchCase& c : cases) {
    INFO(c.name);
    const bool sensitive = std::string_view(c.pattern).find("\\p{Lu}") == 0;
    CHECK(Found(c.pattern, c.text, sensitive) == c.expected);
  }
}

TEST_CASE("case counts where a rule says so") {
  CHECK(Found("Award~", "Award award AWARDS Awards", true) ==
        std::vector<std::string>{"Award", "Awards"});
  CHECK(Found("TUPE~", "TUPED TUPEd", true) == std::vector<std::string>{"TUPED"});
}

struct ErrorCase {
  const char* pattern;
  std::size_t offset;
  const char* message;  // its beginning
};

TEST_CASE("a wrong pattern is refused with its place") {
  const std::vector<ErrorCase> cases = {
      {"(award", 0, "no ) for this ("},
      {"award)", 5, "no ( for this )"},
      {"a [bc", 2, "no ] for this ["},
      {"*a", 0, "* has nothing to repeat"},
      {"a|+", 2, "+ has nothing to repeat"},
      {"a**", 2, "one count after another"},
      {"a{3,2}", 1, "this count allows nothing"},
      {"a{2000}", 1, "a count past 1000"},
      {"((ab{100}){100})", 0, "counts within counts"},
      {"award ~", 6, "~ has no word before it"},
      {"the {suplier}", 4, "unknown"},
      {"a {0..x} b", 2, "{0..x} is no number of words"},
      {"a {4..2} b", 2, "cannot skip 4 to 2 words"},
      {"a {Big}", 2, "{Big} is neither words to skip nor a fragment"},
      {"a {0..2", 2, "no } for this {"},
      {"(?=a)", 0, "unknown kind of group"},
      {"(?<!a)b", 0, "unknown kind of group"},
      {"(?P<nme>a)", 0, "only the group (?P<name>...)"},
      {"(?P<name>a) (?P<name>b)", 12, "a second group of that name"},
      {"((?P<name>a))+", 13, "the group `name` cannot be repeated"},
      {"(a)\\1", 3, "there are no back references"},
      {"\\q", 0, "unknown escape"},
      {"a\\", 1, "a \\ at the end"},
      {"\\p{Klingon}", 0, "unknown class of characters"},
      {"[z-a]", 1, "this range runs backwards"},
      {"[a-\\w]", 1, "a range needs a character at both ends"},
      {"[[:alfa:]]", 1, "unknown class [:alfa:]"},
      {"\\x{110000}", 0, "no character of this number"},
      {"(a)?b*", 0, "the pattern also matches nothing at all"},
      {"", 0, "the pattern also matches nothing at all"},
  };
  for (const ErrorCase& c : cases) {
    INFO(c.pattern);
    const auto tree = ParsePattern(c.pattern, Fragment);
    REQUIRE_FALSE(tree.has_value());
    CHECK(tree.error().offset == c.offset);
    CHECK(tree.error().message.substr(0, std::string(c.message).size()) == c.message);
  }
}

TEST_CASE("deep nesting is refused, not crashed on") {
  const std::string deep(100000, '(');
  CHECK_FALSE(ParsePattern(deep.substr(0, 15000), Fragment).has_value());
  CHECK_FALSE(ParsePattern(deep, Fragment).has_value());
}

TEST_CASE("words take their regular endings") {
  using Forms = std::vector<std::string>;
  CHECK(Inflect("award") == Forms{"award", "awards", "awarded", "awarding"});
  CHECK(Inflect("procure") == Forms{"procure", "procures", "procured", "procuring"});
  CHECK(Inflect("agree") == Forms{"agree", "agrees", "agreed", "agreeing"});
  CHECK(Inflect("tie") == Forms{"tie", "ties", "tied", "tying"});
  CHECK(Inflect("supply") == Forms{"supply", "supplies", "supplied", "supplying"});
  CHECK(Inflect("deploy") == Forms{"deploy", "deploys", "deployed", "deploying"});
  CHECK(Inflect("process") == Forms{"process", "processes", "processed", "processing"});
  CHECK(Inflect("go") == Forms{"go", "gos", "goed", "going", "goes"});
  CHECK(Inflect("transfer") ==
        Forms{"transfer", "transfers", "transfered", "transfering", "transferred", "transferring"});
  CHECK(Inflect("equip").back() == "equipping");
  CHECK(Inflect("Tender")[1] == "Tenders");
  CHECK(Inflect("DPS")[1] == "DPSES");
}

struct LiteralCase {
  const char* pattern;
  std::vector<LiteralChoice> expected;
};

TEST_CASE("required literals are those that every match holds") {
  const std::vector<LiteralCase> cases = {
      {"award", {{" award "}}},
      {"award~", {{" award ", " awarded ", " awarding ", " awards "}}},
      {"a b", {{" a b "}}},
      {"IT service", {{" it service "}}},
      {"DPS", {{" dps "}}},
      {"HR", {{" hr "}}},
      {"\\w+", {}},
      {"(contract|tender)s", {{" contracts ", " tenders "}}},
      {"sub-?contractor", {{" sub contrac", " subcontract"}}},
      {"cris\\w*", {{" cris"}}},
      {"award {0..3} contract", {{" award "}, {" contract "}}},
      {"the (\\w+ )?contract", {{" contract "}}},
      {"(inc|corp\\.)( \\(\\w+\\))?", {{" corp ", " inc "}}},
      {"inc(-\\w+)?( \\w+)?", {{" inc "}}},
      {"inc(l\\w+)?", {{" inc"}}},
      {"\\w+(bid|offer)s?( \\w+)?", {{"bid ", "bids ", "offer ", "offers "}}},
      {"\\w*\\bbid\\b\\w*", {{" bid "}}},
      {"(bid|offer)+ \\w+", {{"bid", "offer"}}},
      {"(bids? |offers? )+\\w+", {{" bid ", " bids ", " offer ", " offers "}}},
      {"caf[eé] bar", {{" caf bar ", " cafe bar "}}},
      {"(award|\\w+)", {}},
      {"(the )?award", {{" award "}}},
  };
  for (const LiteralCase& c : cases) {
    INFO(c.pattern);
    const auto tree = ParsePattern(c.pattern, Fragment);
    REQUIRE(tree.has_value());
    std::vector<LiteralChoice> found;
    for (RequiredChoice& choice : LiteralAnalysis().Required(*tree)) {
      found.push_back(std::move(choice.literals));
    }
    CHECK(found == c.expected);
  }
}

}  // namespace
}  // namespace scrutineer::extractors

// Searching by literals is an optimisation: it must find exactly what trying every pattern on
// every sentence finds.
#include <array>
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/literal_scanner.h"
#include "extractors/rule_folder.h"
#include "extractors/tagger.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

std::unique_ptr<CompiledRuleSet> Compile(const tests::RulesFolder& folder) {
  DiagnosticList diagnostics;
  auto sources = ReadRuleFolder(folder.path(), diagnostics);
  REQUIRE(sources.has_value());
  auto set = CompileRules(std::move(*sources), diagnostics);
  for (const RuleDiagnostic& diagnostic : diagnostics.Take()) FAIL(diagnostic.ToString());
  return set;
}

void FillFolder(tests::RulesFolder& folder) {
  folder.Write("fragments.toml",
               "[fragments]\nsupplier = [\"supplier~\", \"(sub-)?contractor~\", \"caf[eé]s?\"]\n");
  folder.Rule("tender", "a",
              "patterns = ['award~ {0..3}(contract~|{supplier})', '(the |an? )?tender~( for)?', "
              "'re-?let\\w*', '(let|won|given) {1..2}to {supplier}', '\\d+ bids?', "
              "'contract\\W+award', '(let|given) to (Inc\\.|co|caf[eé])( \\(\\w+\\)| \\bltd\\b)?', "
              "'(bid|tender) (\\w+ )*price', 'c[ao]ll-?off', 'Siân~? award']\n"
              "except = ['fire tender~', '(?i)no contract']\nunless = ['prize~', 'gr[ae]nt']\n"
              "near = ['council', '£', '{supplier}']",
              "[[when]]\npattern = 'will|to be'\nstage = 'plan'");
  folder.Rule("tender", "b",
              "patterns = ['award', '{supplier} award~']\npriority = 3\n"
              "within = 'paragraph'\nunless = ['void']");
  folder.Rule(
      "provider", "n",
      "case_sensitive = true\n"
      "patterns = ['(?P<name>\\p{Lu}\\p{L}*( (& )?\\p{Lu}\\p{L}*){0,3}) (Ltd|plc|LLP)\\.?', "
      "'[Aa]warded to (the )?(?P<name>\\p{Lu}\\p{L}+)']");
  folder.Write("providers/p.toml",
               "[[provider]]\nid='c'\nname='Capita'\nkind='ict'\ncontext=['contract~', 'bids?']\n"
               "[[provider]]\nid='p'\nname='Penn & Vale'\nkind='ict'\nunless=['Penn & Vale Road']\n"
               "[[provider]]\nid='t'\nname='The Award Group'\nkind='ict'\naliases=['TAG']\n");
  folder.Write("services/s.toml",
               "[[service]]\nid='y'\nname='Youth work'\ngroup='children'\n"
               "aliases=['youth club~', '(school|youth) caf[eé]', 'ICT']\n");
}

// Sentences of words that the rules know and their near relations.
std::string RandomText(std::mt19937& random) {
  static const std::array words = {"award",     "awards",
                                   "Awarded",   "AWARDING",
                                   "contract",  "Contracts",
                                   "the",       "The",
                                   "to",        "fire",
                                   "tender",    "tenders",
                                   "re-let",    "reletting",
                                   "re–let",    "let",
                                   "won",       "given",
                                   "supplier",  "sub-contractor",
                                   "Inc",       "Inc.",
                                   "including", "co",
                                   "(co)",      "café",
                                   "cafes",     "cafés",
                                   "prize",     "council",
                                   "£5",        "12 bids",
                                   "bid",       "price",
                                   "Siân",      "n",
                                   "Capita",    "CAPITA",
                                   "Capita's",  "Penn",
                                   "&",         "and",
                                   "Vale",      "Road",
                                   "Ltd",       "plc.",
                                   "LLP",       "Group",
                                   "TAG",       "youth",
                                   "Youth",     "club",
                                   "clubs",     "work",
                                   "school",    "ICT",
                                   "call-off",  "coll off",
                                   "will",      "be",
                                   "grant",     "void",
                                   "no",        "ta\xC5\xBFk",
                                   "“award”",   "contract-award",
                                   "é",         "_",
                                   "awardé",    "Éaward",
                                   "x",         "supplier’s",
                                   "(tender)",  "tender,",
                                   "a",         "an",
                                   "for"};
  static const std::array ends = {". ", ".\n", " ", " ", " ", " ", " ", " ", "\n", "; ", "  "};
  std::uniform_int_distribution<std::size_t> word(0, words.size() - 1);
  std::uniform_int_distribution<std::size_t> end(0, ends.size() - 1);
  std::uniform_int_distribution<int> length(1, 60);
  std::string text;
  for (int i = length(random); i > 0; --i) {
    text += words[word(random)];
    text += ends[end(random)];
  }
  return text;
}

bool Same(const Mention& a, const Mention& b) {
  return a.tag == b.tag && a.rule == b.rule && a.span == b.span && a.sentence == b.sentence &&
         a.attributes == b.attributes && a.entity_id == b.entity_id &&
         a.entity_name == b.entity_name;
}

TEST_CASE("searching by literals finds what an exhaustive search finds") {
  tests::RulesFolder folder;
  FillFolder(folder);
  const auto set = Compile(folder);
  std::mt19937 random(20240312);
  std::size_t found = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string text = RandomText(random);
    const auto fast = FindMentions(*set, text);
    const auto all = FindMentions(*set, text, Search::kExhaustive);
    INFO(text);
    REQUIRE(fast.size() == all.size());
    for (std::size_t j = 0; j < fast.size(); ++j) REQUIRE(Same(fast[j], all[j]));
    found += fast.size();
  }
  CHECK(found > 3000);
}

TEST_CASE("the scanner finds every literal, and each once") {
  LiteralScanner scanner;
  const LiteralId award = scanner.Add(" award ");
  const LiteralId ward = scanner.Add("ward");
  const LiteralId two = scanner.Add(" the award ");
  CHECK(scanner.Add("ward") == ward);
  scanner.Build();
  std::vector<LiteralHit> hits;
  scanner.Scan("The -- AWARD!! forward", hits);
  std::vector<std::pair<std::uint32_t, LiteralId>> found;
  for (const LiteralHit& hit : hits) found.emplace_back(hit.end, hit.literal);
  CHECK(found == std::vector<std::pair<std::uint32_t, LiteralId>>{
                     {12, ward}, {12, two}, {12, award}, {22, ward}});
  hits.clear();
  scanner.Scan("award", hits);
  CHECK(hits.size() == 2);
  hits.clear();
  scanner.Scan("", hits);
  CHECK(hits.empty());
}

// Long texts are scanned in stretches side by side.
TEST_CASE("the scanner finds literals wherever they stand in a long text") {
  LiteralScanner scanner;
  const LiteralId phrase = scanner.Add(" of the award ");
  const LiteralId part = scanner.Add("ward");
  scanner.Build();
  for (std::size_t lead = 0; lead < 2600; ++lead) {
    const std::string text = std::string(lead, lead % 2 == 0 ? 'x' : '-') + " of \n--the award";
    std::vector<LiteralHit> hits;
    scanner.Scan(text + " " + std::string(lead % 7 * 300, '.'), hits);
    INFO(lead);
    REQUIRE(hits.size() == 2);
    CHECK((hits[0].end == text.size() && hits[0].literal == part));
    CHECK((hits[1].end == text.size() && hits[1].literal == phrase));
  }
}

TEST_CASE("the scanner holds more literals than a narrow table has room for") {
  LiteralScanner scanner;
  std::vector<LiteralId> ids;
  for (unsigned i = 0; i < 17'576; ++i) {
    std::string literal = "wxyz";
    for (unsigned rest = i, j = 0; j < 3; ++j, rest /= 26) {
      literal.insert(0, 1, static_cast<char>('a' + rest % 26));
    }
    ids.push_back(scanner.Add(literal));
  }
  scanner.Build();
  std::vector<LiteralHit> hits;
  scanner.Scan("aaawxyz zzzWXYZ", hits);
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].literal == ids.front());
  CHECK(hits[1].literal == ids.back());
}

}  // namespace
}  // namespace scrutineer::extractors

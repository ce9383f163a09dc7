#include "extractors/explanation.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "extractors/gold_passages.h"
#include "extractors/rule_set.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;
using Lines = std::vector<std::string>;

RuleSet Load(const std::filesystem::path& folder) {
  std::vector<RuleDiagnostic> diagnostics;
  auto rules = RuleSet::Load(folder, &diagnostics);
  for (const RuleDiagnostic& diagnostic : diagnostics) UNSCOPED_INFO(diagnostic.ToString());
  REQUIRE(rules.has_value());
  return *rules;
}

std::string Describe(const Mention& mention) {
  std::ostringstream out;
  const MentionAttributes& attributes = mention.attributes;
  out << TagName(mention.tag) << ' ' << mention.rule << ' ' << mention.span.begin << '-'
      << mention.span.end << ' ' << mention.sentence.begin << ' ' << attributes.stage
      << attributes.direction << attributes.kind << ' ' << mention.entity_id;
  return out.str();
}

// "fired contract", or what voided it: "near contract"; with the words that did it.
Lines Explained(const RuleSet& rules, std::string_view text, std::string_view rule = {}) {
  Lines lines;
  for (const ExplainedMatch& match : rules.Explain(text, rule)) {
    std::string line = match.mention.rule + "[" + std::string(match.mention.span.Of(text)) + "]";
    if (match.fired()) line += " fired";
    if (match.when) line += " when[" + std::string(match.when->words.Of(text)) + "]";
    for (const ExplainedPart& part : match.voids) {
      line += " " + part.part;
      if (!part.words.empty()) line += "[" + std::string(part.words.Of(text)) + "]";
    }
    lines.push_back(line);
  }
  return lines;
}

TEST_CASE("what voids a match is named with its words") {
  const struct {
    const char* name;
    const char* match;  // lines of [match] and after
    const char* text;
    Lines expected;
  } cases[] = {
      {"nothing", "patterns = ['award~']", "An award.", {"tender.r[award] fired"}},
      {"except",
       "patterns = ['contract~']\nexcept = ['employment contract~']",
       "An employment contract.",
       {"tender.r[contract] except[employment contract]"}},
      {"except, within another match",
       "patterns = ['works']\nexcept = ['the new( park)?|park works']",
       "See the new park works.",
       {"tender.r[works] except[park works]"}},
      {"unless",
       "patterns = ['award~']\nunless = ['prize~']",
       "Awards and prizes.",
       {"tender.r[Awards] unless[prizes]"}},
      {"near",
       "patterns = ['award~']\nnear = ['contract~']",
       "An award.",
       {"tender.r[award] near"}},
      {"near in the paragraph",
       "patterns = ['award~']\nnear = ['contract~']\nwithin = \"paragraph\"",
       "An award. A contract.",
       {"tender.r[award] fired"}},
      {"requires",
       "patterns = ['award~']\nrequires = [['contract~'], ['firm~']]",
       "An award of a contract.",
       {"tender.r[award] requires"}},
      {"several at once",
       "patterns = ['award~']\nunless = ['prize~']\nnear = ['contract~']",
       "An award and a prize.",
       {"tender.r[award] unless[prize] near"}},
      {"a heading that is another",
       "patterns = ['^none']\nheading = ['procurement implication~']",
       "Legal implications\nNone.\nProcurement implications\nNone.",
       {"tender.r[None] heading", "tender.r[None] fired"}},
      {"when",
       "patterns = ['award~']\n[[when]]\npattern = 'to be'\nstage = \"plan\"",
       "It is to be awarded.",
       {"tender.r[awarded] fired when[to be]"}},
  };
  for (const auto& row : cases) {
    INFO(row.name);
    RulesFolder folder;
    folder.Rule("tender", "r", row.match);
    CHECK(Explained(Load(folder.path()), row.text) == row.expected);
  }
}

TEST_CASE("of overlapping matches the one that stays is named") {
  RulesFolder folder;
  folder.Rule("tender", "low", "patterns = ['contract~ award~']");
  folder.Rule("tender", "high", "patterns = ['award~']\npriority = 5");
  const RuleSet rules = Load(folder.path());
  CHECK(Explained(rules, "A contract award.") ==
        Lines{"tender.low[contract award] overlap[award]", "tender.high[award] fired"});
  CHECK(Explained(rules, "A contract award.", "tender.low") ==
        Lines{"tender.low[contract award] overlap[award]"});
  const auto matches = rules.Explain("A contract award.", "tender.low");
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].voids[0].note == "tender.high stays: priority 5 before 0");
  CHECK(matches[0].place.ends_with("tender/low.toml:7"));
}

TEST_CASE("a name that needs context says so") {
  RulesFolder folder;
  folder.Rule("tender", "r", "patterns = ['award~']");
  folder.Write("providers/other.toml",
               "[[provider]]\nid = \"ebb\"\nname = \"Ebb\"\nkind = \"other\"\n"
               "context = ['contract~']\n");
  const RuleSet rules = Load(folder.path());
  CHECK(Explained(rules, "Ebb and flow.") == Lines{"provider.list[Ebb] context"});
  CHECK(Explained(rules, "The contract with Ebb.") == Lines{"provider.list[Ebb] fired"});
}

// What fired by the one way of matching and by the other.
void CheckAgrees(const RuleSet& rules, std::string_view text) {
  std::multiset<std::string> found, fired;
  for (const Mention& mention : rules.FindMentions(text)) found.insert(Describe(mention));
  for (const ExplainedMatch& match : rules.Explain(text)) {
    if (match.fired()) fired.insert(Describe(match.mention));
  }
  INFO(text);
  CHECK(fired == found);
}

TEST_CASE("what an explanation says fired is what is found") {
  const RuleSet rules = Load(std::filesystem::path(SCRUTINEER_SOURCE_DIR) / "rules");
  const std::string file = std::string(SCRUTINEER_SOURCE_DIR) + "/tests/eval/passages.jsonl";
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  const auto passages = ParseGoldPassages(content.str(), file);
  REQUIRE(passages.has_value());
  REQUIRE(passages->size() >= 60);
  for (const GoldPassage& passage : *passages) CheckAgrees(rules, passage.text);
  for (const char* paper : {"talfryn-extra-care.txt", "thornmere-leisure-decision.txt"}) {
    std::ostringstream text;
    text << std::ifstream(std::string(SCRUTINEER_SOURCE_DIR) + "/corpus/sample/sources/" + paper)
                .rdbuf();
    REQUIRE_FALSE(text.str().empty());
    CheckAgrees(rules, text.str());
  }
}

}  // namespace
}  // namespace scrutineer::extractors

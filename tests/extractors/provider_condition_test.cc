// Rules that ask for the name of a provider.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/explanation.h"
#include "extractors/rule_set.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;
using Lines = std::vector<std::string>;

// Ebb is listed, names before "Ltd" are found by a rule, and so are those joined to a provider.
void Fill(RulesFolder& folder, const std::string& match) {
  folder.Write("providers/other.toml",
               "[[provider]]\nid = \"ebb\"\nname = \"Ebb\"\nkind = \"other\"\n"
               "[[provider]]\nid = \"neap\"\nname = \"Neap\"\nkind = \"other\"\n"
               "context = ['contract~']\n"
               "[[rejected]]\nname = \"Wrack Ltd\"\n");
  folder.Rule("provider", "ltd", "patterns = ['(?P<name>[A-Z]\\w+ Ltd)']\ncase_sensitive = true");
  folder.Rule("provider", "joined",
              "patterns = ['[A-Z]\\w+ and (?P<name>[A-Z]\\w+)']\nprovider_in = \"match\"\n"
              "case_sensitive = true\npriority = -1");
  folder.Rule("tender", "r", match);
}

RuleSet Load(const RulesFolder& folder) {
  std::vector<RuleDiagnostic> diagnostics;
  auto rules = RuleSet::Load(folder.path(), &diagnostics);
  for (const RuleDiagnostic& diagnostic : diagnostics) UNSCOPED_INFO(diagnostic.ToString());
  REQUIRE(rules.has_value());
  return *rules;
}

Lines Found(const RuleSet& rules, std::string_view text) {
  Lines lines;
  for (const Mention& mention : rules.FindMentions(text)) {
    lines.push_back(mention.rule + "[" + std::string(mention.span.Of(text)) + "]");
  }
  return lines;
}

TEST_CASE("a rule may ask for a provider in the sentence") {
  RulesFolder folder;
  Fill(folder, "patterns = ['price~']\nprovider_in = \"sentence\"");
  const RuleSet rules = Load(folder);
  const struct {
    const char* text;
    Lines expected;
  } cases[] = {
      {"The price of Ebb.", {"tender.r[price]", "provider.list[Ebb]"}},
      {"The price of Tide Ltd.", {"tender.r[price]", "provider.ltd[Tide Ltd]"}},
      {"The price is high. Ebb said so.", {"provider.list[Ebb]"}},
      {"The price of Neap.", {}},  // which lacks its context
      {"The price of Wrack Ltd.", {}},
      {"The price of hay.", {}},
      {"Price Ltd wrote.", {"provider.ltd[Price Ltd]"}},  // a word of the name itself
  };
  for (const auto& row : cases) {
    INFO(row.text);
    CHECK(Found(rules, row.text) == row.expected);
  }
}

TEST_CASE("a rule may ask for a provider in the words that match") {
  RulesFolder folder;
  Fill(folder,
       "patterns = ['price~ of [A-Z]\\w+']\nprovider_in = \"match\"\n"
       "case_sensitive = true");
  const RuleSet rules = Load(folder);
  CHECK(Found(rules, "The price of Ebb.") == Lines{"tender.r[price of Ebb]", "provider.list[Ebb]"});
  CHECK(Found(rules, "The price of Hay, said Ebb.") == Lines{"provider.list[Ebb]"});
}

TEST_CASE("a provider rule asks for another name than its own, and one leads to the next") {
  RulesFolder folder;
  Fill(folder, "patterns = ['nothing']");
  const RuleSet rules = Load(folder);
  CHECK(Found(rules, "Ebb and Flow.") == Lines{"provider.list[Ebb]", "provider.joined[Flow]"});
  CHECK(Found(rules, "Flow and Tide.").empty());
  CHECK(Found(rules, "Ebb and Flow; Flow and Tide.") ==
        Lines{"provider.list[Ebb]", "provider.joined[Flow]"});
  CHECK(Found(rules, "Wrack Ltd and Flow.").empty());
}

TEST_CASE("an experimental rule's provider does not count") {
  RulesFolder folder;
  Fill(folder, "patterns = ['price~']\nprovider_in = \"sentence\"");
  folder.Write("provider/trial.toml",
               "id = \"provider.trial\"\ntitle = \"T\"\ntag = \"provider\"\n"
               "status = \"experimental\"\ndescription = \"D\"\n[match]\n"
               "patterns = ['(?P<name>Spume)']\n[[example]]\ntext = \"Spume\"\n"
               "[[counter_example]]\ntext = \"y\"\n");
  CHECK(Found(Load(folder), "The price of Spume.") == Lines{"provider.trial[Spume]"});
}

TEST_CASE("an explanation says that no provider is named") {
  RulesFolder folder;
  Fill(folder, "patterns = ['price~']\nprovider_in = \"sentence\"");
  const RuleSet rules = Load(folder);
  const auto without = rules.Explain("The price of hay.", "tender.r");
  REQUIRE(without.size() == 1);
  REQUIRE(without[0].voids.size() == 1);
  CHECK(without[0].voids[0].part == "provider_in");
  CHECK(without[0].voids[0].note == "no provider is named in the sentence");
  const auto with = rules.Explain("The price of Ebb.", "tender.r");
  REQUIRE(with.size() == 1);
  CHECK(with[0].fired());
}

TEST_CASE("examples are run with the providers of all rules") {
  RulesFolder folder;
  Fill(folder, "patterns = ['nothing']");
  folder.Write("tender/s.toml",
               "id = \"tender.s\"\ntitle = \"T\"\ntag = \"tender\"\nstatus = \"stable\"\n"
               "description = \"D\"\n[match]\npatterns = ['price~']\nprovider_in = \"sentence\"\n"
               "[[example]]\ntext = \"The price of hay.\"\n"
               "[[counter_example]]\ntext = \"The price of Ebb.\"\n");
  Lines failures;
  for (const RuleDiagnostic& failure : Load(folder).RunExamples().failures) {
    if (failure.where.find("tender/s.toml") != std::string::npos) {
      failures.push_back(failure.message.substr(0, failure.message.find(" (")));
    }
  }
  CHECK(failures == Lines{"tender.s does not fire on this example",
                          "tender.s fires on this counter-example at \"price\"",
                          "no example reaches this pattern of tender.s"});
}

TEST_CASE("another word than sentence or match is refused") {
  RulesFolder folder;
  Fill(folder, "patterns = ['price~']\nprovider_in = \"page\"");
  const auto complaints = folder.Complaints();
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].starts_with("tender/r.toml:8:"));
}

}  // namespace
}  // namespace scrutineer::extractors

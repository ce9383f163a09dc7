// An operator's own folder beside rules/, and what was decided about names.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/decision_file.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;
using Lines = std::vector<std::string>;

RulesFolder& WithRules(RulesFolder& folder) {
  folder.Rule("provider", "named",
              "case_sensitive = true\npatterns = ['(?P<name>\\p{Lu}\\w+( \\p{Lu}\\w+)* Ltd)']");
  return folder.Write("providers/a.toml",
                      "[[provider]]\nid='agua'\nname='Glan Agua'\nkind='utility'\n"
                      "[[provider]]\nid='anchor'\nname='Anchor Homes'\nkind='care'\n"
                      "aliases=['Anchor']\nambiguous=['Anchor']\ncontext=['contract~']\n");
}

Lines Tagged(const RuleSet& rules, std::string_view text) {
  Lines lines;
  for (const Mention& mention : rules.FindMentions(text)) {
    lines.push_back(std::string(mention.span.Of(text)) + "=" +
                    (mention.entity_id.empty() ? mention.entity_name : mention.entity_id));
  }
  return lines;
}

TEST_CASE("an operator's folder adds to the rules") {
  RulesFolder base;
  WithRules(base);
  RulesFolder own;
  const auto plain = RuleSet::Load(base.path());
  REQUIRE(plain.has_value());
  SECTION("a folder that is missing or empty changes nothing") {
    CHECK(RuleSet::Load(base.path(), own.path())->revision() == plain->revision());
    CHECK(RuleSet::Load(base.path(), own / "none")->revision() == plain->revision());
  }
  SECTION("what is in it counts, and changes the revision") {
    own.Write("providers/mine.toml", "[[provider]]\nid='marl'\nname='Marl Works'\nkind='waste'\n");
    own.Write("fragments.toml", "[fragments]\nmine = ['zzz']\n");
    const auto rules = RuleSet::Load(base.path(), own.path());
    REQUIRE(rules.has_value());
    CHECK(rules->revision() != plain->revision());
    CHECK(Tagged(*rules, "Marl Works won.") == Lines{"Marl Works=marl"});
    CHECK(rules->FindProvider("MARL WORKS LTD") == "marl");
  }
  SECTION("mistakes in it are told with its own path") {
    own.Write("providers/mine.toml", "[[provider]]\nid='agua'\nname='Other'\nkind='waste'\n");
    const auto rules = RuleSet::Load(base.path(), own.path());
    REQUIRE_FALSE(rules.has_value());
    CHECK(rules.error().context == (own / "providers/mine.toml").string() + ":2:4");
  }
}

TEST_CASE("names are merged and rejected as decided") {
  RulesFolder base;
  WithRules(base);
  const std::vector<std::tuple<std::string, std::string, Lines>> cases = {
      {"[[merged]]\nname='Agua Direct'\ninto='agua'\n",
       "Agua Direct won, AGUA DIRECT LTD",
       {"Agua Direct=agua", "AGUA DIRECT LTD=agua"}},
      {"[[merged]]\nname='Hale Grp Ltd'\ninto_name='Hale Group'\n",
       "Hale Grp Ltd and Hale Group Ltd",
       {"Hale Grp Ltd=Hale Group", "Hale Group Ltd=Hale Group Ltd"}},
      {"[[merged]]\nname='A One'\ninto_name='B One'\n[[merged]]\nname='B One'\ninto='agua'\n",
       "A One Ltd",
       {"A One Ltd=agua"}},
      {"[[rejected]]\nname='Talfryn Hall'\n",
       "Talfryn Hall Ltd and Talfryn Ltd",
       {"Talfryn Ltd=Talfryn Ltd"}},
      {"",
       "Anchor sank. The contract of Anchor. Anchor Homes.",
       {"Anchor=anchor", "Anchor Homes=anchor"}},
  };
  for (const auto& [decisions, text, expected] : cases) {
    INFO(decisions << text);
    RulesFolder own;
    own.Write("providers/decisions.toml", decisions);
    const auto rules = RuleSet::Load(base.path(), own.path());
    if (!rules) FAIL(rules.error().ToString());
    CHECK(Tagged(*rules, text) == expected);
  }
}

TEST_CASE("decisions and entries that cannot hold are refused where they stand") {
  const std::string entry = "[[provider]]\nid='x'\nname='Xer'\nkind='ict'\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"[[merged]]\nname='A One'\ninto='agau'\n",
       "3:6: there is no provider with id \"agau\" (did "
       "you mean \"agua\"?)"},
      {"[[merged]]\nname='A One'\n", "2:6: a [[merged]] needs either into"},
      {"[[merged]]\nname='A One'\ninto='agua'\ninto_name='B'\n", "2:6: a [[merged]] needs either"},
      {"[[merged]]\nname='A One'\ninto_name='B One'\n[[merged]]\nname='B One'\ninto_name='A One'\n",
       "2:6: \"A One\" is merged into itself by way of \"B One\""},
      {"[[rejected]]\nname='A One'\n[[merged]]\nname='A One Ltd'\ninto='agua'\n",
       "was decided before, at"},
      {"[[merged]]\nname='Anchor'\ninto='agua'\n", "is already a name of provider"},
      {"[[rejected]]\n", "1:1: a [[rejected]] has no name (add it)"},
      {entry + "company_number='123'\n", "5:16: \"123\" is no company_number (write it as"},
      {entry + "charity_number='abc'\n", "5:16: \"abc\" is no charity_number (write it as"},
      {entry + "ambiguous=['Yer']\ncontext=['zzz']\n",
       "5:12: \"Yer\" is none of the entry's names"},
      {entry + "ambiguous=['Xer']\n", "5:12: an ambiguous name needs words that decide"},
  };
  for (const auto& [content, expected] : cases) {
    INFO(content);
    RulesFolder folder;
    WithRules(folder).Write("providers/z.toml", content);
    const auto complaints = folder.Complaints();
    REQUIRE_FALSE(complaints.empty());
    INFO(complaints[0]);
    CHECK(complaints[0].find(expected) != std::string::npos);
  }
}

TEST_CASE("entries keep what is known of a provider") {
  RulesFolder folder;
  WithRules(folder).Write("providers/z.toml",
                          "[[provider]]\nid='x'\nname='Xer'\nkind='ict'\naliases=['Xa']\n"
                          "former=['Xf']\nparent='Xp'\ncompany_number='SC012345'\n"
                          "charity_number='216250'\n");
  const auto rules = RuleSet::Load(folder.path());
  if (!rules) FAIL(rules.error().ToString());
  const RuleSet::ProviderSummary x = rules->providers().back();
  CHECK(x.aliases == Lines{"Xa"});
  CHECK(x.former == Lines{"Xf"});
  CHECK(x.parent == "Xp");
  CHECK(x.company_number == "SC012345");
  CHECK(x.charity_number == "216250");
  CHECK(x.where == (folder / "providers/z.toml").string() + ":2");
}

TEST_CASE("the file of decisions gives back what was written") {
  RulesFolder folder;
  const auto file = DecisionFileIn(folder.path());
  CHECK(ReadDecisions(file)->empty());
  ProviderDecision added;
  added.kind = ProviderDecision::Kind::kAdded;
  added.name = "Quo\"te \\ Works";
  added.id = "quote-works";
  added.provider_kind = "waste";
  added.aliases = {"Q W"};
  added.decided = "2026-11-25";
  ProviderDecision merged;
  merged.kind = ProviderDecision::Kind::kMerged;
  merged.name = "A\tOne";
  merged.into_id = "quote-works";
  REQUIRE(WriteDecisions(file, {added, merged}).has_value());
  const auto read = ReadDecisions(file);
  REQUIRE(read.has_value());
  REQUIRE(read->size() == 2);
  CHECK((*read)[0].name == added.name);
  CHECK((*read)[0].aliases == added.aliases);
  CHECK((*read)[0].decided == "2026-11-25");
  CHECK((*read)[1].name == merged.name);
  CHECK((*read)[1].into_id == "quote-works");
  REQUIRE(WriteDecisions(file, {}).has_value());
  CHECK_FALSE(std::filesystem::exists(file));
  folder.Write("providers/decisions.toml", "x = = y");
  CHECK(ReadDecisions(file).error().context.ends_with("decisions.toml:1:5"));
  CHECK(ProviderIdOf("The Glan Agua (UK) Ltd") == "glan-agua");
}

}  // namespace
}  // namespace scrutineer::extractors

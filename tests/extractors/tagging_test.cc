#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "extractors/rule_set.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;
using Lines = std::vector<std::string>;

// Mentions as "rule[quote]" with what else was set: "tender.award[award] stage=plan".
Lines Tagged(const RulesFolder& folder, std::string_view text) {
  std::vector<RuleDiagnostic> diagnostics;
  const auto rules = RuleSet::Load(folder.path(), &diagnostics);
  for (const RuleDiagnostic& diagnostic : diagnostics) UNSCOPED_INFO(diagnostic.ToString());
  REQUIRE(rules.has_value());
  Lines lines;
  for (const Mention& mention : rules->FindMentions(text)) {
    CHECK(mention.sentence.Contains(mention.span));
    std::string line = mention.rule + "[" + std::string(mention.span.Of(text)) + "]";
    const MentionAttributes& a = mention.attributes;
    for (const std::string& value : {a.stage, a.direction, a.kind, a.status}) {
      if (!value.empty()) line += " " + value;
    }
    if (!mention.entity_id.empty()) line += " id=" + mention.entity_id;
    if (!mention.entity_name.empty()) line += " name=" + mention.entity_name;
    lines.push_back(line);
  }
  return lines;
}

struct TextCase {
  const char* name;
  const char* match;  // lines of [match] and after
  const char* text;
  Lines expected;
};

TEST_CASE("a rule fires where its conditions allow") {
  const std::vector<TextCase> cases = {
      {"every match",
       "patterns = ['award~']",
       "An award and awards. Awarded!",
       {"tender.r[award]", "tender.r[awards]", "tender.r[Awarded]"}},
      {"not across sentences",
       "patterns = ['award~ {0..5} contract']",
       "The award. A contract.",
       {}},
      {"except drops what it overlaps",
       "patterns = ['contract~']\nexcept = ['employment contract~']",
       "An employment contract and a contract.",
       {"tender.r[contract]"}},
      {"unless voids the sentence",
       "patterns = ['award~']\nunless = ['prize~']",
       "Awards and prizes. The award.",
       {"tender.r[award]"}},
      {"unless voids the paragraph",
       "patterns = ['award~']\nunless = ['prize~']\nwithin = \"paragraph\"",
       "Awards here. A prize.\nThe award.",
       {"tender.r[award]"}},
      {"near must stand",
       "patterns = ['award~']\nnear = ['council', '£']",
       "Awards. A council award. An award of £5.",
       {"tender.r[award]", "tender.r[award]"}},
      {"near in the paragraph",
       "patterns = ['award~']\nnear = ['£']\nwithin = \"paragraph\"",
       "The award. It cost £5.\nThe award.",
       {"tender.r[award]"}},
      {"case",
       "patterns = ['Award']\ncase_sensitive = true",
       "award Award AWARD",
       {"tender.r[Award]"}},
      {"attributes",
       "patterns = ['award~']\n[attributes]\nstage = \"award\"\nstatus = \"decided\"",
       "The award.",
       {"tender.r[award] award decided"}},
      {"the first clause that holds",
       "patterns = ['award~']\n[attributes]\nstage = \"award\"\nstatus = \"decided\"\n"
       "[[when]]\npattern = 'will be'\nstage = \"plan\"\n"
       "[[when]]\npattern = 'be'\nstage = \"end\"",
       "It will be awarded. May it be awarded. Awarded.",
       {"tender.r[awarded] plan decided", "tender.r[awarded] end decided",
        "tender.r[Awarded] award decided"}},
      {"the longer of two patterns",
       "patterns = ['contract', 'contract award']",
       "A contract award.",
       {"tender.r[contract award]"}},
      {"text in UTF-8",
       "patterns = ['award~']",
       "Ystâd — “award” £5 ŵ award",
       {"tender.r[award]", "tender.r[award]"}},
      {"no text", "patterns = ['award~']", "", {}},
      {"unusual capitals",
       "patterns = ['task award']",
       "ta\xC5\xBF"
       "\xE2\x84\xAA award",
       {"tender.r[ta\xC5\xBF\xE2\x84\xAA award]"}},
  };
  for (const TextCase& c : cases) {
    INFO(c.name);
    RulesFolder folder;
    folder.Rule("tender", "r", c.match);
    CHECK(Tagged(folder, c.text) == c.expected);
  }
}

TEST_CASE("of overlapping mentions of a tag one stays") {
  RulesFolder folder;
  folder.Rule("tender", "high", "patterns = ['contract award']\npriority = 5");
  folder.Rule("tender", "low", "patterns = ['the contract award notice', 'notice of tender']");
  folder.Rule("tender", "same", "patterns = ['tender of works']");
  folder.Rule("consultation", "other", "patterns = ['award notice']");
  CHECK(Tagged(folder, "See the contract award notice.") ==
        Lines{"tender.high[contract award]", "consultation.other[award notice]"});
  CHECK(Tagged(folder, "A notice of tender of works.") == Lines{"tender.low[notice of tender]"});
}

TEST_CASE("a deprecated rule never fires") {
  RulesFolder folder;
  folder.Rule("tender", "new", "patterns = ['contract']");
  folder.Write(
      "tender/old.toml",
      "id='tender.old'\ntitle='T'\ntag='tender'\nstatus='deprecated'\ndescription='D'\n"
      "[match]\npatterns=['award']\n[[example]]\ntext='x'\n[[counter_example]]\ntext='y'\n");
  CHECK(Tagged(folder, "award contract") == Lines{"tender.new[contract]"});
  CHECK(RuleSet::Load(folder.path())->rules().size() == 2);
}

RulesFolder& WithProviders(RulesFolder& folder) {
  folder.Rule("tender", "r", "patterns = ['zzzz']");
  return folder.Write("providers/a.toml", R"(
[[provider]]
id = "capita"
name = "Capita"
kind = "ict"
aliases = ["Capita Business Services"]
[[provider]]
id = "penn"
name = "Penn & Vale"
kind = "other"
[[provider]]
id = "obrien"
name = "O'Brien Éire-Works"
kind = "other"
[[provider]]
id = "landscape"
name = "The Landscape Group"
kind = "other"
[[provider]]
id = "virgin"
name = "Virgin"
kind = "care"
context = ['contract~']
unless = ['Virgin Islands']
)");
}

TEST_CASE("listed providers are found as they are written") {
  const std::vector<std::pair<const char*, Lines>> cases = {
      {"Capita won.", {"provider.list[Capita] id=capita name=Capita"}},
      {"CAPITA WON.", {"provider.list[CAPITA] id=capita name=Capita"}},
      {"capita won; Capital; McCapita.", {}},
      {"Capita’s bid and Capita's",
       {"provider.list[Capita] id=capita name=Capita",
        "provider.list[Capita] id=capita name=Capita"}},
      {"Capita plc and Capita (UK) Limited won",
       {"provider.list[Capita plc] id=capita name=Capita",
        "provider.list[Capita (UK) Limited] id=capita name=Capita"}},
      {"Capita Inclusive", {"provider.list[Capita] id=capita name=Capita"}},
      {"Capita  Business\tServices Ltd won",
       {"provider.list[Capita  Business\tServices Ltd] id=capita name=Capita"}},
      {"Penn and Vale, Penn & Vale, PENN AND VALE",
       {"provider.list[Penn and Vale] id=penn name=Penn & Vale",
        "provider.list[Penn & Vale] id=penn name=Penn & Vale",
        "provider.list[PENN AND VALE] id=penn name=Penn & Vale"}},
      {"O’Brien Éire‑Works",
       {"provider.list[O’Brien Éire‑Works] id=obrien name=O'Brien Éire-Works"}},
      {"O'BRIEN ÉIRE-WORKS",
       {"provider.list[O'BRIEN ÉIRE-WORKS] id=obrien name=O'Brien Éire-Works"}},
      {"The Landscape Group won",
       {"provider.list[The Landscape Group] id=landscape name=The Landscape Group"}},
      {"the Virgin contract. Virgin. A contract in the Virgin Islands.",
       {"provider.list[Virgin] id=virgin name=Virgin"}},
      {"ÉCapita Capitaé", {}},
  };
  RulesFolder folder;
  WithProviders(folder);
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(Tagged(folder, text) == expected);
  }
}

TEST_CASE("rules find names that no list has, and lists know what rules find") {
  RulesFolder folder;
  WithProviders(folder);
  folder.Rule(
      "provider", "named",
      "case_sensitive = true\n"
      "patterns = ['(?P<name>\\p{Lu}\\w+( \\p{Lu}\\w+)* Ltd)', 'let to (?P<name>\\w+ Group)']");
  CHECK(Tagged(folder, "Fenmoor  Care Ltd won.") ==
        Lines{"provider.named[Fenmoor  Care Ltd] name=Fenmoor Care Ltd"});
  CHECK(Tagged(folder, "Capita Northern Ltd won.") ==
        Lines{"provider.list[Capita Northern Ltd] id=capita name=Capita"});
  CHECK(Tagged(folder, "It was let to Landscape Group.") ==
        Lines{"provider.named[Landscape Group] id=landscape name=The Landscape Group"});
  CHECK(Tagged(folder, "Capita Penn & Vale Ltd").size() == 2);
}

TEST_CASE("services are found by name and alias, in any case") {
  RulesFolder folder;
  folder.Rule("tender", "r", "patterns = ['zzzz']");
  folder.Write("services/a.toml",
               "[[service]]\nid='youth'\nname='Youth services'\ngroup='children'\n"
               "aliases=['youth club~', 'social care']\nunless=['youth hostel']\n"
               "[[service]]\nid='adult'\nname='Adult social care'\ngroup='adults'\n");
  CHECK(Tagged(folder, "YOUTH SERVICES and youth clubs. Youth clubs in the youth hostel.") ==
        Lines{"service.list[YOUTH SERVICES] id=youth name=Youth services",
              "service.list[youth clubs] id=youth name=Youth services"});
  CHECK(Tagged(folder, "adult social care") ==
        Lines{"service.list[adult social care] id=adult name=Adult social care"});
}

TEST_CASE("long text takes time in proportion") {
  RulesFolder folder;
  WithProviders(folder);
  folder.Rule("tender", "a", "patterns = ['award~ {0..10} contract~']\nexcept = ['award zzz']");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  std::string text;
  while (text.size() < 1'000'000) text += "award the Capita contract ";
  CHECK(rules->FindMentions(text).size() > 40'000);
  const std::string one_word(1'000'000, 'a');
  CHECK(rules->FindMentions(one_word).empty());
}

TEST_CASE("many threads share one rule set") {
  RulesFolder folder;
  WithProviders(folder);
  folder.Rule("tender", "a", "patterns = ['award~ {0..10} contract~']");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  std::vector<std::size_t> counts(8);
  std::vector<std::thread> threads;
  for (std::size_t& count : counts) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        count += rules->FindMentions("The award of the Capita contract.").size();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(counts == std::vector<std::size_t>(8, 100));
}

}  // namespace
}  // namespace scrutineer::extractors

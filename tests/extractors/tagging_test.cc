#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/paper_tagger.h"
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
      {"except drops what overlaps any match, also one that begins within another",
       "patterns = ['works']\nexcept = ['the new( park)?|park works']",
       "See the new park works and the new works.",
       {"tender.r[works]"}},
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
      {"unless reaches no further than its own scope",
       "patterns = ['award~']\nunless = ['prize~']\nnear = ['£']\nwithin = \"paragraph\"\n"
       "unless_within = \"sentence\"",
       "The award. It cost £5. A prize.",
       {"tender.r[award]"}},
      {"near reaches further than the rest",
       "patterns = ['award~']\nunless = ['prize~']\nnear = ['£']\nnear_within = \"paragraph\"",
       "The award. It cost £5. A prize.\nAn award.",
       {"tender.r[award]"}},
      {"one of each group that is required",
       "patterns = ['award~']\nrequires = [['staff', 'union~'], ['library', 'museum']]",
       "Staff award. Library award. An award for unions in the museum.",
       {"tender.r[award]"}},
      {"required in the paragraph",
       "patterns = ['award~']\nrequires = [['staff'], ['library']]\n"
       "requires_within = \"paragraph\"",
       "The award. The library's staff.\nThe award. The library.",
       {"tender.r[award]"}},
      {"a section reaches from heading to heading",
       "patterns = ['award~']\nnear = ['library']\nwithin = \"section\"",
       "1. Background\nThe award.\nThe library.\n2. Options\nAn award.\n"
       "3. Library options\nAn award.",
       {"tender.r[award]", "tender.r[award]"}},
      {"a clause with a scope of its own",
       "patterns = ['award~']\n[[when]]\npattern = 'library'\nwithin = \"section\"\n"
       "stage = \"plan\"",
       "1. Background\nThe award.\nThe library.\n2. Options\nAn award.",
       {"tender.r[award] plan", "tender.r[award]"}},
      {"only under the heading",
       "patterns = ['^none', 'there are none']\nheading = ['procurement implication~']\n"
       "[attributes]\nstatus = \"none\"",
       "7.1 Legal implications\nNone.\n7.2 Procurement implications\n7.2.1 None.\n"
       "7.3 Staffing implications\nThere are none.",
       {"tender.r[None] none"}},
      {"under a run-in heading, for its paragraph",
       "patterns = ['^none']\nheading = ['procurement']",
       "Legal implications: None.\nProcurement implications: None.\nNone.",
       {"tender.r[None]"}},
      {"the heading itself does not count",
       "patterns = ['procurement']\nheading = ['procurement']",
       "PROCUREMENT IMPLICATIONS\nThe procurement of works.\nProcurement: of works.",
       {"tender.r[procurement]"}},
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

TEST_CASE("a rule of a stable kind stays before an experimental one") {
  RulesFolder folder;
  folder.Rule("tender", "sure", "patterns = ['award']");
  folder.Write("tender/trial.toml",
               "id='tender.trial'\ntitle='T'\ntag='tender'\nstatus='experimental'\n"
               "description='D'\n[match]\npatterns=['the award of works', 'bid']\npriority=9\n"
               "[[example]]\ntext='x'\n[[counter_example]]\ntext='y'\n");
  CHECK(Tagged(folder, "A bid before the award of works.") ==
        Lines{"tender.trial[bid]", "tender.sure[award]"});
}

TEST_CASE("what is said under a heading is quoted with it") {
  RulesFolder folder;
  folder.Rule("tender", "r", "patterns = ['^none']\nheading = ['procurement']");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  const auto quotes = [&](std::string_view text) {
    Lines lines;
    for (const Mention& mention : rules->FindMentions(text)) {
      lines.emplace_back(mention.sentence.Of(text));
    }
    return lines;
  };
  CHECK(quotes("1. Procurement implications:\n\n None. So be it.\nNone here.") ==
        Lines{"1. Procurement implications:\n\n None.", "None here."});
  CHECK(quotes("Procurement implications: None. So be it.") ==
        Lines{"Procurement implications: None."});
}

TEST_CASE("a section goes on over the page's end") {
  RulesFolder folder;
  folder.Rule("tender", "r", "patterns = ['^none']\nheading = ['procurement']");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  PaperTagger tagger(*rules);
  const std::vector<std::string_view> pages = {"It began.\n7. Procurement implications",
                                               "Thornmere Borough", "",
                                               "None.\n8. Legal implications\nNone.", "None."};
  for (const std::string_view page : pages) tagger.AddPage(page);
  const auto mentions = tagger.Finish(pages);
  REQUIRE(mentions.size() == pages.size());
  std::vector<std::size_t> counts;
  for (const auto& of_page : mentions) counts.push_back(of_page.size());
  CHECK(counts == std::vector<std::size_t>{0, 0, 0, 1, 0});
  CHECK(mentions[3][0].sentence.Of(pages[3]) == "None.");
  CHECK(rules->FindMentions(pages[3]).empty());
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
      {"Capita Close, Cllr Capita and Mrs. Capita of Penn and Vale Road", {}},
      {"Capita closed. Cllr Hale, Capita",
       {"provider.list[Capita] id=capita name=Capita",
        "provider.list[Capita] id=capita name=Capita"}},
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

// How many bytes regular expressions search for each byte of text.
double SearchedBytes(const RuleSet& rules, std::string_view text) {
  ThreadSearchWork() = {};
  (void)rules.FindMentions(text);
  return static_cast<double>(ThreadSearchWork().bytes) / static_cast<double>(text.size());
}

// Work is counted, not timed: ten times the text may cost ten times the searching and no more.
TEST_CASE("no text takes more work than in proportion") {
  RulesFolder folder;
  WithProviders(folder);
  folder.Rule("tender", "a",
              "patterns = ['award~ {0..10} contract~', '(the )*bid', '[a-z ]+ tender']\n"
              "except = ['award zzz']\nunless = ['void ?x']\nnear = ['the']\n"
              "requires = [['zzz', 'award']]\nwithin = 'section'");
  folder.Rule("tender", "b", "patterns = ['^award']\nheading = ['procurement']",
              "[[when]]\npattern = 'never'\nwithin = 'paragraph'\nstage = 'plan'");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  for (const std::string_view piece :
       {"award the Capita contract ", "award award. ", "a", "the bid ", "The the the. ", "award\n",
        "1. Procurement\naward\n", "Procurement: award\n", "tender", "award void Capita bid; ",
        "Award. ", "-award-", "\u00E9award "}) {
    std::string text;
    while (text.size() < 20'000) text += piece;
    const double small = SearchedBytes(*rules, text);
    while (text.size() < 200'000) text += piece;
    const double large = SearchedBytes(*rules, text);
    INFO(piece << ": " << small << ", " << large << " bytes searched a byte");
    CHECK(large <= small * 1.2 + 1);
  }
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

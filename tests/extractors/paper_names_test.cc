// What a paper says on one page is understood on its other pages, and in no other paper.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/paper_tagger.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;
using Lines = std::vector<std::string>;

const RuleSet& Rules() {
  static const RuleSet rules = [] {
    static RulesFolder folder;
    folder.Rule("provider", "named",
                "case_sensitive = true\npatterns = ['(?P<name>\\p{Lu}[\\w-]+( \\p{Lu}\\w+)* "
                "(Ltd|LIMITED|plc))', 'let to (?P<name>[A-Z]+)']");
    folder.Write("providers/a.toml",
                 "[[provider]]\nid='forward'\nname='Thornmere Forward'\nkind='other'\n"
                 "[[provider]]\nid='edf'\nname='EDF Energy'\nkind='utility'\naliases=['EDF']\n");
    folder.Write("services/a.toml",
                 "[[service]]\nid='tips'\nname='Recycling centres'\ngroup='waste'\n"
                 "aliases=['household waste recycling centre~']\n"
                 "[[service]]\nid='youth'\nname='Youth service'\ngroup='children'\n");
    auto loaded = RuleSet::Load(folder.path());
    if (!loaded) FAIL(loaded.error().ToString());
    return *loaded;
  }();
  return rules;
}

// Those that only the paper makes known, as "page rule[words] entity|name".
Lines Known(const std::vector<std::string_view>& pages) {
  PaperTagger tagger(Rules());
  for (const std::string_view page : pages) tagger.AddPage(page);
  Lines lines;
  const auto mentions = tagger.Finish(pages);
  REQUIRE(mentions.size() == pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    ByteSpan last{};
    for (const Mention& mention : mentions[i]) {
      CHECK(mention.sentence.Contains(mention.span));
      CHECK(last.begin <= mention.span.begin);
      last = mention.span;
      const bool short_form = mention.span.size() < 5 || !mention.rule.ends_with(".list");
      if (!short_form || mention.rule == "provider.named") continue;
      lines.push_back(std::to_string(i + 1) + " " + mention.rule + "[" +
                      std::string(mention.span.Of(pages[i])) + "] " + mention.entity_id + "|" +
                      mention.entity_name);
    }
  }
  return lines;
}

struct Case {
  std::string name;
  std::vector<std::string_view> pages;
  Lines expected;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Known(c.pages) == c.expected);
  }
}

TEST_CASE("initials that a paper defines are understood on all of its pages") {
  Check({
      {"a service, before and after",
       {"Two HWRCs will close.", "Household Waste Recycling Centres (HWRCs) are dear.",
        "An HWRC. HWRCs, HWRCX and hwrc."},
       {"1 service.abbreviation[HWRCs] tips|Recycling centres",
        "3 service.abbreviation[HWRC] tips|Recycling centres",
        "3 service.abbreviation[HWRCs] tips|Recycling centres"}},
      {"a service at the end of the long form",
       {"The Thornmere Youth Service (TYS) moves. TYS staff know."},
       {"1 service.abbreviation[TYS] youth|Youth service"}},
      {"not where the long form is about the service",
       {"The Director of the Youth Service (DYS) spoke. DYS agreed."},
       {}},
      {"a listed provider, with its legal form",
       {"Thornmere Forward Ltd (“TFL”) bid.", "TFL won."},
       {"2 provider.abbreviation[TFL] forward|Thornmere Forward"}},
      {"a provider of no list",
       {"Glan Agua Ltd (GAL) bid.", "GAL won."},
       {"2 provider.abbreviation[GAL] |Glan Agua Ltd"}},
      {"initials defined twice mean nothing",
       {"Household Waste Recycling Centres (HWRCs)",
        "the Hale Works Repair Company (HWRC) and HWRCs"},
       {}},
      {"initials that nothing defines", {"HWRCs and TFL"}, {}},
  });
}

TEST_CASE("a listed provider's initials are not its own where the paper defines them otherwise") {
  const Lines edf = {"1 provider.list[EDF] edf|EDF Energy"};
  CHECK(Known({"EDF sends the bills."}) == edf);
  CHECK(Known({"EDF pays for it.", "The Economic Development Fund (EDF) is new."}).empty());
  CHECK(Known({"The Economic Development Fund (EDF) is new. EDF pays for it."}).empty());
  // Named by another of its names, or with other initials defined.
  CHECK(Known({"EDF sends the bills.", "Write to Energy Direct France (EDF)."}) ==
        Lines{edf[0], "2 provider.list[EDF] edf|EDF Energy"});
  CHECK(Known({"EDF sends the bills.", "The Equal Pay Fund (EPF) is new."}) == edf);
}

TEST_CASE("initials that a rule found learn whose they are") {
  PaperTagger tagger(Rules());
  const std::vector<std::string_view> pages = {"It was let to TFL. Thornmere Forward (TF).",
                                               "Thornmere Forward Ltd (TFL)"};
  for (const std::string_view page : pages) tagger.AddPage(page);
  const auto mentions = tagger.Finish(pages);
  REQUIRE_FALSE(mentions[0].empty());
  CHECK(mentions[0][0].rule == "provider.named");
  CHECK(mentions[0][0].entity_id == "forward");
}

TEST_CASE("a name given with its legal form is known when it comes back without") {
  Check({
      {"two words",
       {"Glan Agua Ltd bid.", "Then Glan Agua, not GLAN AGUA, won."},
       {"2 provider.short-name[Glan Agua] |Glan Agua Ltd",
        "2 provider.short-name[GLAN AGUA] |Glan Agua Ltd"}},
      {"before it was named in full",
       {"Glan Agua won.", "GLAN AGUA LIMITED bid."},
       {"1 provider.short-name[Glan Agua] |GLAN AGUA LIMITED"}},
      {"one word of its own",
       {"Morrick plc bid.", "Morrick won."},
       {"2 provider.short-name[Morrick] |Morrick plc"}},
      {"one word that is also a place", {"Morrick plc bid.", "Morrick won near Morrick Road."}, {}},
      {"one word that is also a person",
       {"Morrick plc bid.", "Cllr Morrick asked. Morrick won."},
       {}},
      {"one word that is also a word", {"Fennel plc bid.", "Fennel won; fennel grows."}, {}},
      {"words that say nothing", {"Property Services Ltd bid.", "Property Services know."}, {}},
      {"part of a place's name", {"Glan Agua Ltd bid.", "The Glan Agua Road is closed."}, {}},
      {"part of a longer word", {"Glan Agua Ltd bid.", "Glan Aguastone won."}, {}},
  });
}

TEST_CASE("papers with many names take time in proportion") {
  std::string text;
  for (int i = 0; text.size() < 1'000'000; ++i) {
    const std::string name = "Morrick" + std::to_string(i) + " Vale";
    text += "A bid by " + name + " Ltd. Then " + name + " won (MVL).\n";
  }
  PaperTagger tagger(Rules());
  tagger.AddPage(text);
  CHECK(tagger.Finish({text})[0].size() > 20'000);
}

}  // namespace
}  // namespace scrutineer::extractors

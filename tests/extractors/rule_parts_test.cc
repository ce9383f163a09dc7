#include "extractors/rule_parts.h"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "extractors/rule_set.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;
using Names = std::vector<std::string>;

const char* const kFragments =
    "[fragments]\nfirm = [\"firm~\"]\nseller = [\"seller~\", \"{firm}\"]\n";
const char* const kProviders =
    "[[provider]]\nid = \"ebb\"\nname = \"Ebb\"\nkind = \"other\"\n"
    "[[provider]]\nid = \"flow\"\nname = \"Flow's Own\"\nkind = \"other\"\n";
const char* const kServices =
    "[[service]]\nid = \"parks\"\nname = \"Parks\"\ngroup = \"leisure\"\naliases = ['park~']\n";

void Fill(RulesFolder& folder) {
  folder.Write("fragments.toml", kFragments);
  folder.Write("providers/other.toml", kProviders);
  folder.Write("services/leisure.toml", kServices);
  folder.Rule("tender", "a", "patterns = ['award~ {0..3}{seller}']");
  folder.Rule("tender", "b", "patterns = ['bidding']");
}

RuleSet Load(const RulesFolder& folder) {
  std::vector<RuleDiagnostic> diagnostics;
  auto rules = RuleSet::Load(folder.path(), &diagnostics);
  for (const RuleDiagnostic& diagnostic : diagnostics) UNSCOPED_INFO(diagnostic.ToString());
  REQUIRE(rules.has_value());
  return *rules;
}

TEST_CASE("a change of rules is told by the parts whose meaning changed") {
  const struct {
    const char* name;
    std::function<void(RulesFolder&)> change;
    Names parts;
  } cases[] = {
      {"nothing", [](RulesFolder&) {}, {}},
      {"a comment",
       [](RulesFolder& f) { f.Write("fragments.toml", std::string("# x\n") + kFragments); },
       {}},
      {"the order of keys",
       [](RulesFolder& f) {
         f.Write("services/leisure.toml",
                 "[[service]]\naliases = ['park~']\ngroup = \"leisure\"\nname = \"Parks\"\nid = "
                 "\"parks\"\n");
       },
       {}},
      {"a kind",
       [](RulesFolder& f) {
         f.Write("providers/other.toml",
                 std::string(kProviders).replace(std::string(kProviders).find("other"), 5, "care"));
       },
       {}},
      {"a pattern",
       [](RulesFolder& f) { f.Rule("tender", "b", "patterns = ['bid']"); },
       {"rule:tender.b"}},
      {"an attribute",
       [](RulesFolder& f) {
         f.Rule("tender", "b", "patterns = ['bidding']", "[attributes]\nstage = \"plan\"");
       },
       {"rule:tender.b"}},
      {"a new rule",
       [](RulesFolder& f) { f.Rule("tender", "c", "patterns = ['bid']"); },
       {"rule:tender.c"}},
      {"a fragment within a fragment",
       [](RulesFolder& f) {
         f.Write(
             "fragments.toml",
             "[fragments]\nfirm = [\"firm~\", \"house\"]\nseller = [\"seller~\", \"{firm}\"]\n");
       },
       {"rule:tender.a"}},
      {"a fragment that nothing uses",
       [](RulesFolder& f) {
         f.Write("fragments.toml", std::string(kFragments) + "idle = [\"idle\"]\n");
       },
       {}},
      {"an alias",
       [](RulesFolder& f) {
         f.Write("providers/other.toml", std::string(kProviders) + "aliases = [\"Flo\"]\n");
       },
       {"provider:flow"}},
      {"a service",
       [](RulesFolder& f) {
         f.Write("services/leisure.toml",
                 "[[service]]\nid = \"parks\"\nname = \"Parks\"\ngroup = \"leisure\"\naliases = "
                 "['park~', 'garden~']\n");
       },
       {"service:parks"}},
  };
  for (const auto& row : cases) {
    INFO(row.name);
    RulesFolder folder;
    Fill(folder);
    const RuleParts before = Load(folder).Parts();
    row.change(folder);
    const RuleSet after = Load(folder);
    const RuleChange change = after.ChangeFrom(before);
    CHECK(change.parts() == row.parts);
    CHECK_FALSE(change.everything());
  }
}

TEST_CASE("an added rule affects the texts that hold its words") {
  RulesFolder folder;
  Fill(folder);
  const RuleParts before = Load(folder).Parts();
  folder.Rule("tender", "c", "patterns = ['quotation~ {0..4}(open|late)']");
  const RuleSet rules = Load(folder);
  const RuleChange change = rules.ChangeFrom(before);
  CHECK(change.looks_at_texts());
  CHECK(change.MayAffect("Two QUOTATIONS were late."));
  CHECK_FALSE(change.MayAffect("Two quotations were read."));
  CHECK_FALSE(change.MayAffect("Two firms were late."));
  CHECK(change.rules() == Names{"tender.c"});
}

TEST_CASE("an added provider affects the texts that may name it, however it is written") {
  RulesFolder folder;
  Fill(folder);
  RuleParts before = Load(folder).Parts();
  before.erase("provider:flow");
  const RuleSet rules = Load(folder);
  const RuleChange change = rules.ChangeFrom(before);
  for (const char* text : {"FLOW'S OWN", "Flow\u2019s  Own", "Flows own Ltd"}) {
    INFO(text);
    CHECK(change.MayAffect(text));
  }
  CHECK_FALSE(change.MayAffect("Ebb"));
  CHECK(change.entities() == std::vector<std::pair<Tag, std::string>>{{Tag::kProvider, "flow"}});
}

TEST_CASE("a removed rule affects what bears its mentions and no text") {
  RulesFolder folder;
  Fill(folder);
  RuleParts before = Load(folder).Parts();
  before["rule:tender.gone"] = "1";
  const RuleSet rules = Load(folder);
  const RuleChange change = rules.ChangeFrom(before);
  CHECK(change.rules() == Names{"tender.gone"});
  CHECK_FALSE(change.looks_at_texts());
}

TEST_CASE("where the old parts are unknown, or another engine's, everything is affected") {
  RulesFolder folder;
  Fill(folder);
  const RuleSet rules = Load(folder);
  CHECK(rules.ChangeFrom({}).everything());
  RuleParts before = rules.Parts();
  before["engine"] = "0";
  CHECK(rules.ChangeFrom(before).everything());
  before = rules.Parts();
  before["file:words.toml"] = "1";
  CHECK(rules.ChangeFrom(before).everything());
  before = rules.Parts();
  before["finding:findings/x.toml"] = "1";
  CHECK_FALSE(rules.ChangeFrom(before).everything());
  CHECK(rules.ChangeFrom(before).findings());
}

}  // namespace
}  // namespace scrutineer::extractors

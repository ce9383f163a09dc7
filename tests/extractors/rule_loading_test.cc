#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "extractors/rule_set.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using Complaints = std::vector<std::string>;
using tests::RulesFolder;

// Lines 1 to 5 of a good rule file.
const char* const kHead =
    "id = \"tender.award\"\ntitle = \"T\"\ntag = \"tender\"\nstatus = \"stable\"\ndescription = "
    "\"D\"\n";
const char* const kMatch = "[match]\npatterns = ['award~']\n";
const char* const kTail =
    "[[example]]\ntext = \"An award.\"\n[[counter_example]]\ntext = \"A prize.\"\n";

struct FileCase {
  const char* name;
  std::string content;
  Complaints expected;
};

void CheckFile(const std::string& file, const std::vector<FileCase>& cases) {
  for (const FileCase& c : cases) {
    INFO(c.name);
    RulesFolder folder;
    folder.Write("tender/award.toml", std::string(kHead) + kMatch + kTail);
    folder.Write(file, c.content);
    CHECK(folder.Complaints() == c.expected);
  }
}

TEST_CASE("a wrong rule file is refused with file, line and column") {
  const std::string head = kHead;
  const std::string match = kMatch;
  const std::string tail = kTail;
  const std::string at = "tender/award.toml:";
  CheckFile(
      "tender/award.toml",
      {
          {"nothing wrong", head + match + tail, {}},
          {"unknown key",
           head + "titel = \"x\"\n" + match + tail,
           {at + "6:1: unknown key titel in a rule (did you mean \"title\"?)"}},
          {"unknown key in match",
           head + "[match]\npatterns = ['award~']\nexept = ['x']\n" + tail,
           {at + "8:1: unknown key exept in [match] (did you mean \"except\"?)"}},
          {"requires without groups",
           head + "[match]\npatterns = ['award~']\nrequires = ['x', []]\n" + tail,
           {at + "8:13: an entry of requires is text (write groups: requires = [['a', 'b'], "
                 "['c']], one of each must stand)",
            at + "8:18: a group of requires is empty, so nothing would do (drop it)"}},
          {"a scope that is none",
           head + "[match]\npatterns = ['award~']\nnear_within = 'page'\n" + tail,
           {at + "8:15: \"page\" is no near_within (use one of: sentence, paragraph, section)"}},
          {"missing title",
           "id = \"tender.award\"\ntag = \"tender\"\nstatus = \"stable\"\n"
           "description = \"D\"\n" +
               match + tail,
           {at + "1:1: a rule has no title (add it)"}},
          {"missing match", head + tail, {at + "1:1: a rule has no [match] (add it)"}},
          {"missing examples",
           head + match,
           {at + "1:1: a rule has no [[example]] (add one)",
            at + "1:1: a rule has no [[counter_example]] (add one)"}},
          {"no patterns",
           head + "[match]\npatterns = []\n" + tail,
           {at + "7:12: patterns is empty (add one)"}},
          {"wrong type",
           head + "[match]\npatterns = 'award~'\n" + tail,
           {at + "7:12: patterns is text (it must be a list)"}},
          {"wrong type in a list",
           head + "[match]\npatterns = ['award~', 3]\n" + tail,
           {at + "7:23: an entry of patterns is a whole number (it must be text)"}},
          {"wrong type of priority",
           head + match + "priority = \"high\"\n" + tail,
           {at + "8:12: priority is text (it must be a whole number)"}},
          {"wrong status",
           "id = \"tender.award\"\ntitle = \"T\"\ntag = \"tender\"\n"
           "status = \"stabel\"\ndescription = \"D\"\n" +
               match + tail,
           {at + "4:10: \"stabel\" is no status (did you mean \"stable\"?)"}},
          {"wrong stage",
           head + match + "[attributes]\nstage = \"awarded\"\n" + tail,
           {at + "9:9: \"awarded\" is no stage (did you mean \"award\"?)"}},
          {"attribute of another tag",
           head + match + "[attributes]\ndirection = \"out\"\n" + tail,
           {at + "9:1: unknown key direction in [attributes] (use one of: stage, status)"}},
          {"id of another tag",
           "id = \"consultation.award\"\ntitle = \"T\"\ntag = \"tender\"\n"
           "status = \"stable\"\ndescription = \"D\"\n" +
               match + tail,
           {at +
            "1:6: id \"consultation.award\" does not begin with its tag (write \"tender.…\")"}},
          {"id of another file",
           "id = \"tender.prize\"\ntitle = \"T\"\ntag = \"tender\"\n"
           "status = \"stable\"\ndescription = \"D\"\n" +
               match + tail,
           {at + "1:6: id \"tender.prize\" stands in tender/award.toml (name the file "
                 "tender/prize.toml, or the rule tender.award)"}},
          {"bad pattern, literal string",
           head + "[match]\npatterns = ['a (b']\n" + tail,
           {at + "7:16: no ) for this ( (close it, or write \\( for the character)"}},
          {"bad pattern behind é",
           head + "[match]\npatterns = ['é (b']\n" + tail,
           {at + "7:16: no ) for this ( (close it, or write \\( for the character)"}},
          {"bad pattern behind an escape",
           head + "[match]\npatterns = [\"\\\\w \\u00e9 (b\"]\n" + tail,
           {at + "7:25: no ) for this ( (close it, or write \\( for the character)"}},
          {"bad pattern over lines",
           head + "[match]\npatterns = ['''\nab\n(b''']\n" + tail,
           {at + "9:1: no ) for this ( (close it, or write \\( for the character)"}},
          {"unknown fragment",
           head + "[match]\npatterns = ['the {suplier} award']\n" + tail,
           {at + "7:18: unknown fragment {suplier} (add it to fragments.toml)"}},
          {"no certain word",
           head + "[match]\npatterns = ['\\w+ \\d+']\n" + tail,
           {at + "7:13: no word of this pattern is certain, so every sentence would have to be "
                 "searched for it (make a word of three letters or more compulsory)"}},
          {"name in a tender rule",
           head + "[match]\npatterns = ['(?P<name>award)']\n" + tail,
           {at + "7:13: only provider rules have a group `name` (write (...) instead)"}},
          {"bad when",
           head + match + "[[when]]\npattern = 'a{'\nstage = \"plan\"\n" + tail,
           {at + "9:13: no } for this { (close it, or write \\{ for the character)"}},
          {"several mistakes",
           head + "[match]\npatterns = ['(', ')']\n" + tail,
           {at + "7:14: no ) for this ( (close it, or write \\( for the character)",
            at + "7:19: no ( for this ) (write \\) for the character)"}},
      });
}

TEST_CASE("a file that is no TOML is refused where it goes wrong") {
  RulesFolder folder;
  folder.Write("tender/award.toml", "id = \"tender.award\"\ntitle = [\n");
  const Complaints complaints = folder.Complaints();
  REQUIRE(complaints.size() == 1);
  CHECK_THAT(complaints[0], Catch::StartsWith("tender/award.toml:2:") ||
                                Catch::StartsWith("tender/award.toml:3:"));
  CHECK_THAT(complaints[0], Catch::EndsWith("(correct the TOML)"));
}

TEST_CASE("bytes that are not UTF-8 are refused where they stand") {
  RulesFolder folder;
  folder.Write("tender/award.toml", "id = \"tender.award\"\ntitle = \"caf\xE9\"\n");
  CHECK(folder.Complaints() == Complaints{"tender/award.toml:2:13: the bytes here are not UTF-8 "
                                          "(save the file as UTF-8)"});
}

TEST_CASE("fragments are checked where they stand, once") {
  const std::string use = "[fragments]\n";
  CheckFile(
      "fragments.toml",
      {
          {"good", use + "supplier = [\"supplier~\", \"{firm}\"]\nfirm = [\"firms?\"]\n", {}},
          {"refers to itself",
           use + "a = [\"b {a}\"]\n",
           {"fragments.toml:2:9: fragment {a} refers to itself (write its words out here)"}},
          {"in a circle",
           use + "a = [\"{b}\"]\nb = [\"x {a}\"]\n",
           {"fragments.toml:3:9: fragment {a} refers to itself (write its words out here)"}},
          {"wrong pattern",
           use + "a = [\"b (\"]\n",
           {"fragments.toml:2:9: no ) for this ( (close it, or write \\( for the character)"}},
          {"no list", use + "a = \"b\"\n", {"fragments.toml:2:5: a is text (it must be a list)"}},
      });
}

TEST_CASE("where fragments.toml is no TOML the rules that use it are not blamed") {
  RulesFolder folder;
  folder.Write("fragments.toml", "[fragments]\nsupplier = [\"supplier~\"\n]]\n");
  folder.Rule("tender", "a", "patterns = ['a {supplier} and {another}']\nnear = ['{firm}']");
  const Complaints complaints = folder.Complaints();
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].starts_with("fragments.toml:3:"));
}

TEST_CASE("lists of providers and services are checked") {
  CheckFile(
      "providers/ict.toml",
      {
          {"good", "[[provider]]\nid=\"a\"\nname=\"Acme\"\nkind=\"ict\"\n", {}},
          {"unknown kind",
           "[[provider]]\nid=\"a\"\nname=\"Acme\"\nkind=\"cars\"\n",
           {"providers/ict.toml:4:6: \"cars\" is no kind (did you mean \"care\"?)"}},
          {"no name",
           "[[provider]]\nid=\"a\"\nkind=\"ict\"\n",
           {"providers/ict.toml:1:1: a provider has no name (add it)"}},
          {"a name without letters",
           "[[provider]]\nid=\"a\"\nname=\"& Co\"\nkind=\"ict\"\n",
           {"providers/ict.toml:3:6: a name must begin with a word of Latin letters or digits "
            "(drop what is before it)"}},
          {"not a list of tables",
           "provider = 3\n",
           {"providers/ict.toml:1:12: provider is a whole number (write [[provider]])"}},
      });
  CheckFile(
      "services/children.toml",
      {
          {"good", "[[service]]\nid=\"a\"\nname=\"Youth\"\ngroup=\"children\"\nlgsl=[5]\n", {}},
          {"wrong alias",
           "[[service]]\nid=\"a\"\nname=\"Youth\"\ngroup=\"children\"\n"
           "aliases=[\"a (b\"]\n",
           {"services/children.toml:5:13: no ) for this ( (close it, or write \\( for the "
            "character)"}},
      });
}

TEST_CASE("two entries of one id, and one name for two providers, are refused") {
  RulesFolder folder;
  folder.Write("tender/award.toml", std::string(kHead) + kMatch + kTail);
  folder.Write("providers/a.toml", "[[provider]]\nid=\"a\"\nname=\"Acme\"\nkind=\"ict\"\n");
  folder.Write("providers/b.toml",
               "[[provider]]\nid=\"a\"\nname=\"Bolt\"\nkind=\"ict\"\naliases=[\"The Acme Ltd\"]\n");
  const std::string a = (folder / "providers/a.toml").string();
  CHECK(
      folder.Complaints() ==
      Complaints{"providers/b.toml:2:4: a second provider with id \"a\", the first is at " + a +
                     ":2 (rename one)",
                 "providers/b.toml:5:10: \"The Acme Ltd\" is already a name of provider \"a\" at " +
                     a + ":2 (keep it at one of them)"});
}

TEST_CASE("the error of loading names the first complaint and their number") {
  RulesFolder folder;
  folder.Rule("tender", "award", "patterns = ['(', ')', '*']");
  std::vector<RuleDiagnostic> diagnostics;
  const auto loaded = RuleSet::Load(folder.path(), &diagnostics);
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error().code == ErrorCode::kRule);
  CHECK(loaded.error().context == (folder / "tender/award.toml:7:14").string());
  CHECK_THAT(loaded.error().message,
             Catch::EndsWith("; and 2 more (see `scrutineer rules check`)"));
  CHECK(diagnostics.size() == 3);
}

TEST_CASE("a folder that is missing or empty is refused") {
  const auto missing = RuleSet::Load("/nonexistent/rules");
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == ErrorCode::kNotFound);
  RulesFolder folder;
  folder.Write("README.md", "words").Write("fragments.toml", "[fragments]\n");
  const auto empty = RuleSet::Load(folder.path());
  REQUIRE_FALSE(empty.has_value());
  CHECK(empty.error().code == ErrorCode::kRule);
  CHECK_THAT(empty.error().message, Catch::StartsWith("the folder holds no rules"));
}

TEST_CASE("a file that cannot be read is a complaint") {
  RulesFolder folder;
  folder.Write("tender/award.toml", std::string(kHead) + kMatch + kTail);
  std::filesystem::create_symlink("/nonexistent", folder / "tender/gone.toml");
  const Complaints complaints = folder.Complaints();
  REQUIRE(complaints.size() == 1);
  CHECK_THAT(complaints[0], Catch::StartsWith("tender/gone.toml:1:1: cannot "));
}

TEST_CASE("the revision changes with content and names, and with nothing else") {
  RulesFolder a;
  RulesFolder b;
  for (RulesFolder* folder : {&a, &b}) {
    folder->Write("tender/award.toml", std::string(kHead) + kMatch + kTail);
  }
  const std::string revision = RuleSet::Load(a.path())->revision();
  CHECK(revision.size() == 64);
  CHECK(RuleSet::Load(b.path())->revision() == revision);
  b.Write("README.md", "other");
  CHECK(RuleSet::Load(b.path())->revision() == revision);
  b.Write("tender/award.toml", std::string(kHead) + kMatch + kTail + "# note\n");
  CHECK(RuleSet::Load(b.path())->revision() != revision);
  a.Write("fragments.toml", "[fragments]\n");
  CHECK(RuleSet::Load(a.path())->revision() != revision);
}

TEST_CASE("summaries say what the folder holds") {
  RulesFolder folder;
  folder.Write("tender/award.toml", std::string(kHead) + kMatch + kTail);
  folder.Write("providers/a.toml",
               "[[provider]]\nid=\"a\"\nname=\"Acme\"\nkind=\"ict\"\nformer=[\"Apex\"]\n");
  folder.Write(
      "services/s.toml",
      "[[service]]\nid=\"y\"\nname=\"Youth\"\ngroup=\"children\"\naliases=[\"youth club~\"]\n");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  REQUIRE(rules->rules().size() == 1);
  const RuleSet::RuleSummary rule = rules->rules()[0];
  CHECK(rule.id == "tender.award");
  CHECK(rule.tag == "tender");
  CHECK(rule.pattern_count == 1);
  CHECK(rule.example_count == 1);
  CHECK(rules->providers()[0].former == std::vector<std::string>{"Apex"});
  CHECK(rules->services()[0].group == "children");
  REQUIRE(rules->FindRule("tender.award").has_value());
  CHECK(rules->FindRule("tender.award")->content == std::string(kHead) + kMatch + kTail);
  CHECK_FALSE(rules->FindRule("tender.other").has_value());
}

TEST_CASE("examples are run, and each failure says where") {
  RulesFolder folder;
  folder.Write(
      "tender/award.toml",
      std::string(kHead) +
          "[match]\npatterns = ['award~', 'won the bid']\n[attributes]\nstage = \"award\"\n"
          "[[example]]\ntext = \"An award.\"\nstage = \"plan\"\n"
          "[[example]]\ntext = \"A prize.\"\n"
          "[[counter_example]]\ntext = \"No awards.\"\n");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  const RuleSet::TestReport report = rules->RunExamples();
  CHECK(report.examples == 2);
  CHECK(report.counter_examples == 1);
  const std::string at = "tender/award.toml:";
  CHECK(
      folder.Relative(report.failures) ==
      Complaints{at + "11:8: tender.award gives this example stage \"award\", not \"plan\" (change "
                      "[attributes] or [[when]], or the example)",
                 at + "14:8: tender.award does not fire on this example (change a pattern, or the "
                      "example)",
                 at + "16:8: tender.award fires on this counter-example at \"awards\" (narrow the "
                      "pattern, or add to except or unless)",
                 at + "7:23: no example reaches this pattern of tender.award (add one, or drop the "
                      "pattern)"});
}

}  // namespace
}  // namespace scrutineer::extractors

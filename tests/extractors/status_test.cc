#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "extractors/rule_set.h"
#include "tests/extractors/eval_lines.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;
using tests::Tally;
using Lines = std::vector<std::string>;

const std::vector<std::string> kStatuses = {"proposed", "under way", "decided",     "rejected",
                                            "past",     "none",      "hypothetical"};

// The statuses of all mentions of one tag, each once.
std::set<std::string> StatusesOf(const std::vector<Mention>& mentions, std::string_view tag) {
  std::set<std::string> statuses;
  for (const Mention& mention : mentions) {
    if (TagName(mention.tag) == tag) statuses.insert(mention.attributes.status);
  }
  return statuses;
}

// Strict: every mention of the tag must have the passage's status.
std::map<std::string, Tally> Judge(const RuleSet& rules, bool unread) {
  std::map<std::string, Tally> tallies;
  for (const auto& line : tests::ReadEvalLines("status.jsonl")) {
    if (line["unread"].get<bool>() != unread) continue;
    const auto mentions = rules.FindMentions(line["text"].get<std::string>());
    for (const auto& [tag, status] : line["status"].items()) {
      const auto wanted = status.get<std::string>();
      const auto found = StatusesOf(mentions, tag);
      if (found.contains(wanted)) {
        ++tallies[wanted].right;
      } else {
        ++tallies[wanted].missed;
      }
      for (const std::string& other : found) {
        if (other != wanted) ++tallies[other].wrong;
      }
    }
  }
  return tallies;
}

double MacroF1(const std::map<std::string, Tally>& tallies, const char* what) {
  double sum = 0;
  std::string report = what;
  for (const std::string& status : kStatuses) {
    const auto found = tallies.find(status);
    REQUIRE(found != tallies.end());
    const double f1 = found->second.f1();
    report += fmt::format("  {} {:.3f}", status, f1);
    sum += f1;
  }
  const double macro = sum / static_cast<double>(kStatuses.size());
  fmt::print("status F1, {}  macro {:.3f}\n", report, macro);
  return macro;
}

TEST_CASE("the status of what is said is right on the labelled passages", "[eval]") {
  const auto rules = RuleSet::Load(SCRUTINEER_SOURCE_DIR "/rules");
  REQUIRE(rules.has_value());
  CHECK(MacroF1(Judge(*rules, false), "read:") >= 0.94);
  CHECK(MacroF1(Judge(*rules, true), "held out:") >= 0.92);
}

constexpr const char* kEntries = R"(
clause_borders = ['but']
[[status]]
status = "rejected"
patterns = ['dropped']
unless = ['nearly']
examples = ["The [tender] was dropped."]
[[status]]
status = "decided"
reach = "sentence"
patterns = ['agreed']
examples = ["It was agreed to [tender]."]
[[status]]
status = "proposed"
side = "before"
words = 2
commas = false
patterns = ['shall']
examples = ["We shall [tender]."]
[[status]]
status = "decided"
case_sensitive = true
patterns = ['(That|To) ']
above = ['RESOLVED']
examples = ["RESOLVED\n1. That the [tender] be accepted."]
[[status]]
status = "proposed"
case_sensitive = true
patterns = ['(That|To) ']
above = ['RECOMMENDED']
examples = ["RECOMMENDED\n1. That the [tender] be accepted."]
[[status]]
status = "past"
tags = ["consultation"]
)";

// "tender=decided consultation=past", by position.
std::string StatusesIn(const RuleSet& rules, std::string_view text) {
  std::string out;
  for (const Mention& mention : rules.FindMentions(text)) {
    if (!out.empty()) out += ' ';
    out += fmt::format("{}={}", TagName(mention.tag), mention.attributes.status);
  }
  return out;
}

TEST_CASE("the first entry that reaches a mention gives its status") {
  RulesFolder folder;
  folder.Rule("tender", "r", "patterns = ['tender~']")
      .Rule("tender", "own", "patterns = ['contract~']", "[attributes]\nstatus = \"none\"")
      .Rule("consultation", "r", "patterns = ['survey~']")
      .Write("status.toml", kEntries);
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  struct Case {
    const char* text;
    const char* expected;
  };
  const std::vector<Case> cases = {
      {"The tender was dropped.", "tender=rejected"},
      {"The tender was nearly dropped.", "tender="},
      {"The plan was dropped but the tender stands.", "tender="},
      {"It was agreed but not the tender.", "tender=decided"},
      {"It was agreed. The tender.", "tender="},
      {"It was agreed that the tender be dropped.", "tender=rejected"},
      {"We shall now tender.", "tender=proposed"},
      {"We shall in due course tender.", "tender="},
      {"We shall, tender.", "tender="},
      {"The tender shall come.", "tender="},
      {"RESOLVED\n1. That the tender be taken.", "tender=decided"},
      {"RESOLVED\n1. X.\nRECOMMENDED\n1. That the tender be taken.", "tender=proposed"},
      {"RECOMMENDED\n1. X.\nRESOLVED\n1. That the tender be taken.", "tender=decided"},
      {"The contract was dropped.", "tender=none"},
      {"A survey and a tender.", "consultation=past tender="},
      {"The tender was dropped but a survey shall follow.", "tender=rejected consultation=past"},
  };
  for (const Case& each : cases) {
    INFO(each.text);
    CHECK(StatusesIn(*rules, each.text) == each.expected);
  }
}

TEST_CASE("mistakes in status.toml are named with their place") {
  struct Case {
    const char* content;
    Lines expected;
  };
  const std::vector<Case> cases = {
      {"[[status]]\nstatus = \"maybe\"\ntags = [\"tender\"]",
       {"status.toml:2:10: \"maybe\" is no status (use one of: proposed, under way, decided, "
        "rejected, past, none, hypothetical)"}},
      {"[[status]]\nstatus = \"past\"",
       {"status.toml:1:1: a [[status]] holds for every mention (give it patterns, or say for which "
        "tags, stage, direction or kind)"}},
      {"[[status]]\nstatus = \"past\"\npatterns = ['was']",
       {"status.toml:1:1: a [[status]] has no examples (add one)"}},
      {"[[status]]\nstatus = \"past\"\npatterns = ['(was']\nexamples = [\"It was [let].\"]",
       {"status.toml:3:14: no ) for this ( (close it, or write \\( for the character)"}},
      {"[[status]]\nstatus = \"past\"\npatterns = ['was']\nexamples = [\"It was let.\"]",
       {"status.toml:4:13: an entry of examples does not show what it is about (put [brackets] "
        "round the words, once)"}},
      {"[[status]]\nstatus = \"past\"\ntags = [\"tendr\"]",
       {"status.toml:3:9: \"tendr\" is none of tags (did you mean \"tender\"?)",
        "status.toml:1:1: a [[status]] holds for every mention (give it patterns, or say for which "
        "tags, stage, direction or kind)"}},
      {"[[status]]\nstatus = \"past\"\ntags = [\"tender\"]\nwhat = 1",
       {"status.toml:4:1: unknown key what in a [[status]] (did you mean \"why\"?)"}},
  };
  for (const Case& each : cases) {
    INFO(each.content);
    RulesFolder folder;
    folder.Rule("tender", "r", "patterns = ['tender~']").Write("status.toml", each.content);
    CHECK(folder.Complaints() == each.expected);
  }
}

TEST_CASE("examples in status.toml are run") {
  RulesFolder folder;
  folder
      .Rule("tender", "r", "patterns = ['xyz']",
            "[[example]]\ntext = \"xyz\"\n[[counter_example]]\ntext = \"abc\"")
      .Write("status.toml",
             "[[status]]\nstatus = \"past\"\npatterns = ['was', 'used to']\n"
             "examples = [\"It was [let].\", \"It will be [let].\"]\n"
             "counter_examples = [\"It was never [let].\"]\n"
             "[[status]]\nstatus = \"decided\"\npatterns = ['agreed']\n"
             "examples = [\"It was agreed to [let] it.\"]\n");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  const auto failures = folder.Relative(rules->RunExamples().failures);
  std::set<std::string> about_status;
  for (const std::string& failure : failures) {
    if (failure.starts_with("status.toml")) about_status.insert(failure);
  }
  CHECK(about_status ==
        std::set<std::string>{
            "status.toml:4:30: the entry on line 1 does not reach this example (change a pattern, "
            "or the example)",
            "status.toml:5:21: this counter-example is \"past\" by the entry on line 1 (narrow a "
            "pattern, or add to unless)",
            "status.toml:3:20: no example reaches this pattern (add one, or drop the pattern)",
            "status.toml:9:13: this example is \"past\" by the entry on line 1, which stands above "
            "(narrow that one, or move this one up)"});
}

}  // namespace
}  // namespace scrutineer::extractors

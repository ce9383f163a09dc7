#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "extractors/money.h"
#include "extractors/posts.h"
#include "extractors/rule_set.h"
#include "pipeline/model/value_words.h"
#include "tests/extractors/eval_lines.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using nlohmann::json;
using tests::RulesFolder;
using tests::Tally;
using Lines = std::vector<std::string>;

const RuleSet& Rules() {
  static const auto rules = RuleSet::Load(SCRUTINEER_SOURCE_DIR "/rules");
  if (!rules) FAIL(rules.error().ToString());
  return *rules;
}

json Label(Tag tag, const Value& value) {
  json label = {{"tag", TagName(tag)}, {"kind", ValueKindName(value.kind)}};
  if (value.kind == ValueKind::kDate) {
    label["role"] = value.role;
    if (value.date) label["date"] = FormatDate(*value.date);
    return label;
  }
  label["low"] = value.low;
  label["high"] = value.high;
  label["unit"] = value.unit;
  if (!value.period.empty()) label["period"] = value.period;
  if (!value.years.empty()) label["years"] = value.years;
  return label;
}

// By kind. A value is right only with its mention's tag, its role, period, years and both ends.
std::map<std::string, Tally> Judge(bool unread) {
  std::map<std::string, Tally> tallies;
  for (const json& line : tests::ReadEvalLines("values.jsonl")) {
    if (line["unread"].get<bool>() != unread) continue;
    std::multiset<json> wanted(line["values"].begin(), line["values"].end());
    for (const Mention& mention : Rules().FindMentions(line["text"].get<std::string>())) {
      for (const Value& value : mention.values) {
        Tally& tally = tallies[std::string(ValueKindName(value.kind))];
        const auto found = wanted.find(Label(mention.tag, value));
        if (found == wanted.end()) {
          ++tally.wrong;
        } else {
          ++tally.right;
          wanted.erase(found);
        }
      }
    }
    for (const json& missed : wanted) ++tallies[missed["kind"].get<std::string>()].missed;
  }
  return tallies;
}

TEST_CASE("values are right on the labelled passages, and given to the right mention", "[eval]") {
  for (const bool unread : {false, true}) {
    Tally all;
    for (const auto& [kind, tally] : Judge(unread)) {
      fmt::print("values, {}: {} precision {:.3f} recall {:.3f}\n", unread ? "held out" : "read",
                 kind, tally.precision(), tally.recall());
      all.right += tally.right;
      all.wrong += tally.wrong;
      all.missed += tally.missed;
    }
    CHECK(all.right > 30);
    CHECK(all.precision() >= 0.95);
    CHECK(all.recall() >= 0.85);
  }
}

// Each as ValueWords gives it, with the words it stands on.
Lines Described(std::string_view text, const std::vector<Value>& values) {
  Lines lines;
  for (const Value& value : values) {
    lines.push_back(fmt::format("[{}] {}", value.span.Of(text), ValueWords(value, text)));
  }
  return lines;
}

struct TextCase {
  const char* text;
  Lines expected;
};

TEST_CASE("money is read as papers print it") {
  const std::vector<TextCase> cases = {
      {"£5", {"[£5] £5"}},
      {"£0.50 a day", {"[£0.50 a day] £0.50 a day"}},
      {"£3million in 2019-20", {"[£3million] £3,000,000 (2019-20)"}},
      {"£1.2m p.a.", {"[£1.2m p.a.] £1,200,000 a year"}},
      {"£95pcm", {"[£95pcm] £95 a month"}},
      {"c£300k", {"[£300k] about £300,000"}},
      {"in excess of £1bn", {"[£1bn] about £1,000,000,000"}},
      {"£50,000–£75,000", {"[£50,000–£75,000] £50,000 to £75,000"}},
      {"£1.2-1.5m", {"[£1.2-1.5m] £1,200,000 to £1,500,000"}},
      {"£500-£1m", {"[£500-£1m] £500 to £1,000,000"}},
      {"£75,000-£50,000", {"[£75,000] £75,000", "[£50,000] £50,000"}},
      {"from £1m to £2m", {"[£1m] £1,000,000", "[£2m] £2,000,000"}},
      {"£1m to £2m", {"[£1m to £2m] £1,000,000 to £2,000,000"}},
      {"between £1 and £2 each", {"[£1 and £2] £1 to £2"}},
      {"£10 + VAT per week", {"[£10 + VAT per week] £10 a week"}},
      {"an annual cost of £9,000", {"[£9,000] £9,000 a year"}},
      {"annual cost £1,000, one-off £9,000", {"[£1,000] £1,000 a year", "[£9,000] £9,000"}},
      {"CAD $98,500 and €4.5 million", {"[CAD $98,500] CAD 98,500", "[€4.5 million] €4,500,000"}},
      {"2 million pounds", {"[2 million pounds] £2,000,000"}},
      {"£ 12", {"[£ 12] £12"}},
      // Doubtful, or none at all.
      {"£1,2", {}},
      {"£1.2.3", {}},
      {"£12345678901234567890", {}},
      {"£000", {}},
      {"£5th £3x", {}},
      {"a £ b 12 pounds", {"[12 pounds] £12"}},
      {"£", {}},
      {"12", {}},
  };
  for (const TextCase& each : cases) {
    INFO(each.text);
    CHECK(Described(each.text, FindMoney(each.text)) == each.expected);
  }
  CHECK(FindMoney("$5", DollarOf("Thornmere, Ontario, and its $")).front().unit == "CAD");
}

TEST_CASE("numbers of posts are read, other numbers are not") {
  const std::vector<TextCase> cases = {
      {"loss of 42 posts", {"[42 posts] 42 posts"}},
      {"up to 74 employees", {"[74 employees] about 74 staff"}},
      {"twelve members of staff", {"[twelve members of staff] 12 staff"}},
      {"3.5 FTE", {"[3.5 FTE] 3.5 FTE"}},
      {"17.6 full-time equivalent posts", {"[17.6 full-time equivalent posts] 17.6 FTE"}},
      {"between 20 and 25 jobs", {"[20 and 25 jobs] 20 to 25 posts"}},
      {"some 1,200 frontline care workers", {"[1,200 frontline care workers] about 1,200 staff"}},
      {"the 2024 staff", {}},
      {"12 lamp posts", {}},
      {"20% of staff", {}},
      {"30 days for staff", {}},
      {"5 staff consultation meetings", {}},
      {"7 Staff were told", {}},
      {"4.2.1 staff", {}},
      {"2,000,000 posts", {}},
  };
  for (const TextCase& each : cases) {
    INFO(each.text);
    CHECK(Described(each.text, FindPosts(each.text)) == each.expected);
  }
}

// "tender[words]: value; value" for each mention that has any.
Lines Given(const RuleSet& rules, std::string_view text) {
  Lines lines;
  for (const Mention& mention : rules.FindMentions(text)) {
    if (mention.values.empty()) continue;
    std::string line = fmt::format("{}:", TagName(mention.tag));
    for (const Value& value : mention.values) line += " " + ValueWords(value, text) + ";";
    lines.push_back(line);
  }
  return lines;
}

void WriteSmallRules(RulesFolder& folder) {
  folder.Rule("tender", "r", "patterns = ['tender~', 'contract~']")
      .Rule("outsourcing", "r", "patterns = ['outsourc\\w+', 'trust']")
      .Rule("consultation", "r", "patterns = ['survey~']")
      .Write("providers/x.toml",
             "[[provider]]\nid = \"hollin\"\nname = \"Hollin Civils\"\nkind = \"highways\"\n")
      .Write("services/x.toml",
             "[[service]]\nid = \"y\"\nname = \"Youth work\"\ngroup = \"children\"\n")
      .Write("values.toml",
             "clause_borders = ['but']\n"
             "[[date_role]]\nrole = \"contract-start\"\ntags = [\"tender\"]\n"
             "before = ['from', 'starts?']\nexamples = [\"from [1 May 2024]\"]\n"
             "[[date_role]]\nrole = \"consultation-closes\"\ntags = [\"consultation\"]\n"
             "before = ['by']\nafter = ['is the last day']\nwords = 1\nunless = ['sent by']\n"
             "examples = [\"by [1 May 2024]\"]\n");
}

TEST_CASE("a value belongs to one mention") {
  RulesFolder folder;
  WriteSmallRules(folder);
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  const std::vector<TextCase> cases = {
      {"The tender was £5.", {"tender: £5;"}},
      {"The survey cost £5 but the tender £6.", {"consultation: £5;", "tender: £6;"}},
      {"The survey said £5 of the tender.", {"tender: £5;"}},
      {"The tender was £5 and a second tender £6.", {"tender: £5;", "tender: £6;"}},
      {"The tender. It was £5.", {}},
      {"Youth work £5.", {}},
      {"Hollin Civils £5.", {"provider: £5;"}},
      {"Hollin Civils told the meeting at some length of the lack of £5.", {}},
      {"A trust with 5 posts and a tender.", {"outsourcing: 5 posts;"}},
      {"A tender with 5 posts.", {}},
      // Dates.
      {"The contract starts on 1 May 2024.", {"tender: contract start 1 May 2024;"}},
      {"The contract starts in May 2024.", {"tender: contract start May 2024;"}},
      {"The contract starts on 1 May.", {"tender: contract start 1 May;"}},
      {"The contract of May 2024.", {}},
      {"The contract of 1 May 2024.", {"tender: 1 May 2024;"}},
      {"1.05.24 The contract.", {}},
      {"The contract, but on 1 May 2024 nothing.", {}},
      {"A survey from 1 May 2024.", {"consultation: 1 May 2024;"}},
      {"A survey and a contract, answers by 1 May 2024.",
       {"consultation: consultation closes 1 May 2024;"}},
      {"A survey, sent by 1 May 2024.", {"consultation: 1 May 2024;"}},
      {"The survey: 1 May 2024 is the last day.",
       {"consultation: consultation closes 1 May 2024;"}},
      {"The contract is from 1 May 2024 to 30 April 2026.",
       {"tender: contract start 1 May 2024; contract end 30 April 2026;"}},
      {"The contract is for two years from 1 May 2024.",
       {"tender: contract end 30 April 2026; contract start 1 May 2024;"}},
      {"The contract is for two years from 1 May 2024 with an option for one year.",
       {"tender: contract end 30 April 2026; contract start 1 May 2024;"}},
      {"An option to extend by two years from 1 May 2024 the contract.",
       {"tender: contract start 1 May 2024;"}},
      {"The contract is for two years and then three years from 1 May 2024.",
       {"tender: contract start 1 May 2024;"}},
  };
  for (const TextCase& each : cases) {
    INFO(each.text);
    CHECK(Given(*rules, each.text) == each.expected);
  }
}

TEST_CASE("rows of tables are scaled by the head above them, where that is beyond doubt") {
  RulesFolder folder;
  WriteSmallRules(folder);
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  const std::vector<TextCase> cases = {
      {"Costs £000\nRoads contract 1,250", {"tender: £1,250,000;"}},
      {"Costs (£'000)\nRoads contract 1,250", {"tender: £1,250,000;"}},
      {"Costs £m\nOther 3.1\nRoads contract 3.4", {"tender: £3,400,000;"}},
      {"2023/24 £000 2024/25 £000\nRoads contract 86 90", {"tender: £86,000; £90,000;"}},
      {"£000\n£000\nRoads contract 86 -", {"tender: £86,000;"}},
      // One number for two columns, two for one; no head; prose between; a year; a loss.
      {"£000 £000\nRoads contract 86", {}},
      {"Costs £000\nRoads contract 86 90", {}},
      {"Costs\nRoads contract 1,250", {}},
      {"Costs £000\nThis is told below.\nRoads contract 1,250", {}},
      {"Costs £000\nRoads contract 2024", {}},
      {"Costs £000\nRoads contract (86)", {}},
      {"Costs £000 and £m\nRoads contract 86 90", {}},
      // Thousands of thousands, or pounds? Nobody can tell.
      {"Costs £000\nRoads contract £1,250", {}},
      {"Costs £000\nThe contract is £1,250 in all, as was said.", {"tender: £1,250;"}},
  };
  for (const TextCase& each : cases) {
    INFO(each.text);
    CHECK(Given(*rules, each.text) == each.expected);
  }
}

TEST_CASE("mistakes in values.toml are named with their place") {
  struct Case {
    const char* content;
    Lines expected;
  };
  const std::vector<Case> cases = {
      {"[[date_role]]\nrole = \"contract-stop\"\ntags = [\"tender\"]\nbefore = ['on']\n"
       "examples = [\"on [1 May 2024]\"]",
       {"values.toml:2:8: \"contract-stop\" is no role (did you mean \"contract-start\"?)"}},
      {"[[date_role]]\nrole = \"meeting\"\ntags = [\"provider\"]\nbefore = ['on']\n"
       "examples = [\"on [1 May 2024]\"]",
       {"values.toml:3:9: \"provider\" is none of tags (use one of: tender, outsourcing, "
        "consultation)"}},
      {"[[date_role]]\nrole = \"meeting\"\ntags = [\"tender\"]",
       {"values.toml:1:1: a [[date_role]] has neither before nor after (say which words show it)",
        "values.toml:1:1: a [[date_role]] has no examples (add one)"}},
      {"[[date_role]]\nrole = \"meeting\"\ntags = [\"tender\"]\nbefore = ['{nothing}']\n"
       "examples = [\"on 1 May 2024\"]",
       {"values.toml:5:13: an entry of examples does not show what it is about (put [brackets] "
        "round the date, once)",
        "values.toml:4:12: unknown fragment {nothing} (add it to fragments.toml)"}},
  };
  for (const Case& each : cases) {
    INFO(each.content);
    RulesFolder folder;
    folder.Rule("tender", "r", "patterns = ['tender~']").Write("values.toml", each.content);
    CHECK(folder.Complaints() == each.expected);
  }
}

TEST_CASE("examples in values.toml are run") {
  RulesFolder folder;
  folder
      .Rule("tender", "r", "patterns = ['xyz']",
            "[[example]]\ntext = \"xyz\"\n[[counter_example]]\ntext = \"abc\"")
      .Write("values.toml",
             "[[date_role]]\nrole = \"meeting\"\ntags = [\"tender\"]\nbefore = ['held', 'met']\n"
             "examples = [\"held on [1 May 2024]\", \"seen [1 May 2024]\", \"held [soon]\"]\n"
             "counter_examples = [\"held on [2 May 2024]\"]\n");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules.has_value());
  std::set<std::string> about_values;
  for (const std::string& failure : folder.Relative(rules->RunExamples().failures)) {
    if (failure.starts_with("values.toml")) about_values.insert(failure);
  }
  CHECK(about_values ==
        std::set<std::string>{
            "values.toml:5:37: the date in this example has the role \"none\" (change before, "
            "after or unless, or the text)",
            "values.toml:5:58: there is no date in the brackets (write one such as [31 March "
            "2026])",
            "values.toml:6:21: the date in this counter-example has the role \"meeting\" (change "
            "before, after or unless, or the text)",
            "values.toml:4:19: no example reaches this pattern (add one, or drop the pattern)"});
}

}  // namespace
}  // namespace scrutineer::extractors

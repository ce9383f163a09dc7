// What a campaigner gets from rules eval, try and backtest, and from retag.

#include <catch2/catch.hpp>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const std::string kPassages = std::string(SCRUTINEER_SOURCE_DIR) + "/tests/eval/passages.jsonl";

bool Has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

std::string Folded(const std::string& name) {
  std::string out = " ";
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  return out.back() == ' ' ? out : out + ' ';
}

bool Same(const std::string& a, const std::string& b) {
  return Has(Folded(a), Folded(b)) || Has(Folded(b), Folded(a));
}

struct Count {
  double right = 0, wrong = 0, missed = 0, attribute = 0;
};

// The same measure, taken from what `tag --lines` prints.
std::map<std::string, Count> Recount() {
  TemporaryFolder folder;
  std::string lines;
  std::vector<Json> gold;
  for (const std::string& line : Lines(ReadBytes(kPassages))) {
    gold.push_back(Json::parse(line));
    lines += gold.back()["text"].get<std::string>() + "\n";
  }
  WriteBytes(folder.path() / "lines.txt", lines);
  const auto tagged =
      Lines(RunScrutineer({"tag", "--lines", (folder.path() / "lines.txt").string()}).out);
  REQUIRE(tagged.size() == gold.size());
  std::map<std::string, Count> counts;
  const std::map<std::string, std::string> attributes = {
      {"tender", "stage"}, {"outsourcing", "direction"}, {"consultation", "kind"}};
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const Json mentions = Json::parse(tagged[i])["mentions"];
    for (const auto& [tag, attribute] : attributes) {
      bool found = false, right = false;
      for (const Json& mention : mentions) {
        if (mention["tag"] != tag) continue;
        found = true;
        const auto value = mention.find(attribute);
        right = right || (value != mention.end() &&
                          (*value == gold[i][tag] || *value == gold[i].value(tag + "_alt", "-")));
      }
      const bool wanted = !gold[i][tag].is_null();
      counts[tag].right += found && wanted ? 1 : 0;
      counts[tag].wrong += found && !wanted ? 1 : 0;
      counts[tag].missed += !found && wanted ? 1 : 0;
      counts[tag].attribute += found && wanted && right ? 1 : 0;
    }
    std::map<std::string, std::string> got;  // by folded name
    for (const Json& mention : mentions) {
      if (mention["tag"] == "provider") got[Folded(mention["text"])] = mention["text"];
    }
    for (const Json& want : gold[i]["providers"]) {
      bool hit = false;
      for (const auto& [folded, name] : got) hit = hit || Same(want, name);
      ++(hit ? counts["provider"].right : counts["provider"].missed);
    }
    for (const auto& [folded, name] : got) {
      bool hit = false;
      for (const Json& want : gold[i]["providers"]) hit = hit || Same(want, name);
      if (!hit) ++counts["provider"].wrong;
    }
  }
  return counts;
}

TEST_CASE("rules eval measures what tag finds") {
  const auto result = RunScrutineer({"rules", "eval", kPassages, "--format", "json"});
  INFO(result.error);
  REQUIRE(result.exit_code == 0);
  const Json all = Json::parse(result.out)["all"];
  CHECK(all["passages"] >= 60);
  for (const auto& [tag, count] : Recount()) {
    INFO(tag);
    REQUIRE(count.right > 0);
    CHECK(all[tag]["right"] == count.right);
    CHECK(all[tag]["wrong"] == count.wrong);
    CHECK(all[tag]["missed"] == count.missed);
    const double f1 = 2 * count.right / (2 * count.right + count.wrong + count.missed);
    CHECK(all[tag]["f1"].get<double>() == Approx(f1).margin(0.0001));
    if (tag != "provider") {
      CHECK(all[tag]["attribute"].get<double>() ==
            Approx(count.attribute / count.right).margin(0.0001));
    }
  }
  const auto text = RunScrutineer({"rules", "eval", kPassages, "--by-rule"});
  CHECK(Has(text.out, "mean F1"));
  CHECK(Has(text.out, "positives"));
  CHECK(Has(text.out, "fires"));
}

// A folder with two rules and labelled passages.
class Lab {
 public:
  Lab() {
    Rule("tender.award", "award~", "Calderbrook awarded it.");
    Rule("tender.plan", "plan~", "They plan it.");
    WriteBytes(folder_.path() / "gold.jsonl",
               "{\"id\": \"r1\", \"text\": \"Read: an award.\", \"tender\": \"award\"}\n"
               "{\"id\": \"r2\", \"text\": \"Read: a plan.\", \"tender\": null}\n"
               "{\"id\": \"r3\", \"text\": \"Read: a bid.\", \"tender\": \"tendering\"}\n"
               "{\"id\": \"u1\", \"text\": \"Unread: a quotation.\", \"tender\": \"tendering\"}\n");
  }

  void Rule(const std::string& id, const std::string& pattern, const std::string& example) {
    std::string file = id;
    file[file.find('.')] = '/';
    fs::create_directories((folder_.path() / "rules" / file).parent_path());
    WriteBytes(folder_.path() / "rules" / (file + ".toml"), RuleText(id, pattern, example));
  }

  static std::string RuleText(const std::string& id, const std::string& pattern,
                              const std::string& example) {
    return "id = \"" + id + "\"\ntitle = \"T\"\ntag = \"tender\"\nstatus = \"stable\"\n" +
           "description = \"D\"\n[match]\npatterns = ['" + pattern + "']\n[attributes]\n" +
           "stage = \"award\"\n[[example]]\ntext = \"" + example +
           "\"\n[[counter_example]]\ntext = \"Nothing.\"\n";
  }

  CommandResult Run(std::vector<std::string> arguments, std::string_view input = {}) const {
    arguments.insert(arguments.begin(),
                     {"--rules", (*this / "rules").string(), "--data", (*this / "data").string()});
    return RunScrutineer(arguments, input);
  }
  CommandResult Eval(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"rules", "eval", (*this / "gold.jsonl").string()});
    return Run(arguments);
  }
  fs::path operator/(std::string_view name) const { return folder_.path() / name; }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("what is unread is measured, warned of and not shown") {
  const Lab lab;
  const auto all = lab.Eval({"--errors", "9"});
  CHECK(Has(all.out, "quotation"));
  const auto apart = lab.Eval({"--errors", "9", "--unread", "^u"});
  INFO(apart.out);
  CHECK(Has(apart.out, "3 passages, read"));
  CHECK(Has(apart.out, "1 passage, unread"));
  CHECK(Has(apart.out, "warning: tender: F1 0.500 on read passages, 0.000 on unread"));
  CHECK(Has(apart.out, "a bid"));
  CHECK(Has(apart.out, "by tender.plan"));
  CHECK_FALSE(Has(apart.out, "quotation"));
  CHECK_FALSE(Has(apart.out, "u1"));
  CHECK(Has(lab.Eval({"--errors", "9", "--unread", "^u", "--show-unread"}).out, "quotation"));
  CHECK_FALSE(
      Has(lab.Eval({"--errors", "9", "--unread", "^u", "--format", "json"}).out, "quotation"));
  CHECK(lab.Eval({"--unread", "("}).exit_code == 2);
}

TEST_CASE("a change is compared with what was before, passage by passage") {
  Lab lab;
  fs::copy(lab / "rules", lab / "before", fs::copy_options::recursive);
  REQUIRE(lab.Eval({"--save", (lab / "before.jsonl").string()}).exit_code == 0);
  lab.Rule("tender.award", "bid~|quotation~", "A bid and a quotation.");
  for (const char* baseline : {"before", "before.jsonl"}) {
    INFO(baseline);
    const auto result = lab.Eval({"--compare", (lab / baseline).string(), "--unread", "^u"});
    INFO(result.out << result.error);
    REQUIRE(result.exit_code == 0);
    CHECK(Has(result.out, "1 won, 1 lost (tender +1 -1)"));
    CHECK(Has(result.out, "of unread passages: 1 won, 0 lost (tender +1 -0), not shown"));
    CHECK(Has(result.out, "won: no more tender missed, r3"));
    CHECK(Has(result.out, "lost: now tender missed, r1"));
    CHECK_FALSE(Has(result.out, "quotation"));
  }
  const auto missing = lab.Eval({"--compare", (lab / "nothing").string()});
  CHECK(missing.exit_code == 2);
  const auto no_result = lab.Eval({"--compare", (lab / "gold.jsonl").string()});
  CHECK(no_result.exit_code == 2);
  CHECK(Has(no_result.error, "gold.jsonl:1"));
}

TEST_CASE("what one rule adds is told by leaving it out") {
  const Lab lab;
  const Json json =
      Json::parse(lab.Eval({"--rule", "tender.plan", "--format", "json"}).out)["comparison"];
  CHECK(json["won"].empty());
  REQUIRE(json["lost"].size() == 1);
  CHECK(json["lost"][0]["id"] == "r2");
  WriteBytes(lab / "new.toml", Lab::RuleText("tender.new", "bid~", "A bid."));
  const Json extra = Json::parse(
      lab.Eval({"--rule", (lab / "new.toml").string(), "--format", "json"}).out)["comparison"];
  REQUIRE(extra["won"].size() == 1);
  CHECK(extra["won"][0]["id"] == "r3");
  const auto unknown = lab.Eval({"--rule", "tender.plans"});
  CHECK(unknown.exit_code == 2);
  CHECK(Has(unknown.error, "did you mean tender.plan?"));
}

TEST_CASE("rules try says what fired and what was voided") {
  const Lab lab;
  const auto fired = lab.Run({"rules", "try", "An award."});
  INFO(fired.out << fired.error);
  CHECK(fired.exit_code == 0);
  CHECK(Has(fired.out, "tender.award fired on \"award\""));
  CHECK(Has(fired.out, "An **award**."));
  CHECK(Has(fired.out, "stage award"));
  CHECK(lab.Run({"rules", "try", "Nothing."}).exit_code == 1);
  CHECK(lab.Run({"rules", "try"}).exit_code == 2);
  CHECK(Has(lab.Run({"rules", "try", "-"}, "An award.").out, "fired on"));

  WriteBytes(lab / "new.toml",
             Lab::RuleText("tender.new", "award~']\nunless = ['prize~", "An award."));
  WriteBytes(lab / "text.txt", "An award and a prize.\nAn award.\n");
  const auto file = lab.Run({"rules", "try", "--rule", (lab / "new.toml").string(),
                             (lab / "text.txt").string(), "--format", "json"});
  INFO(file.out << file.error);
  const Json matches = Json::parse(file.out);
  REQUIRE(matches.size() == 2);
  CHECK(matches[0]["fired"] == false);
  CHECK(matches[0]["voided_by"][0]["part"] == "unless");
  CHECK(matches[0]["voided_by"][0]["words"] == "prize");
  CHECK(matches[0]["voided_by"][0]["place"].get<std::string>().find("new.toml:") !=
        std::string::npos);
  // The rule that is there already stays, for it comes first by its id.
  CHECK(matches[1]["voided_by"][0]["part"] == "overlap");

  const auto pdf = lab.Run(
      {"rules", "try", "--rule", "tender.award",
       (SampleFolder() / "talfryn/Item-5-Extra-care-housing-future-delivery.pdf").string()});
  INFO(pdf.out << pdf.error);
  CHECK(Has(pdf.out, ", page "));
  const auto missing = lab.Run({"rules", "try", "--rule", "tender.award", "nowhere.txt"});
  CHECK(missing.exit_code == 2);
  CHECK(Has(missing.error, "nowhere.txt"));
}

TEST_CASE("rules backtest counts what mentions lists, and keeps judgements for eval") {
  const Lab lab;
  REQUIRE(lab.Run({"ingest", SampleFolder().string()}).exit_code == 0);
  const auto mentions =
      Lines(lab.Run({"mentions", "--rule", "tender.award", "--format", "jsonl"}).out);
  const auto result =
      lab.Run({"rules", "backtest", "tender.award", "--sample", "4", "--format", "json"});
  INFO(result.out << result.error);
  REQUIRE(result.exit_code == 0);
  const Json json = Json::parse(result.out);
  CHECK(json["mentions"] == mentions.size());
  REQUIRE(json["sample"].size() == 4);
  const auto sum = [](const Json& rows) {
    std::size_t all = 0;
    for (const Json& row : rows) all += row["mentions"].get<std::size_t>();
    return all;
  };
  CHECK(sum(json["by_month"]) == mentions.size());
  CHECK(sum(json["by_council"]) == mentions.size());
  CHECK(sum(json["by_committee"]) == mentions.size());
  const auto again =
      lab.Run({"rules", "backtest", "tender.award", "--sample", "4", "--format", "json"});
  CHECK(again.out == result.out);
  const auto other = lab.Run(
      {"rules", "backtest", "tender.award", "--sample", "4", "--seed", "2", "--format", "json"});
  CHECK(Json::parse(other.out)["sample"] != json["sample"]);
  CHECK(Has(lab.Run({"rules", "backtest", "tender.award"}).out, "#"));
  CHECK(Has(lab.Run({"rules", "backtest", "tender.award", "--format", "csv"}).out,
            "by,value,mentions,papers\r\nall,,"));

  const auto judged = lab.Run({"rules", "backtest", "tender.award", "--sample", "4", "--judge"},
                              "r\nperhaps\nw\ns\nq\n");
  INFO(judged.out << judged.error);
  CHECK(judged.exit_code == 0);
  CHECK(Has(judged.out, "1 right, 1 wrong"));
  CHECK(Has(judged.error, "\"perhaps\" is none of"));
  const auto lines = Lines(ReadBytes(lab / "data/judgements.jsonl"));
  REQUIRE(lines.size() == 2);
  const Json right = Json::parse(lines[0]);
  CHECK(right["tender"] == "award");
  CHECK(right["rule"] == "tender.award");
  CHECK(Has(right["citation"], "#page="));
  CHECK_FALSE(right.contains("consultation"));
  CHECK(Json::parse(lines[1])["tender"].is_null());

  // What was judged is not asked again.
  const auto all = std::to_string(mentions.size());
  const auto rest =
      lab.Run({"rules", "backtest", "tender.award", "--sample", all, "--judge"}, "q\n");
  CHECK_FALSE(Has(rest.out, right["text"].get<std::string>() + "\n"));
  const auto anew = lab.Run(
      {"rules", "backtest", "tender.award", "--sample", "4", "--judge", "--again"}, "w\nq\n");
  CHECK(anew.exit_code == 0);
  CHECK(Has(lab.Run({"rules", "list"}).out, "(judged right: 0 of 2)"));

  const auto eval = lab.Run({"rules", "eval", "--judgements", "--format", "json"});
  INFO(eval.out << eval.error);
  REQUIRE(eval.exit_code == 0);
  const Json score = Json::parse(eval.out)["all"];
  CHECK(score["passages"] == 2);
  CHECK(score["tender"]["wrong"] == 2);
  CHECK(score["consultation"]["wrong"] == 0);
}

TEST_CASE("a judgement that was cut short costs itself only") {
  const Lab lab;
  REQUIRE(lab.Run({"ingest", SampleFolder().string()}).exit_code == 0);
  REQUIRE(lab.Run({"rules", "backtest", "tender.award", "--judge"}, "r\nq\n").exit_code == 0);
  const std::string whole = ReadBytes(lab / "data/judgements.jsonl");
  WriteBytes(lab / "data/judgements.jsonl", whole + "{\"id\": \"cut sho");
  REQUIRE(lab.Run({"rules", "backtest", "tender.award", "--judge"}, "r\nq\n").exit_code == 0);
  CHECK(Lines(ReadBytes(lab / "data/judgements.jsonl")).size() == 3);
  const auto eval = lab.Run({"rules", "eval", "--judgements", "--format", "json"});
  INFO(eval.error);
  REQUIRE(eval.exit_code == 0);
  CHECK(Json::parse(eval.out)["all"]["passages"] == 2);
}

TEST_CASE("a rule that is not there yet is backtested with the others") {
  const Lab lab;
  REQUIRE(lab.Run({"ingest", SampleFolder().string()}).exit_code == 0);
  WriteBytes(lab / "new.toml", Lab::RuleText("tender.new", "consult~", "They consult."));
  const auto result =
      lab.Run({"rules", "backtest", (lab / "new.toml").string(), "--format", "json"});
  INFO(result.error);
  CHECK(Json::parse(result.out)["mentions"] > 0);
  CHECK(Lines(lab.Run({"mentions", "--rule", "tender.new", "--format", "jsonl"}).out).empty());
  const auto unknown = lab.Run({"rules", "backtest", "tender.none"});
  CHECK(unknown.exit_code == 2);
  CHECK(Has(unknown.error, "tender.none"));
  WriteBytes(lab / "bad.toml", "id = \"tender.bad\"\n");
  const auto bad = lab.Run({"rules", "backtest", (lab / "bad.toml").string()});
  CHECK(bad.exit_code == 2);
  CHECK(Has(bad.error, "bad.toml:1:1"));
}

TEST_CASE("retag tells gains and losses by rule, and can be tried first") {
  Lab lab;
  REQUIRE(lab.Run({"ingest", SampleFolder().string()}).exit_code == 0);
  CHECK(Has(lab.Run({"retag"}).out, "nothing to do"));
  const auto rows = [&](const char* rule) {
    return Lines(lab.Run({"mentions", "--rule", rule, "--format", "jsonl"}).out).size();
  };
  const auto awards = rows("tender.award");
  lab.Rule("tender.award", "contract award~", "A contract award.");
  lab.Rule("tender.lift", "lift~", "A lift.");
  const Json tried = Json::parse(lab.Run({"retag", "--dry-run", "--format", "json"}).out);
  CHECK(tried["dry_run"] == true);
  CHECK(rows("tender.award") == awards);
  const auto result = lab.Run({"retag", "--list", "--format", "json"});
  INFO(result.out << result.error);
  const Json report = Json::parse(result.out);
  CHECK(report["by_rule"] == tried["by_rule"]);
  CHECK(report["changed_parts"] == Json{"rule:tender.award", "rule:tender.lift"});
  CHECK(report["mentions"].size() == report["gained"].get<std::size_t>() +
                                         report["lost"].get<std::size_t>() +
                                         report["changed"].get<std::size_t>());
  CHECK(report["by_rule"]["tender.award"]["lost"].get<std::size_t>() > 0);
  CHECK(report["papers_tagged"].get<int>() < report["papers"].get<int>());
  CHECK(Has(report["mentions"][0]["citation"], "#page="));
  CHECK(rows("tender.award") < awards);
  lab.Rule("tender.award", "award~", "An award.");
  const auto text = lab.Run({"retag", "--list"});
  CHECK(Has(text.out, "gained: tender (tender.award)"));
  CHECK(Has(text.out, "changed: rule:tender.award"));
  CHECK(rows("tender.award") == awards);
}

TEST_CASE("changed rules whose examples fail tag nothing") {
  Lab lab;
  REQUIRE(lab.Run({"ingest", SampleFolder().string()}).exit_code == 0);
  const auto rows = [&] {
    return Lines(lab.Run({"mentions", "--rule", "tender.award", "--format", "jsonl"}).out).size();
  };
  const auto before = rows();
  lab.Rule("tender.award", "contract award~", "Nothing of the kind.");
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"retag"}, {"ingest", SampleFolder().string()}}) {
    const auto refused = lab.Run(command);
    INFO(refused.error);
    CHECK(refused.exit_code == 2);
    CHECK(Has(refused.error, "award.toml:"));
    CHECK(Has(refused.error, "does not fire on this example"));
    CHECK(Has(refused.error, "nothing was tagged"));
  }
  CHECK(lab.Run({"rules", "check"}).exit_code == 2);
  CHECK(rows() == before);
  lab.Rule("tender.award", "award~", "An award.");
  CHECK(lab.Run({"retag"}).exit_code == 0);
}

}  // namespace
}  // namespace scrutineer::tests

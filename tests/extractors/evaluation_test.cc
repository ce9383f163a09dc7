#include "extractors/evaluation.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scrutineer::extractors {
namespace {

using Lines = std::vector<std::string>;

std::vector<GoldPassage> Gold(const std::string& content, const std::string& unread = {}) {
  auto passages = ParseGoldPassages(content, "gold.jsonl", unread);
  if (!passages) FAIL(passages.error().ToString());
  return *passages;
}

FoundMention Tender(const std::string& stage, const std::string& rule = "tender.r") {
  return {Tag::kTender, rule, "words", {.stage = stage, .direction = {}, .kind = {}, .status = {}}};
}
FoundMention Provider(const std::string& text, const std::string& rule = "provider.r") {
  return {Tag::kProvider, rule, text, {}};
}

std::string Describe(const TagScore& score) {
  return "right " + std::to_string(score.right) + " wrong " + std::to_string(score.wrong) +
         " missed " + std::to_string(score.missed) + " attribute " +
         std::to_string(score.attribute_right) + "/" + std::to_string(score.attribute_judged);
}

TEST_CASE("a bad line of labelled passages says where, why and what to do") {
  const struct {
    const char* name;
    const char* content;
    const char* where;
    const char* message;  // stands in it
  } cases[] = {
      {"no JSON", "{\"id\": \"a\"", "gold.jsonl:1", "no JSON object"},
      {"a list", "[]", "gold.jsonl:1", "no JSON object"},
      {"no id", R"({"text": "x", "tender": null})", "gold.jsonl:1", "no \"id\" (add it)"},
      {"no text", R"({"id": "a", "tender": null})", "gold.jsonl:1", "no \"text\""},
      {"empty text", R"({"id": "a", "text": "", "tender": null})", "gold.jsonl:1", "empty"},
      {"no label", R"({"id": "a", "text": "x"})", "gold.jsonl:1", "no label"},
      {"a stage that is none", R"({"id": "a", "text": "x", "tender": "awarded"})", "gold.jsonl:1",
       "\"tender\" is \"awarded\", which is no stage (use one of: plan, "},
      {"an alternative that is none",
       R"({"id": "a", "text": "x", "tender": "award", "tender_alt": "x"})", "gold.jsonl:1",
       "\"tender_alt\""},
      {"a number for a kind", R"({"id": "a", "text": "x", "consultation": 3})", "gold.jsonl:1",
       "neither null nor a kind"},
      {"providers that are no list", R"({"id": "a", "text": "x", "providers": "Ebb"})",
       "gold.jsonl:1", "no list of names"},
      {"a status of nothing", R"({"id": "a", "text": "x", "status": {"service": "past"}})",
       "gold.jsonl:1", "\"service\", which is no tag"},
      {"a status that is none", R"({"id": "a", "text": "x", "status": {"tender": "gone"}})",
       "gold.jsonl:1", "use one of: proposed"},
      {"unread that is text", R"({"id": "a", "text": "x", "tender": null, "unread": "yes"})",
       "gold.jsonl:1", "neither true nor false"},
      {"the second line", "{\"id\": \"a\", \"text\": \"x\", \"tender\": null}\n\n{\"id\": \"b\"}\n",
       "gold.jsonl:3", "no \"text\""},
      {"an id twice",
       "{\"id\": \"a\", \"text\": \"x\", \"tender\": null}\n"
       "{\"id\": \"a\", \"text\": \"y\", \"tender\": null}\n",
       "gold.jsonl:2", "stands at line 1 already"},
      {"not UTF-8", "{\"id\": \"a\", \"text\": \"\xFF\"}", "gold.jsonl:1:22", "UTF-8"},
  };
  for (const auto& row : cases) {
    INFO(row.name);
    const auto passages = ParseGoldPassages(row.content, "gold.jsonl");
    REQUIRE_FALSE(passages.has_value());
    INFO(passages.error().ToString());
    CHECK(passages.error().context == row.where);
    CHECK(passages.error().message.find(row.message) != std::string::npos);
  }
  const auto bad = ParseGoldPassages("", "gold.jsonl", "(");
  REQUIRE_FALSE(bad.has_value());
  CHECK(bad.error().context == "--unread");
}

TEST_CASE("presence and attributes are counted by passage") {
  const struct {
    const char* name;
    const char* labels;
    std::vector<FoundMention> found;
    const char* expected;
  } cases[] = {
      {"found",
       R"("tender": "award")",
       {Tender("award")},
       "right 1 wrong 0 missed 0 attribute 1/1"},
      {"found twice counts once",
       R"("tender": "award")",
       {Tender("award"), Tender("plan")},
       "right 1 wrong 0 missed 0 attribute 1/1"},
      {"another attribute",
       R"("tender": "award")",
       {Tender("plan")},
       "right 1 wrong 0 missed 0 attribute 0/1"},
      {"the alternative",
       R"("tender": "award", "tender_alt": "plan")",
       {Tender("plan")},
       "right 1 wrong 0 missed 0 attribute 1/1"},
      {"no attribute",
       R"("tender": "award")",
       {Tender("")},
       "right 1 wrong 0 missed 0 attribute 0/1"},
      {"missed", R"("tender": "award")", {Provider("x")}, "right 0 wrong 0 missed 1 attribute 0/0"},
      {"wrong", R"("tender": null)", {Tender("award")}, "right 0 wrong 1 missed 0 attribute 0/0"},
      {"neither", R"("tender": null)", {}, "right 0 wrong 0 missed 0 attribute 0/0"},
      {"not judged",
       R"("consultation": null)",
       {Tender("award")},
       "right 0 wrong 0 missed 0 attribute 0/0"},
      {"present, attribute not judged",
       R"("tender": true)",
       {Tender("award")},
       "right 1 wrong 0 missed 0 attribute 0/0"},
  };
  for (const auto& row : cases) {
    INFO(row.name);
    const auto gold = Gold(std::string(R"({"id": "a", "text": "x", )") + row.labels + "}");
    CHECK(Describe(Evaluate(gold, {row.found}).all.tags[0]) == row.expected);
  }
}

TEST_CASE("providers are counted by name") {
  const struct {
    const char* name;
    const char* labels;
    std::vector<std::string> found;
    const char* expected;
  } cases[] = {
      {"the same",
       R"("providers": ["Ebb & Sons Ltd"])",
       {"Ebb & Sons Ltd"},
       "right 1 wrong 0 missed 0 attribute 0/0"},
      {"case and punctuation",
       R"("providers": ["Ebb-Sons, Ltd."])",
       {"EBB SONS LTD"},
       "right 1 wrong 0 missed 0 attribute 0/0"},
      {"longer", R"("providers": ["Ebb"])", {"Ebb Sons"}, "right 1 wrong 0 missed 0 attribute 0/0"},
      {"shorter",
       R"("providers": ["Ebb Sons"])",
       {"Sons"},
       "right 1 wrong 0 missed 0 attribute 0/0"},
      {"not within a word",
       R"("providers": ["Ebbing"])",
       {"Ebb"},
       "right 0 wrong 1 missed 1 attribute 0/0"},
      {"one of two",
       R"("providers": ["Ebb", "Flow"])",
       {"Ebb"},
       "right 1 wrong 0 missed 1 attribute 0/0"},
      {"one name for two labels",
       R"("providers": ["Ebb", "Flow"])",
       {"Ebb and Flow"},
       "right 2 wrong 0 missed 0 attribute 0/0"},
      {"the same name twice",
       R"("providers": ["Ebb", "EBB"])",
       {"Ebb", "ebb"},
       "right 1 wrong 0 missed 0 attribute 0/0"},
      {"nothing but punctuation",
       R"("providers": [])",
       {"&"},
       "right 0 wrong 1 missed 0 attribute 0/0"},
      {"not judged", R"("tender": null)", {"Ebb"}, "right 0 wrong 0 missed 0 attribute 0/0"},
      {"only some names judged",
       R"("providers": ["Ebb"], "not_providers": ["Flow"])",
       {"Ebb", "Flow", "Tide"},
       "right 1 wrong 1 missed 0 attribute 0/0"},
  };
  for (const auto& row : cases) {
    INFO(row.name);
    const auto gold = Gold(std::string(R"({"id": "a", "text": "x", )") + row.labels + "}");
    std::vector<FoundMention> found;
    for (const std::string& text : row.found) found.push_back(Provider(text));
    CHECK(Describe(Evaluate(gold, {found}).all.tags[3]) == row.expected);
  }
}

TEST_CASE("status is scored where it is labelled") {
  const auto gold = Gold(
      "{\"id\": \"a\", \"text\": \"x\", \"status\": {\"tender\": \"past\"}}\n"
      "{\"id\": \"b\", \"text\": \"x\", \"status\": {\"tender\": [\"past\", \"none\"]}}\n"
      "{\"id\": \"c\", \"text\": \"x\", \"status\": {\"tender\": \"none\"}}\n"
      "{\"id\": \"d\", \"text\": \"x\", \"tender\": null}\n");
  FoundMention past = Tender("");
  past.attributes.status = "past";
  FoundMention none = Tender("");
  none.attributes.status = "none";
  const Evaluation evaluation = Evaluate(gold, {{past}, {none}, {past}, {past}});
  CHECK(Describe(evaluation.all.status) == "right 2 wrong 1 missed 1 attribute 0/0");
  CHECK(evaluation.all.by_status.at("past").wrong == 1);
  CHECK(evaluation.all.by_status.at("none").missed == 1);
}

TEST_CASE("precision, recall and F1 are defined where nothing is") {
  TagScore score;
  CHECK(score.precision() == 0.0);
  CHECK(score.recall() == 0.0);
  CHECK(score.f1() == 1.0);
  score = {.right = 3, .wrong = 1, .missed = 2, .attribute_judged = 0, .attribute_right = 0};
  CHECK(score.precision() == Approx(0.75));
  CHECK(score.recall() == Approx(0.6));
  CHECK(score.f1() == Approx(6.0 / 9));
}

TEST_CASE("read and unread passages are told apart, by themselves or by id") {
  const std::string content =
      "{\"id\": \"e1\", \"text\": \"x\", \"tender\": \"award\"}\n"
      "{\"id\": \"ad-3\", \"text\": \"x\", \"tender\": \"award\"}\n"
      "{\"id\": \"ad-4\", \"text\": \"x\", \"tender\": \"award\"}\n"
      "{\"id\": \"z\", \"text\": \"x\", \"tender\": \"award\", \"unread\": true}\n";
  const FoundMentions found(4);
  CHECK(Evaluate(Gold(content), found).unread.passages == 1);
  const auto gold = Gold(content, "^([b-e]|ad-[0-9]*[13579]$)");
  const Evaluation evaluation = Evaluate(gold, found);
  CHECK(evaluation.unread.passages == 3);
  CHECK(evaluation.read.passages == 1);
  CHECK(evaluation.all.tags[0].missed == 4);
}

TEST_CASE("of two judgements on the same words the last counts") {
  const std::string first =
      R"({"id": "p1", "text": "x", "tender": "award", "judged_at": "2026-01-01T00:00:00Z"})";
  const std::string second =
      R"({"id": "p1", "text": "x", "tender": null, "judged_at": "2026-01-02T00:00:00Z"})";
  const std::string other =
      R"({"id": "p1", "text": "x", "consultation": null, "judged_at": "2026-01-03T00:00:00Z"})";
  const auto gold = Gold(first + "\n" + second + "\n" + other + "\n");
  REQUIRE(gold.size() == 2);
  CHECK(gold[0].labels[0].judged);
  CHECK_FALSE(gold[0].labels[0].present);
  CHECK_FALSE(gold[1].labels[0].judged);
  CHECK(gold[1].labels[2].judged);
}

TEST_CASE("two results are compared by what each gets wrong") {
  const auto gold = Gold(
      "{\"id\": \"a\", \"text\": \"x\", \"tender\": \"award\"}\n"
      "{\"id\": \"b\", \"text\": \"x\", \"tender\": null, \"providers\": [\"Ebb\"]}\n"
      "{\"id\": \"c\", \"text\": \"x\", \"tender\": \"plan\"}\n");
  const FoundMentions before = {{}, {Provider("Flow")}, {Tender("award")}};
  const FoundMentions after = {
      {Tender("award")}, {Tender("plan"), Provider("Ebb")}, {Tender("rules")}};
  const auto describe = [&](const std::vector<Mistake>& mistakes) {
    Lines lines;
    for (const Mistake& mistake : mistakes) {
      lines.push_back(gold[mistake.passage].id + " " + std::string(TagName(mistake.tag)) + " " +
                      std::string(MistakeName(mistake.kind)));
    }
    return lines;
  };
  const Comparison comparison = Compare(Evaluate(gold, before), Evaluate(gold, after));
  CHECK(describe(comparison.won) ==
        Lines{"a tender missed", "b provider missed", "b provider wrong"});
  // The stage of c is wrong before and after, so it is neither won nor lost.
  CHECK(describe(comparison.lost) == Lines{"b tender wrong"});

  const auto saved = SaveFound(gold, before);
  std::size_t unknown = 9;
  const auto loaded = LoadFound(saved, "saved.jsonl", gold, unknown);
  REQUIRE(loaded.has_value());
  CHECK(unknown == 0);
  CHECK(Compare(Evaluate(gold, before), Evaluate(gold, *loaded)).won.empty());
  CHECK(SaveFound(gold, *loaded) == saved);
  const auto bad = LoadFound("{\"id\": \"a\", \"mentions\": []}\n{\"a\": 1}\n", "s", gold, unknown);
  REQUIRE_FALSE(bad.has_value());
  CHECK(bad.error().context == "s:2");
}

TEST_CASE("each rule is told how often it was right") {
  const auto gold = Gold(
      "{\"id\": \"a\", \"text\": \"x\", \"tender\": \"award\", \"providers\": [\"Ebb\"]}\n"
      "{\"id\": \"b\", \"text\": \"x\", \"tender\": null, \"providers\": []}\n"
      "{\"id\": \"c\", \"text\": \"x\", \"consultation\": null}\n");
  const Evaluation evaluation = Evaluate(
      gold,
      {{Tender("award", "tender.a"), Tender("award", "tender.a"), Provider("Ebb", "provider.a")},
       {Tender("plan", "tender.a"), Tender("plan", "tender.b")},
       {Tender("plan", "tender.a")}});
  CHECK(evaluation.rules.at("tender.a").fires == 2);
  CHECK(evaluation.rules.at("tender.a").right == 1);
  CHECK(evaluation.rules.at("tender.a").wrong == 1);
  CHECK(evaluation.rules.at("tender.b").wrong == 1);
  CHECK(evaluation.rules.at("provider.a").right == 1);
}

}  // namespace
}  // namespace scrutineer::extractors

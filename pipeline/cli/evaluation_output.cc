#include "pipeline/cli/evaluation_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace scrutineer::cli {
namespace {

using extractors::GroupScore;
using extractors::kLabelledTags;
using extractors::Mistake;
using extractors::TagScore;
using Json = nlohmann::ordered_json;

// A larger gap between read and unread passages means rules that fit what was read only.
constexpr double kLargestGap = 0.03;

double Rounded(double value) { return std::round(value * 10'000) / 10'000; }

std::optional<double> AttributeShare(const TagScore& score) {
  if (score.attribute_judged == 0) return std::nullopt;
  return static_cast<double>(score.attribute_right) / static_cast<double>(score.attribute_judged);
}

void PrintScore(std::string_view name, const TagScore& score, bool with_attribute) {
  const auto share = AttributeShare(score);
  const std::string attribute = !with_attribute ? "" : share ? fmt::format("{:.3f}", *share) : "-";
  PrintLine(fmt::format("{:14}{:>10.3f}{:>8.3f}{:>8.3f}{:>11}{:>11}", name, score.precision(),
                        score.recall(), score.f1(), score.positives(), attribute));
}

bool IsEmpty(const TagScore& score) { return score.positives() + score.wrong == 0; }

void PrintGroup(std::string_view name, const GroupScore& group) {
  PrintLine(fmt::format("{}{}", Counted(group.passages, "passage"), name));
  PrintLine(fmt::format("{:14}{:>10}{:>8}{:>8}{:>11}{:>11}", "tag", "precision", "recall", "F1",
                        "positives", "attribute"));
  // Passages may be labelled with their status alone.
  const bool only_status =
      !IsEmpty(group.status) && std::all_of(group.tags.begin(), group.tags.end(), IsEmpty);
  for (std::size_t i = 0; i < kLabelledTags.size() && !only_status; ++i) {
    PrintScore(TagName(kLabelledTags[i]), group.tags[i], true);
  }
  if (!IsEmpty(group.status)) {
    PrintScore("status", group.status, false);
    for (const auto& [status, score] : group.by_status) PrintScore("  " + status, score, false);
  }
  if (!only_status) PrintLine(fmt::format("mean F1 {:.3f}", group.mean_f1()));
}

Json ScoreJson(const TagScore& score) {
  Json json;
  json["precision"] = Rounded(score.precision());
  json["recall"] = Rounded(score.recall());
  json["f1"] = Rounded(score.f1());
  json["positives"] = score.positives();
  json["right"] = score.right;
  json["wrong"] = score.wrong;
  json["missed"] = score.missed;
  const auto share = AttributeShare(score);
  json["attribute"] = share ? Json(Rounded(*share)) : Json(nullptr);
  return json;
}

Json GroupJson(const GroupScore& group) {
  Json json;
  json["passages"] = group.passages;
  for (std::size_t i = 0; i < kLabelledTags.size(); ++i) {
    json[std::string(TagName(kLabelledTags[i]))] = ScoreJson(group.tags[i]);
  }
  if (!IsEmpty(group.status)) {
    json["status"] = ScoreJson(group.status);
    for (const auto& [status, score] : group.by_status) {
      json["status"]["by_value"][status] = ScoreJson(score);
    }
  }
  json["mean_f1"] = Rounded(group.mean_f1());
  return json;
}

std::vector<std::string> Warnings(const extractors::Evaluation& evaluation) {
  std::vector<std::string> warnings;
  const auto compare = [&](std::string_view name, const TagScore& read, const TagScore& unread) {
    if (read.positives() == 0 || unread.positives() == 0) return;
    if (read.f1() - unread.f1() <= kLargestGap) return;
    warnings.push_back(
        fmt::format("{}: F1 {:.3f} on read passages, {:.3f} on unread: the rules fit what was read",
                    name, read.f1(), unread.f1()));
  };
  for (std::size_t i = 0; i < kLabelledTags.size(); ++i) {
    compare(TagName(kLabelledTags[i]), evaluation.read.tags[i], evaluation.unread.tags[i]);
  }
  compare("status", evaluation.read.status, evaluation.unread.status);
  return warnings;
}

// Prints mistakes of one report, never what must stay unread.
class MistakePrinter {
 public:
  MistakePrinter(const EvaluationReport& report, const EvaluationView& view)
      : report_(report), view_(view) {}

  bool Shows(const Mistake& mistake) const {
    return view_.show_unread || !report_.passages[mistake.passage].unread;
  }

  std::vector<Mistake> Errors() const {
    std::map<std::pair<Tag, Mistake::Kind>, int> seen;
    std::vector<Mistake> shown;
    for (const Mistake& mistake : report_.evaluation.mistakes) {
      if (Shows(mistake) && ++seen[{mistake.tag, mistake.kind}] <= view_.errors) {
        shown.push_back(mistake);
      }
    }
    return shown;
  }

  void Print(std::string_view lead, const Mistake& mistake) const {
    const extractors::GoldPassage& passage = report_.passages[mistake.passage];
    PrintLine(Printable(
        fmt::format("{}{} {}, {}", lead, TagName(mistake.tag), Words(mistake), passage.id)));
    PrintLine(Folded(Printable(passage.text), 3, 100));
    if (!mistake.rules.empty()) {
      PrintLine(fmt::format("   by {}", fmt::join(mistake.rules, ", ")));
    }
  }

  Json ToJson(const Mistake& mistake) const {
    const extractors::GoldPassage& passage = report_.passages[mistake.passage];
    Json json;
    json["id"] = passage.id;
    json["tag"] = TagName(mistake.tag);
    json["mistake"] = extractors::MistakeName(mistake.kind);
    if (!mistake.wanted.empty()) json["wanted"] = mistake.wanted;
    if (!mistake.found.empty()) json["found"] = mistake.found;
    json["rules"] = mistake.rules;
    json["text"] = passage.text;
    return json;
  }

 private:
  static std::string Words(const Mistake& mistake) {
    const bool name = mistake.tag == Tag::kProvider;
    switch (mistake.kind) {
      case Mistake::Kind::kMissed:
        return name ? fmt::format("missed (\"{}\")", mistake.wanted) : "missed";
      case Mistake::Kind::kWrong:
        return fmt::format("wrong (\"{}\")", mistake.found);
      case Mistake::Kind::kAttribute:
      case Mistake::Kind::kStatus:
        return fmt::format("{} {}, not {}",
                           mistake.kind == Mistake::Kind::kStatus
                               ? "status"
                               : extractors::AttributeNameOf(mistake.tag),
                           mistake.found.empty() ? "unset" : mistake.found, mistake.wanted);
    }
    return {};
  }

  const EvaluationReport& report_;
  const EvaluationView& view_;
};

struct Balance {
  std::int64_t won = 0;
  std::int64_t lost = 0;
};

// By tag, and the sum under an empty name.
std::map<std::string, Balance> Balances(const EvaluationReport& report, bool unread) {
  std::map<std::string, Balance> balances;
  const auto count = [&](const std::vector<Mistake>& mistakes, std::int64_t Balance::*side) {
    for (const Mistake& mistake : mistakes) {
      if (report.passages[mistake.passage].unread != unread) continue;
      ++(balances[std::string(TagName(mistake.tag))].*side);
      ++(balances[""].*side);
    }
  };
  count(report.comparison->won, &Balance::won);
  count(report.comparison->lost, &Balance::lost);
  return balances;
}

std::string BalanceWords(const std::map<std::string, Balance>& balances) {
  if (balances.empty()) return "nothing won, nothing lost";
  const Balance sum = balances.at("");
  std::string words = fmt::format("{} won, {} lost", sum.won, sum.lost);
  std::string tags;
  for (const auto& [tag, balance] : balances) {
    if (tag.empty()) continue;
    tags += fmt::format("{}{} +{} -{}", tags.empty() ? "" : ", ", tag, balance.won, balance.lost);
  }
  return fmt::format("{} ({})", words, tags);
}

void PrintComparison(const EvaluationReport& report, const MistakePrinter& printer,
                     bool show_unread) {
  PrintLine("");
  PrintLine(Printable(
      fmt::format("against {}: {}", report.rival, BalanceWords(Balances(report, false)))));
  if (report.evaluation.unread.passages > 0) {
    PrintLine(fmt::format("of unread passages: {}{}", BalanceWords(Balances(report, true)),
                          show_unread ? "" : ", not shown"));
  }
  for (const Mistake& mistake : report.comparison->won) {
    if (printer.Shows(mistake)) printer.Print("won: no more ", mistake);
  }
  for (const Mistake& mistake : report.comparison->lost) {
    if (printer.Shows(mistake)) printer.Print("lost: now ", mistake);
  }
}

Json ComparisonJson(const EvaluationReport& report, const MistakePrinter& printer) {
  Json json;
  json["baseline"] = report.rival;
  for (const bool unread : {false, true}) {
    Json& part = json[unread ? "unread" : "read"] = Json::object();
    for (const auto& [tag, balance] : Balances(report, unread)) {
      part[tag.empty() ? "all" : tag] = {{"won", balance.won}, {"lost", balance.lost}};
    }
  }
  const auto list = [&](const char* key, const std::vector<Mistake>& mistakes) {
    json[key] = Json::array();
    for (const Mistake& mistake : mistakes) {
      if (printer.Shows(mistake)) json[key].push_back(printer.ToJson(mistake));
    }
  };
  list("won", report.comparison->won);
  list("lost", report.comparison->lost);
  return json;
}

void PrintRules(const EvaluationReport& report, bool all) {
  PrintLine(fmt::format("\n{:40}{:>8}{:>8}{:>8}", "rule", "fires", "right", "wrong"));
  const auto print = [](const std::string& rule, const extractors::RuleScore& score) {
    PrintLine(fmt::format("{:40}{:>8}{:>8}{:>8}", rule, score.fires, score.right, score.wrong));
  };
  const auto& rules = report.evaluation.rules;
  if (all) {
    for (const auto& [rule, score] : rules) print(rule, score);
  } else {
    const auto found = rules.find(report.rule);
    print(report.rule, found == rules.end() ? extractors::RuleScore() : found->second);
  }
}

void PrintText(const EvaluationReport& report, const EvaluationView& view,
               const MistakePrinter& printer) {
  const extractors::Evaluation& evaluation = report.evaluation;
  if (evaluation.unread.passages > 0 && evaluation.read.passages > 0) {
    PrintGroup(", read", evaluation.read);
    PrintLine("");
    PrintGroup(", unread", evaluation.unread);
    PrintLine("");
  }
  PrintGroup("", evaluation.all);
  for (const std::string& warning : Warnings(evaluation)) PrintLine("warning: " + warning);
  if (view.by_rule || !report.rule.empty()) PrintRules(report, view.by_rule);
  if (report.comparison) PrintComparison(report, printer, view.show_unread);
  for (const Mistake& mistake : printer.Errors()) {
    PrintLine("");
    printer.Print("", mistake);
  }
}

void PrintAsJson(const EvaluationReport& report, const MistakePrinter& printer) {
  const extractors::Evaluation& evaluation = report.evaluation;
  Json json;
  json["all"] = GroupJson(evaluation.all);
  json["read"] = GroupJson(evaluation.read);
  json["unread"] = GroupJson(evaluation.unread);
  json["warnings"] = Warnings(evaluation);
  json["rules"] = Json::array();
  for (const auto& [rule, score] : evaluation.rules) {
    if (!report.rule.empty() && rule != report.rule) continue;
    json["rules"].push_back(
        {{"id", rule}, {"fires", score.fires}, {"right", score.right}, {"wrong", score.wrong}});
  }
  if (report.comparison) json["comparison"] = ComparisonJson(report, printer);
  json["errors"] = Json::array();
  for (const Mistake& mistake : printer.Errors()) json["errors"].push_back(printer.ToJson(mistake));
  PrintJson(json, Format::kJson);
}

}  // namespace

void PrintEvaluation(const EvaluationReport& report, const EvaluationView& view, Format format) {
  const MistakePrinter printer(report, view);
  if (format == Format::kJson) {
    PrintAsJson(report, printer);
  } else {
    PrintText(report, view, printer);
  }
}

}  // namespace scrutineer::cli

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/base/file.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/judgements.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/rules_commands.h"

namespace scrutineer::cli {
namespace {

using extractors::RuleDiagnostic;
using extractors::RuleSet;
using Json = nlohmann::ordered_json;

std::int64_t Size(const auto& list) { return static_cast<std::int64_t>(list.size()); }

void PrintComplaints(const std::vector<RuleDiagnostic>& complaints) {
  for (const RuleDiagnostic& complaint : complaints) {
    fmt::print(stderr, "{}\n", Printable(complaint.ToString()));
  }
}

Result<int> Check(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet rules, LoadWithComplaints(session, {}));
  const RuleSet::TestReport report = rules.RunExamples();
  PrintComplaints(report.failures);
  if (!report.failures.empty()) {
    return Fail(ErrorCode::kRule, fmt::format("{} in the examples of the rules (mend them)",
                                              Counted(Size(report.failures), "failure")));
  }
  PrintLine(fmt::format("{}, {}, {}: no complaint", Counted(Size(rules.rules()), "rule"),
                        Counted(Size(rules.providers()), "provider"),
                        Counted(Size(rules.services()), "service")));
  return kExitDone;
}

Result<int> Test(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet rules, LoadWithComplaints(session, {}));
  const RuleSet::TestReport report = rules.RunExamples();
  PrintComplaints(report.failures);
  PrintLine(
      fmt::format("{}, {}: {}", Counted(static_cast<std::int64_t>(report.examples), "example"),
                  Counted(static_cast<std::int64_t>(report.counter_examples), "counter-example"),
                  report.failures.empty() ? std::string("all as they should be")
                                          : Counted(Size(report.failures), "failure")));
  return report.failures.empty() ? kExitDone : kExitNothing;
}

// What was judged of each rule; nothing where there is no data folder yet.
std::map<std::string, JudgedCount> JudgedRules(Session& session) {
  const auto data = session.data_folder();
  if (!data) return {};
  const auto judgements = Judgements::Open(*data);
  if (judgements) return judgements->by_rule();
  fmt::print(stderr, "scrutineer: {}\n", judgements.error().ToString());
  return {};
}

Json RuleJson(const RuleSet::RuleSummary& rule) {
  Json json;
  json["id"] = rule.id;
  json["title"] = rule.title;
  json["tag"] = rule.tag;
  json["status"] = rule.status;
  json["file"] = rule.file;
  json["patterns"] = rule.pattern_count;
  json["examples"] = rule.example_count;
  json["counter_examples"] = rule.counter_example_count;
  return json;
}

Result<int> ListRules(Session& session, Format format) {
  SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet* rules, session.rules());
  const auto judged = JudgedRules(session);
  for (const RuleSet::RuleSummary& rule : rules->rules()) {
    const auto count = judged.find(rule.id);
    if (format == Format::kText) {
      std::string line =
          fmt::format("{:<32} {:<13} {:<12} {}", rule.id, rule.tag, rule.status, rule.title);
      if (count != judged.end()) {
        line += fmt::format(" (judged right: {} of {})", count->second.right,
                            count->second.right + count->second.wrong);
      }
      PrintLine(line);
      continue;
    }
    Json json = RuleJson(rule);
    if (count != judged.end()) {
      json["judged"] = {{"right", count->second.right},
                        {"wrong", count->second.wrong},
                        {"precision", count->second.precision()}};
    }
    PrintJson(json, Format::kJsonLines);
  }
  if (format == Format::kText) {
    PrintLine(fmt::format("{}, {}, {}", Counted(Size(rules->rules()), "rule"),
                          Counted(Size(rules->providers()), "provider"),
                          Counted(Size(rules->services()), "service")));
  }
  return kExitDone;
}

Result<int> ShowRule(Session& session, const std::string& id) {
  SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet* rules, session.rules());
  for (const RuleSet::RuleSummary& rule : rules->rules()) {
    if (rule.id != id) continue;
    SCRUTINEER_ASSIGN_OR_RETURN(const std::string text, ReadFile(rule.file));
    PrintLine("# " + rule.file);
    Print(text);
    return kExitDone;
  }
  return Fail(ErrorCode::kNotFound, "there is no such rule (scrutineer rules list names them)", id);
}

}  // namespace

void DefineRules(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("rules", "list, show, check, test, try, measure and backtest the rules");
  command->require_subcommand(1);
  command
      ->add_subcommand("check", "load every rule file, run its examples, and print what is wrong")
      ->callback([&chosen] { chosen = Check; });
  command->add_subcommand("test", "run every example and counter-example inside the rules")
      ->callback([&chosen] { chosen = Test; });
  CLI::App* list = command->add_subcommand("list", "name every rule");
  const auto format = std::make_shared<Format>();
  AddFormat(*list, *format, {"text", "jsonl"});
  list->callback([&chosen, format] {
    chosen = [format](Session& session) { return ListRules(session, *format); };
  });
  CLI::App* show = command->add_subcommand("show", "print one rule");
  const auto id = std::make_shared<std::string>();
  show->add_option("RULE", *id, "its id")->required();
  show->callback(
      [&chosen, id] { chosen = [id](Session& session) { return ShowRule(session, *id); }; });
  DefineRulesTry(*command, chosen);
  DefineRulesEval(*command, chosen);
  DefineRulesBacktest(*command, chosen);
}

}  // namespace scrutineer::cli

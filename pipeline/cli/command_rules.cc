#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/base/file.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"

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

// Loads the rules and prints every complaint, not only the first.
Result<RuleSet> LoadWithComplaints(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto folder, session.rules_folder());
  std::vector<RuleDiagnostic> complaints;
  auto rules = RuleSet::Load(folder, &complaints);
  PrintComplaints(complaints);
  return rules;
}

Result<int> Check(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet rules, LoadWithComplaints(session));
  PrintLine(fmt::format("{}, {}, {}: no complaint", Counted(Size(rules.rules()), "rule"),
                        Counted(Size(rules.providers()), "provider"),
                        Counted(Size(rules.services()), "service")));
  return kExitDone;
}

Result<int> Test(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet rules, LoadWithComplaints(session));
  const RuleSet::TestReport report = rules.RunExamples();
  PrintComplaints(report.failures);
  PrintLine(
      fmt::format("{}, {}: {}", Counted(static_cast<std::int64_t>(report.examples), "example"),
                  Counted(static_cast<std::int64_t>(report.counter_examples), "counter-example"),
                  report.failures.empty() ? std::string("all as they should be")
                                          : Counted(Size(report.failures), "failure")));
  return report.failures.empty() ? kExitDone : kExitNothing;
}

Result<int> List(Session& session, Format format) {
  SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet* rules, session.rules());
  for (const RuleSet::RuleSummary& rule : rules->rules()) {
    if (format == Format::kText) {
      PrintLine(fmt::format("{:<32} {:<13} {:<12} {}", rule.id, rule.tag, rule.status, rule.title));
      continue;
    }
    Json json;
    json["id"] = rule.id;
    json["title"] = rule.title;
    json["tag"] = rule.tag;
    json["status"] = rule.status;
    json["file"] = rule.file;
    json["patterns"] = rule.pattern_count;
    json["examples"] = rule.example_count;
    json["counter_examples"] = rule.counter_example_count;
    PrintJson(json, Format::kJsonLines);
  }
  if (format == Format::kText) {
    PrintLine(fmt::format("{}, {}, {}", Counted(Size(rules->rules()), "rule"),
                          Counted(Size(rules->providers()), "provider"),
                          Counted(Size(rules->services()), "service")));
  }
  return kExitDone;
}

Result<int> Show(Session& session, const std::string& id) {
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
  CLI::App* command = app.add_subcommand("rules", "list, show, check and test the rules");
  command->require_subcommand(1);
  command->add_subcommand("check", "load every rule file and print what is wrong with it")
      ->callback([&chosen] { chosen = Check; });
  command->add_subcommand("test", "run every example and counter-example inside the rules")
      ->callback([&chosen] { chosen = Test; });
  CLI::App* list = command->add_subcommand("list", "name every rule");
  const auto format = std::make_shared<Format>();
  AddFormat(*list, *format, {"text", "jsonl"});
  list->callback([&chosen, format] {
    chosen = [format](Session& session) { return List(session, *format); };
  });
  CLI::App* show = command->add_subcommand("show", "print one rule");
  const auto id = std::make_shared<std::string>();
  show->add_option("RULE", *id, "its id")->required();
  show->callback([&chosen, id] { chosen = [id](Session& session) { return Show(session, *id); }; });
}

}  // namespace scrutineer::cli

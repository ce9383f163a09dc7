#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "extractors/evaluation.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/evaluation_output.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/judgements.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/rules_commands.h"

namespace scrutineer::cli {
namespace {

namespace fs = std::filesystem;

using extractors::Evaluation;
using extractors::FoundMentions;
using extractors::GoldPassage;
using extractors::RuleSet;

struct EvalFlags {
  fs::path gold;
  bool judgements = false;
  std::string unread;
  std::string baseline;
  fs::path save;
  std::string rule;
  EvaluationView view;
  Format format = Format::kText;
};

Result<std::vector<GoldPassage>> ReadGold(Session& session, const EvalFlags& flags) {
  if (flags.judgements == !flags.gold.empty()) {
    return Fail(ErrorCode::kUsage, "name a file of labelled passages, or --judgements");
  }
  std::string name = flags.gold == "-" ? "standard input" : flags.gold.string();
  if (flags.judgements) {
    SCRUTINEER_ASSIGN_OR_RETURN(const fs::path data, session.data_folder());
    name = JudgementsFile(data).string();
  }
  auto content =
      flags.judgements ? ReadJudgements(fs::path(name).parent_path()) : ReadFile(flags.gold);
  if (!content && flags.judgements && content.error().code == ErrorCode::kNotFound) {
    return Fail(ErrorCode::kNotFound,
                "nothing was judged yet (scrutineer rules backtest RULE --judge asks)", name);
  }
  if (!content) return Fail(std::move(content).error());
  SCRUTINEER_ASSIGN_OR_RETURN(auto passages,
                              extractors::ParseGoldPassages(*content, name, flags.unread));
  if (passages.empty()) {
    return Fail(ErrorCode::kConfiguration, "holds no labelled passage (one JSON object a line)",
                name);
  }
  return passages;
}

// What a baseline found: a folder of rules, or a saved result.
Result<FoundMentions> FindWithBaseline(const std::string& baseline,
                                       const std::vector<GoldPassage>& passages) {
  std::error_code code;
  if (fs::is_directory(baseline, code)) {
    SCRUTINEER_ASSIGN_OR_RETURN(const RuleSet rules, RuleSet::Load(baseline));
    return extractors::FindInPassages(rules, passages);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string content, ReadFile(baseline));
  std::size_t unknown = 0;
  auto found = extractors::LoadFound(content, baseline, passages, unknown);
  if (found && unknown > 0) {
    fmt::print(stderr, "scrutineer: {}: {} not in it and count as without mentions\n", baseline,
               Counted(static_cast<std::int64_t>(unknown), "passage is", "passages are"));
  }
  return found;
}

struct Rival {
  std::string name;
  Evaluation evaluation;
};

Result<std::optional<Rival>> FindRival(Session& session, const EvalFlags& flags,
                                       const std::vector<GoldPassage>& passages,
                                       const std::string& rule_id) {
  if (!flags.baseline.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const FoundMentions found,
                                FindWithBaseline(flags.baseline, passages));
    return Rival{flags.baseline, extractors::Evaluate(passages, found)};
  }
  if (flags.rule.empty()) return std::nullopt;
  // An extra rule file that takes the place of none is simply not loaded.
  auto without = LoadWithComplaints(session, {.extra_rule = {}, .without_rule = rule_id});
  if (!without && without.error().code == ErrorCode::kNotFound) {
    without = LoadWithComplaints(session, {});
  }
  if (!without) return Fail(std::move(without).error());
  return Rival{"the rules without " + rule_id,
               extractors::Evaluate(passages, extractors::FindInPassages(*without, passages))};
}

Result<int> RunEval(Session& session, const EvalFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto passages, ReadGold(session, flags));
  std::optional<RuleSet> rules;
  std::string rule_id;
  if (flags.rule.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(rules, LoadWithComplaints(session, {}));
  } else {
    SCRUTINEER_ASSIGN_OR_RETURN(ChosenRule rule, ChooseRule(session, flags.rule));
    rules = std::move(rule.rules);
    rule_id = std::move(rule.id);
  }
  const FoundMentions found = extractors::FindInPassages(*rules, passages);
  if (!flags.save.empty()) {
    SCRUTINEER_RETURN_IF_ERROR(
        WriteFileAtomically(flags.save, extractors::SaveFound(passages, found)));
  }
  const Evaluation now = extractors::Evaluate(passages, found);
  SCRUTINEER_ASSIGN_OR_RETURN(const auto rival, FindRival(session, flags, passages, rule_id));
  EvaluationReport report{passages, now, rule_id, {}, std::nullopt};
  if (rival) {
    report.rival = rival->name;
    report.comparison = extractors::Compare(rival->evaluation, now);
  }
  PrintEvaluation(report, flags.view, flags.format);
  return kExitDone;
}

}  // namespace

void DefineRulesEval(CLI::App& rules, CommandBody& chosen) {
  CLI::App* command = rules.add_subcommand(
      "eval", "measure the rules against labelled passages: precision, recall, F1, attributes");
  const auto flags = std::make_shared<EvalFlags>();
  command->add_option("GOLD", flags->gold,
                      "labelled passages, one JSON object a line; - is standard input");
  command->add_flag("--judgements", flags->judgements,
                    "measure against what was judged with `rules backtest --judge`");
  command
      ->add_option("--unread", flags->unread,
                   "passages whose id this expression finds were kept unread while rules were "
                   "written: reported apart, and never shown")
      ->type_name("REGEX");
  command
      ->add_option("--compare", flags->baseline,
                   "list each passage won and lost against a rules folder, or a saved result")
      ->type_name("BASELINE");
  command->add_option("--save", flags->save, "keep what was found, to compare with later")
      ->type_name("FILE");
  command
      ->add_option("--rule", flags->rule,
                   "what this rule (an id, or a rule file) adds: right and wrong answers that "
                   "would not be there without it")
      ->type_name("RULE");
  command->add_option("--errors", flags->view.errors, "show up to N mistakes of each sort")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber.description(""));
  command->add_flag("--by-rule", flags->view.by_rule, "how often each rule was right and wrong");
  command->add_flag("--show-unread", flags->view.show_unread,
                    "show unread passages as well: they are read from then on");
  AddFormat(*command, flags->format, {"text", "json"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunEval(session, *flags); };
  });
}

}  // namespace scrutineer::cli

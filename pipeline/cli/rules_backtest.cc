#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "pipeline/cli/backtest_output.h"
#include "pipeline/cli/count_progress.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/judgements.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/rules_commands.h"
#include "pipeline/ingest/backtest.h"

namespace scrutineer::cli {
namespace {

struct BacktestFlags {
  std::string rule;
  FilterFlags filter;
  int sample = 10;
  std::uint64_t seed = 1;
  bool judge = false;
  bool again = false;
  Format format = Format::kText;
};

enum class Answer { kRight, kWrong, kSkip, kQuit };

Answer Ask() {
  std::string line;
  while (true) {
    fmt::print(stderr, "   right, wrong, skip or quit? [r/w/s/q] ");
    std::fflush(stderr);
    if (!std::getline(std::cin, line)) return Answer::kQuit;
    if (line == "r" || line == "right") return Answer::kRight;
    if (line == "w" || line == "wrong") return Answer::kWrong;
    if (line == "s" || line == "skip") return Answer::kSkip;
    if (line == "q" || line == "quit") return Answer::kQuit;
    fmt::print(stderr, "   \"{}\" is none of r, w, s and q\n", Printable(line));
  }
}

Result<int> Judge(Session& session, Judgements& judgements,
                  const std::vector<ingest::BacktestHit>& sample) {
  JudgedCount count;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    PrintLine("");
    PrintHit(sample[i], i + 1);
    SCRUTINEER_RETURN_IF_ERROR(FlushOutput());
    const Answer answer = Ask();
    if (answer == Answer::kQuit) break;
    if (answer == Answer::kSkip) continue;
    const bool right = answer == Answer::kRight;
    SCRUTINEER_RETURN_IF_ERROR(judgements.Add(sample[i], right, session.clock().Now()));
    ++(right ? count.right : count.wrong);
  }
  PrintLine(fmt::format("\n{} right, {} wrong, kept for `rules eval --judgements`", count.right,
                        count.wrong));
  return kExitDone;
}

Result<int> RunBacktest(Session& session, const BacktestFlags& flags) {
  if (flags.judge && flags.format != Format::kText) {
    return Fail(ErrorCode::kUsage, "asks in text only (leave --format out)", "--judge");
  }
  if (flags.again && !flags.judge) {
    return Fail(ErrorCode::kUsage, "asks once more, so it needs --judge", "--again");
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const ChosenRule rule, ChooseRule(session, flags.rule));
  if (rule.status == "deprecated") {
    return Fail(ErrorCode::kUsage, "is deprecated and never fires (set its status to test it)",
                rule.id);
  }
  ingest::BacktestOptions options;
  SCRUTINEER_ASSIGN_OR_RETURN(options.filter, ToPaperFilter(flags.filter));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(Judgements judgements, Judgements::Open(data));
  options.rule = rule.id;
  options.sample = flags.sample;
  options.seed = flags.seed;
  options.stop = &session.stop();
  if (flags.judge && !flags.again) {
    options.samples = [&](const ingest::BacktestHit& hit) { return !judgements.Has(hit); };
  }
  WatchSignals();
  CountProgress progress("paper", session.quiet());
  options.progress = [&](std::int64_t done, std::int64_t all) { progress.Show(done, all); };
  SCRUTINEER_ASSIGN_OR_RETURN(const auto report, ingest::Backtest(*corpus, rule.rules, options));
  progress.Finish();
  UnwatchSignals();
  PrintBacktest(rule.id, report, flags.seed, flags.judge, flags.format);
  if (flags.judge) return Judge(session, judgements, report.sample);
  return report.all.mentions == 0 ? kExitNothing : kExitDone;
}

}  // namespace

void DefineRulesBacktest(CLI::App& rules, CommandBody& chosen) {
  CLI::App* command = rules.add_subcommand(
      "backtest",
      "how often a rule would have fired on the stored papers, by month, council and committee, "
      "with a sample to judge");
  const auto flags = std::make_shared<BacktestFlags>();
  command
      ->add_option("RULE", flags->rule,
                   "the id of a rule, or a rule file (….toml) that is not among the rules yet")
      ->required();
  AddPaperFilters(*command, flags->filter);
  command->add_option("--sample", flags->sample, "quotes to show (default 10)")
      ->type_name("N")
      ->check(CLI::Range(0, 10'000).description(""));
  command->add_option("--seed", flags->seed, "another number gives another sample (default 1)")
      ->type_name("N");
  command->add_flag("--judge", flags->judge,
                    "ask of each quote whether it is right; answers are kept as labelled passages "
                    "in judgements.jsonl of the data folder");
  command->add_flag("--again", flags->again, "ask also of what was judged before");
  AddFormat(*command, flags->format, {"text", "json", "csv"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunBacktest(session, *flags); };
  });
}

}  // namespace scrutineer::cli

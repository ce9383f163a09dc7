#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/ocr_output.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

struct State {
  corpus::CorpusCounts counts;
  std::vector<corpus::LocationRecord> failures;
  std::vector<corpus::NoteRow> notes;
  corpus::OcrCounts ocr;
  std::vector<corpus::FailedPage> ocr_failures;
  std::vector<corpus::RunRecord> runs;
  std::vector<corpus::Subscription> subscriptions;
  std::vector<corpus::OutboxMessage> undelivered;
};

Result<State> Gather(corpus::Corpus& corpus) {
  State state;
  SCRUTINEER_ASSIGN_OR_RETURN(state.counts, corpus.papers().Counts());
  SCRUTINEER_ASSIGN_OR_RETURN(state.failures, corpus.papers().Failures());
  SCRUTINEER_ASSIGN_OR_RETURN(state.notes, corpus.papers().Notes());
  SCRUTINEER_ASSIGN_OR_RETURN(state.ocr, corpus.ocr().Counts());
  SCRUTINEER_ASSIGN_OR_RETURN(state.ocr_failures, corpus.ocr().Failures());
  SCRUTINEER_ASSIGN_OR_RETURN(state.runs, corpus.runs().Recent(5));
  SCRUTINEER_ASSIGN_OR_RETURN(state.subscriptions, corpus.alerts().Subscriptions());
  SCRUTINEER_ASSIGN_OR_RETURN(state.undelivered, corpus.alerts().Undelivered());
  return state;
}

std::string RunLine(const corpus::RunRecord& run) {
  return fmt::format(
      "{}  {:<7} {} offered = {} ingested + {} unchanged + {} skipped + {} failed  {}",
      FormatInstant(run.started), run.command, run.offered, run.ingested, run.unchanged,
      run.skipped, run.failed, run.ended ? run.summary : "not ended: still going, or it died");
}

void PrintNotes(const std::vector<corpus::NoteRow>& notes) {
  if (notes.empty()) return;
  PrintLine("noted     papers of which not all was read:");
  for (const corpus::NoteRow& row : notes) {
    PrintLine(Printable(fmt::format("  {}: {}", row.locator, row.note.message)));
  }
}

void PrintText(const State& state, const std::filesystem::path& folder) {
  const corpus::CorpusCounts& counts = state.counts;
  PrintLine(fmt::format("data      {}", folder.string()));
  PrintLine(fmt::format("papers    {}{}", Grouped(counts.papers),
                        counts.versions == counts.papers
                            ? std::string()
                            : fmt::format(" in {}", Counted(counts.versions, "version"))));
  PrintLine(fmt::format("pages     {} ({} without text, {} damaged: not searchable)",
                        Grouped(counts.pages), Grouped(counts.pages_without_text),
                        Grouped(counts.pages_unreadable)));
  PrintOcrState(state.ocr, state.ocr_failures);
  PrintLine("mentions");
  for (const auto& per_tag : counts.mentions) {
    PrintLine(fmt::format("  {:<14}{:>8}", TagName(per_tag.tag), Grouped(per_tag.mentions)));
  }
  if (!counts.findings.empty()) PrintLine("findings");
  for (const auto& per_rule : counts.findings) {
    PrintLine(fmt::format("  {:<45}{:>8}", per_rule.rule, Grouped(per_rule.findings)));
  }
  PrintLine(
      fmt::format("alerts    {}, {} to be delivered",
                  Counted(static_cast<std::int64_t>(state.subscriptions.size()), "subscription"),
                  Counted(static_cast<std::int64_t>(state.undelivered.size()), "message")));
  PrintLine(state.runs.empty() ? "runs      none yet" : "runs");
  for (const corpus::RunRecord& run : state.runs) PrintLine("  " + Printable(RunLine(run)));
  PrintNotes(state.notes);
  if (state.failures.empty()) return;
  PrintLine(fmt::format("failed    {} whose text is unknown:",
                        Counted(static_cast<std::int64_t>(state.failures.size()), "file")));
  for (const corpus::LocationRecord& failure : state.failures) {
    PrintLine(fmt::format("  {}: {} [{}]", Printable(failure.locator),
                          Printable(failure.outcome.reason), ErrorCodeName(failure.outcome.code)));
  }
}

Json StateJson(const State& state, const std::filesystem::path& folder) {
  Json json;
  json["data"] = folder.string();
  json["papers"] = state.counts.papers;
  json["versions"] = state.counts.versions;
  json["pages"] = state.counts.pages;
  json["pages_without_text"] = state.counts.pages_without_text;
  json["pages_unreadable"] = state.counts.pages_unreadable;
  json["ocr"] = OcrStateJson(state.ocr, state.ocr_failures);
  json["mentions"] = Json::object();
  for (const auto& per_tag : state.counts.mentions) {
    json["mentions"][std::string(TagName(per_tag.tag))] = per_tag.mentions;
  }
  json["findings"] = Json::object();
  for (const auto& per_rule : state.counts.findings) {
    json["findings"][per_rule.rule] = per_rule.findings;
  }
  json["subscriptions"] = state.subscriptions.size();
  json["undelivered"] = state.undelivered.size();
  json["runs"] = Json::array();
  for (const corpus::RunRecord& run : state.runs) {
    json["runs"].push_back({{"command", run.command},
                            {"started", FormatInstant(run.started)},
                            {"ended", run.ended ? Json(FormatInstant(*run.ended)) : Json(nullptr)},
                            {"offered", run.offered},
                            {"ingested", run.ingested},
                            {"unchanged", run.unchanged},
                            {"skipped", run.skipped},
                            {"failed", run.failed},
                            {"summary", run.summary}});
  }
  json["noted"] = Json::array();
  for (const corpus::NoteRow& row : state.notes) {
    json["noted"].push_back(
        {{"path", row.locator}, {"note", row.note.code}, {"message", row.note.message}});
  }
  json["failed"] = Json::array();
  for (const corpus::LocationRecord& failure : state.failures) {
    json["failed"].push_back({{"path", failure.locator},
                              {"error", ErrorCodeName(failure.outcome.code)},
                              {"reason", failure.outcome.reason},
                              {"attempts", failure.outcome.attempts}});
  }
  return json;
}

Result<int> RunStatus(Session& session, Format format) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const State state, Gather(*corpus));
  if (format == Format::kText) {
    PrintText(state, corpus->data_folder());
  } else {
    PrintJson(StateJson(state, corpus->data_folder()), format);
  }
  return kExitDone;
}

}  // namespace

void DefineStatus(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("status", "what is stored, the last runs, and what could not be read");
  const auto format = std::make_shared<Format>();
  AddFormat(*command, *format, {"text", "json"});
  command->callback([&chosen, format] {
    chosen = [format](Session& session) { return RunStatus(session, *format); };
  });
}

}  // namespace scrutineer::cli

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/count_progress.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/ingest_session.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/retag_output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

struct RetagFlags {
  bool dry_run = false;
  bool list = false;
  bool everything = false;
  Format format = Format::kText;
};

Result<int> RunRetag(Session& session, const RetagFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto work, IngestSession::Open(session, "retag"));
  WatchSignals();
  ingest::RetagOptions options;
  options.dry_run = flags.dry_run;
  options.everything = flags.everything;
  CountProgress progress("paper", session.quiet());
  options.progress = [&](std::int64_t done, std::int64_t all) { progress.Show(done, all); };
  Json list = Json::array();
  if (flags.list) {
    options.news = [&](const ingest::MentionNews& news) {
      if (flags.format == Format::kJson) {
        list.push_back(NewsJson(news));
      } else {
        progress.Finish();
        PrintNews(news);
      }
    };
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto report, ingest::Retag(work->context(session), options));
  progress.Finish();
  if (flags.format == Format::kJson) {
    Json json = RetagJson(report);
    json["dry_run"] = flags.dry_run;
    if (flags.list) json["mentions"] = std::move(list);
    PrintJson(json, Format::kJson);
  } else {
    PrintRetagReport(report, flags.dry_run);
  }
  return kExitDone;
}

}  // namespace

void DefineRetag(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "retag",
      "apply changed rules to the stored papers that the change can affect, without reading a PDF");
  const auto flags = std::make_shared<RetagFlags>();
  command->add_flag("--dry-run", flags->dry_run, "show what would change, and change nothing");
  command->add_flag("--list", flags->list,
                    "print each mention gained, lost or changed with its quote and citation");
  command->add_flag("--all", flags->everything,
                    "tag every paper of another revision, also what the change cannot affect");
  AddFormat(*command, flags->format, {"text", "json"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunRetag(session, *flags); };
  });
}

}  // namespace scrutineer::cli

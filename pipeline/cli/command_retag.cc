#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/ingest_session.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

Result<int> RunRetag(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto work, IngestSession::Open(session, "retag"));
  WatchSignals();
  SCRUTINEER_ASSIGN_OR_RETURN(const auto report, ingest::Retag(work->context(session)));
  if (report.pages == 0) {
    PrintLine("nothing to do: every page is tagged by these rules");
  } else {
    PrintLine(fmt::format("{} tagged anew: {} gained, {} lost", Counted(report.pages, "page"),
                          Counted(report.gained, "mention"), Grouped(report.lost)));
  }
  return kExitDone;
}

}  // namespace

void DefineRetag(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("retag", "apply changed rules to all stored pages, without reading a PDF");
  command->callback([&chosen] { chosen = RunRetag; });
}

}  // namespace scrutineer::cli

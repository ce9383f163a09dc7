// The command line: one command a file; this one reads the options before it and prints errors.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "pipeline/base/allocator.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

void PrintError(const Error& error) { fmt::print(stderr, "scrutineer: {}\n", error.ToString()); }

void DefineCommands(CLI::App& app, CommandBody& chosen) {
  DefineInit(app, chosen);
  DefineIngest(app, chosen);
  DefineRun(app, chosen);
  DefineStatus(app, chosen);
  DefinePapers(app, chosen);
  DefineSearch(app, chosen);
  DefineQueries(app, chosen);
  DefineShow(app, chosen);
  DefineCite(app, chosen);
  DefineVerify(app, chosen);
  DefineMentions(app, chosen);
  DefineFindings(app, chosen);
  DefineTrail(app, chosen);
  DefineExport(app, chosen);
  DefineTag(app, chosen);
  DefineText(app, chosen);
  DefineRules(app, chosen);
  DefineProviders(app, chosen);
  DefineRetag(app, chosen);
  DefineAlerts(app, chosen);
  DefineDoctor(app, chosen);
  DefineCompletion(app, chosen);
}

int Main(int argc, char** argv) {
  // A reader that leaves (`| head`) is met where output is flushed, not by dying in mid-write.
  std::signal(SIGPIPE, SIG_IGN);
  KeepFreedMemory();
  CLI::App app(
      "Reads the papers that councils publish: tags tenders, outsourcing, consultation and "
      "providers, searches every page, and alerts.",
      "scrutineer");
  app.set_version_flag("--version", SCRUTINEER_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.failure_message([](const CLI::App* at, const CLI::Error& error) {
    return fmt::format("scrutineer: {} (see {} --help)\n", error.what(), at->get_display_name());
  });
  GlobalOptions options;
  app.add_option("--data", options.data_folder, "data folder (default $XDG_DATA_HOME/scrutineer)")
      ->type_name("DIR");
  app.add_option("--config", options.configuration_file,
                 "configuration (default $XDG_CONFIG_HOME/scrutineer/scrutineer.toml)")
      ->type_name("FILE");
  app.add_option("--rules", options.rules_folder, "folder of rule files (default: those installed)")
      ->type_name("DIR");
  app.add_flag("--quiet,-q", options.quiet, "no progress");
  CommandBody chosen;
  DefineCommands(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    // CLI11 says "A subcommand is required" of a command that it does not know.
    const std::vector<std::string> unknown = app.remaining();
    if (!app.get_subcommands().empty() || unknown.empty()) {
      app.exit(error);
    } else {
      PrintError(Error{ErrorCode::kUsage,
                       fmt::format("there is no command '{}' (see scrutineer --help)",
                                   Printable(unknown.front())),
                       {}});
    }
    return kExitUsage;
  } catch (const CLI::ParseError& error) {
    // Help and version are asked for; everything else is a mistake on the command line.
    return app.exit(error) == 0 ? kExitDone : kExitUsage;
  }
  const SystemClock clock;
  Session session(options, clock);
  Result<int> code = chosen(session);
  if (code) {
    if (Status flushed = FlushOutput(); !flushed) code = Fail(std::move(flushed).error());
  }
  if (!code) {
    PrintError(code.error());
    return kExitUsage;
  }
  return *code;
}

}  // namespace
}  // namespace scrutineer::cli

int main(int argc, char** argv) {
  try {
    return scrutineer::cli::Main(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("scrutineer: out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "scrutineer: internal error: %s (please report it)\n", error.what());
  }
  return scrutineer::cli::kExitUsage;
}

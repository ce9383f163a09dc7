#ifndef SCRUTINEER_PIPELINE_CLI_COMMAND_H_
#define SCRUTINEER_PIPELINE_CLI_COMMAND_H_

#include <functional>

#include "pipeline/base/result.h"
#include "pipeline/cli/session.h"

namespace CLI {
class App;
}

namespace scrutineer::cli {

// What the chosen command does: its exit code, or the error to print (then the exit code is 2).
using CommandBody = std::function<Result<int>(Session&)>;

// Each adds one command with its options and help to `app`; when the command line chooses it,
// `chosen` becomes its body. Nothing runs while the command line is read.
void DefineInit(CLI::App& app, CommandBody& chosen);
void DefineIngest(CLI::App& app, CommandBody& chosen);
void DefineRun(CLI::App& app, CommandBody& chosen);
void DefineStatus(CLI::App& app, CommandBody& chosen);
void DefinePapers(CLI::App& app, CommandBody& chosen);
void DefineSearch(CLI::App& app, CommandBody& chosen);
void DefineQueries(CLI::App& app, CommandBody& chosen);
void DefineShow(CLI::App& app, CommandBody& chosen);
void DefineCite(CLI::App& app, CommandBody& chosen);
void DefineVerify(CLI::App& app, CommandBody& chosen);
void DefineMentions(CLI::App& app, CommandBody& chosen);
void DefineFindings(CLI::App& app, CommandBody& chosen);
void DefineTrail(CLI::App& app, CommandBody& chosen);
void DefineExport(CLI::App& app, CommandBody& chosen);
void DefineTag(CLI::App& app, CommandBody& chosen);
void DefineText(CLI::App& app, CommandBody& chosen);
void DefineRules(CLI::App& app, CommandBody& chosen);
void DefineProviders(CLI::App& app, CommandBody& chosen);
void DefineRetag(CLI::App& app, CommandBody& chosen);
void DefineAlerts(CLI::App& app, CommandBody& chosen);
void DefineDoctor(CLI::App& app, CommandBody& chosen);
void DefineCompletion(CLI::App& app, CommandBody& chosen);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_COMMAND_H_

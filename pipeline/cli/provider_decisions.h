#ifndef SCRUTINEER_PIPELINE_CLI_PROVIDER_DECISIONS_H_
#define SCRUTINEER_PIPELINE_CLI_PROVIDER_DECISIONS_H_

#include "pipeline/cli/command.h"

namespace scrutineer::cli {

// Adds `merge`, `add`, `reject`, `undo` and `decisions` to the command `providers`. Decisions are
// kept in the operator's own rules folder and hold from the next run on; `retag` applies them to
// what is stored.
void DefineProviderDecisions(CLI::App& parent, CommandBody& chosen);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_PROVIDER_DECISIONS_H_

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "pipeline/base/file.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

Result<int> Init(Session& session, bool force) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto file, session.configuration_file());
  std::error_code code;
  if (std::filesystem::exists(file, code) && !force) {
    return Fail(ErrorCode::kUsage, "stands already (--force replaces it)", file.string());
  }
  if (file.has_parent_path()) SCRUTINEER_RETURN_IF_ERROR(MakeFolder(file.parent_path()));
  SCRUTINEER_RETURN_IF_ERROR(WriteFileAtomically(file, ConfigurationTemplate()));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadWrite));
  PrintLine(fmt::format("settings: {}\ndata:     {}\n", file.string(), data.string()));
  PrintLine("next: name the folders with your papers in the settings, then: scrutineer run");
  return kExitDone;
}

}  // namespace

void DefineInit(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("init", "write a settings file with comments, make the data folder");
  const auto force = std::make_shared<bool>(false);
  command->add_flag("--force", *force, "replace a settings file that stands already");
  command->callback(
      [&chosen, force] { chosen = [force](Session& session) { return Init(session, *force); }; });
}

}  // namespace scrutineer::cli

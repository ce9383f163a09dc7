#ifndef SCRUTINEER_EXTRACTORS_RULE_FOLDER_H_
#define SCRUTINEER_EXTRACTORS_RULE_FOLDER_H_

#include <filesystem>
#include <memory>
#include <vector>

#include "extractors/rule_source.h"
#include "pipeline/base/result.h"

namespace scrutineer::extractors {

using RuleSources = std::vector<std::unique_ptr<RuleSource>>;

// Reads all *.toml files below `folder` (hidden ones are left out), in the order of their names.
// Files that cannot be read become complaints. Errors: kNotFound, kPermission, kIo for the folder;
// kRule if it holds no rules.
Result<RuleSources> ReadRuleFolder(const std::filesystem::path& folder,
                                   DiagnosticList& diagnostics);

// Adds the files of an operator's own folder, which need not be there nor hold rules.
Status AddOverlay(const std::filesystem::path& folder, RuleSources& sources,
                  DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_FOLDER_H_

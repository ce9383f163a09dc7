#include "extractors/rule_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "pipeline/base/file.h"

namespace scrutineer::extractors {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMaxFileBytes = std::int64_t{4} << 20;

bool IsHidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

Result<std::vector<fs::path>> FindTomlFiles(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> found;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    if (IsHidden(entries->path())) {
      entries.disable_recursion_pending();
    } else if (entries->path().extension() == ".toml" && !entries->is_directory()) {
      found.push_back(entries->path());
    }
  }
  if (error) return Fail(SystemError(error.value(), "read the rules folder", folder.string()));
  std::sort(found.begin(), found.end());
  return found;
}

bool IsRule(const RuleSource& source) {
  return source.relative != "fragments.toml" && source.relative != "status.toml" &&
         source.relative != "values.toml" && !source.relative.starts_with("providers/") &&
         !source.relative.starts_with("services/");
}

// Appends the files that can be read; whether any of the files is a rule.
Result<bool> AddFolder(const fs::path& folder, RuleSources& sources, DiagnosticList& diagnostics) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::vector<fs::path> files, FindTomlFiles(folder));
  bool has_rules = false;
  for (const fs::path& path : files) {
    auto source = std::make_unique<RuleSource>();
    source->relative = path.lexically_relative(folder).generic_string();
    source->path = (folder / source->relative).generic_string();
    has_rules = has_rules || IsRule(*source);
    auto content = ReadFile(path, kMaxFileBytes);
    if (!content) {
      diagnostics.Add(*source, {}, content.error().message + " (make it readable)");
      continue;
    }
    source->content = std::move(*content);
    sources.push_back(std::move(source));
  }
  return has_rules;
}

}  // namespace

Result<RuleSources> ReadRuleFolder(const fs::path& folder, DiagnosticList& diagnostics) {
  RuleSources sources;
  SCRUTINEER_ASSIGN_OR_RETURN(const bool has_rules, AddFolder(folder, sources, diagnostics));
  if (!has_rules) {
    return Fail(ErrorCode::kRule, "the folder holds no rules (name the folder that rules/ became)",
                folder.string());
  }
  return sources;
}

Status AddOverlay(const fs::path& folder, RuleSources& sources, DiagnosticList& diagnostics) {
  std::error_code error;
  if (!fs::exists(folder, error) && !error) return {};
  auto added = AddFolder(folder, sources, diagnostics);
  if (!added) return Fail(std::move(added).error());
  return {};
}

}  // namespace scrutineer::extractors

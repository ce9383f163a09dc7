#include "extractors/rule_variation.h"

#include <algorithm>
#include <utility>

#include "extractors/toml_document.h"
#include "pipeline/base/file.h"

namespace scrutineer::extractors {
namespace {

constexpr std::int64_t kMaxVariationBytes = std::int64_t{4} << 20;

// The file of a rules folder in which a rule of this id must stand.
std::string FileOf(std::string id) {
  std::replace(id.begin(), id.end(), '.', '/');
  return id + ".toml";
}

// False where there was none.
bool Remove(const std::string& relative, std::vector<std::unique_ptr<RuleSource>>& sources) {
  return std::erase_if(sources, [&](const auto& source) { return source->relative == relative; }) >
         0;
}

}  // namespace

std::string RuleIdIn(std::string_view content) {
  const auto document = ParseToml(content);
  if (!document) return {};
  const TomlValue* id = document->Find("id");
  return id != nullptr && id->kind == TomlValue::Kind::kString ? id->text : std::string();
}

Status VarySources(const RuleVariation& variation,
                   std::vector<std::unique_ptr<RuleSource>>& sources) {
  if (!variation.without_rule.empty() && !Remove(FileOf(variation.without_rule), sources)) {
    return Fail(ErrorCode::kNotFound, "there is no such rule (scrutineer rules list names them)",
                variation.without_rule);
  }
  if (variation.extra_rule.empty()) return {};
  auto source = std::make_unique<RuleSource>();
  source->path = variation.extra_rule.generic_string();
  SCRUTINEER_ASSIGN_OR_RETURN(source->content, ReadFile(variation.extra_rule, kMaxVariationBytes));
  const std::string id = RuleIdIn(source->content);
  // What has no id is complained of like any rule file.
  source->relative = id.empty() ? variation.extra_rule.filename().generic_string() : FileOf(id);
  Remove(source->relative, sources);
  sources.push_back(std::move(source));
  return {};
}

}  // namespace scrutineer::extractors

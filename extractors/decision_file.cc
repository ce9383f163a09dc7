#include "extractors/decision_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "extractors/toml_document.h"
#include "extractors/words.h"
#include "pipeline/base/file.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::extractors {
namespace {

constexpr std::string_view kHead =
    "# Decisions about names of providers, written by `scrutineer providers`, which writes this\n"
    "# file anew each time: keep entries and comments of your own in another file beside it.\n";

// A TOML basic string.
std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04X}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

void AddLine(std::string& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out += fmt::format("{} = {}\n", key, Quoted(value));
}

std::string ToToml(const ProviderDecision& decision) {
  std::string out;
  switch (decision.kind) {
    case ProviderDecision::Kind::kAdded:
      out = "\n[[provider]]\n";
      AddLine(out, "id", decision.id);
      AddLine(out, "name", decision.name);
      AddLine(out, "kind", decision.provider_kind);
      if (!decision.aliases.empty()) {
        std::vector<std::string> quoted;
        for (const std::string& alias : decision.aliases) quoted.push_back(Quoted(alias));
        out += fmt::format("aliases = [{}]\n", fmt::join(quoted, ", "));
      }
      break;
    case ProviderDecision::Kind::kMerged:
      out = "\n[[merged]]\n";
      AddLine(out, "name", decision.name);
      AddLine(out, "into", decision.into_id);
      AddLine(out, "into_name", decision.into_name);
      break;
    case ProviderDecision::Kind::kRejected:
      out = "\n[[rejected]]\n";
      AddLine(out, "name", decision.name);
      break;
  }
  AddLine(out, "decided", decision.decided);
  return out;
}

std::string TextOf(const TomlValue& table, std::string_view key) {
  const TomlValue* value = table.Find(key);
  return value == nullptr ? std::string() : value->text;
}

ProviderDecision FromToml(const TomlValue& table, ProviderDecision::Kind kind) {
  ProviderDecision decision;
  decision.kind = kind;
  decision.name = TextOf(table, "name");
  decision.id = TextOf(table, "id");
  decision.provider_kind = TextOf(table, "kind");
  if (const TomlValue* aliases = table.Find("aliases")) {
    for (const TomlValue& alias : aliases->items) decision.aliases.push_back(alias.text);
  }
  decision.into_id = TextOf(table, "into");
  decision.into_name = TextOf(table, "into_name");
  decision.decided = TextOf(table, "decided");
  return decision;
}

}  // namespace

std::filesystem::path DecisionFileIn(const std::filesystem::path& own_rules) {
  return own_rules / "providers" / "decisions.toml";
}

Result<std::vector<ProviderDecision>> ReadDecisions(const std::filesystem::path& file) {
  std::vector<ProviderDecision> decisions;
  auto content = ReadFile(file);
  if (!content) {
    if (content.error().code == ErrorCode::kNotFound) return decisions;
    return Fail(std::move(content).error());
  }
  const auto document = ParseToml(*content);
  if (!document) {
    const TomlError& error = document.error();
    return Fail(ErrorCode::kRule, error.message,
                fmt::format("{}:{}:{}", file.string(), error.place.line, error.place.column));
  }
  using Kind = ProviderDecision::Kind;
  for (const auto& [key, kind] :
       {std::pair("provider", Kind::kAdded), std::pair("merged", Kind::kMerged),
        std::pair("rejected", Kind::kRejected)}) {
    const TomlValue* tables = document->Find(key);
    if (tables == nullptr) continue;
    for (const TomlValue& table : tables->items) {
      if (table.kind == TomlValue::Kind::kTable) decisions.push_back(FromToml(table, kind));
    }
  }
  return decisions;
}

Status WriteDecisions(const std::filesystem::path& file,
                      const std::vector<ProviderDecision>& decisions) {
  if (decisions.empty()) {
    std::error_code error;
    std::filesystem::remove(file, error);
    if (error) return Fail(SystemError(error.value(), "remove", file.string()));
    return {};
  }
  std::string content(kHead);
  for (const ProviderDecision& decision : decisions) content += ToToml(decision);
  SCRUTINEER_RETURN_IF_ERROR(MakeFolder(file.parent_path()));
  return WriteFileAtomically(file, content);
}

std::string ProviderIdOf(std::string_view name) {
  std::string id;
  for (const char c : CanonicalName(name)) {
    if (IsAsciiSmall(c) || IsAsciiDigit(c)) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

}  // namespace scrutineer::extractors

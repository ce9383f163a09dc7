#include "extractors/rule_set.h"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <utility>

#include "extractors/compiled_rule_set.h"
#include "extractors/rule_examples.h"
#include "extractors/rule_folder.h"
#include "extractors/tagger.h"

namespace scrutineer::extractors {
namespace {

Error SummaryOf(const std::vector<RuleDiagnostic>& complaints) {
  const RuleDiagnostic& first = complaints.front();
  std::string message = first.message;
  if (complaints.size() > 1) {
    message += fmt::format("; and {} more (see `scrutineer rules check`)", complaints.size() - 1);
  }
  return Error{ErrorCode::kRule, std::move(message), first.where};
}

std::vector<std::string> Texts(const std::vector<PlacedText>& texts, std::size_t first = 0) {
  std::vector<std::string> out;
  for (std::size_t i = first; i < texts.size(); ++i) out.push_back(texts[i].text);
  return out;
}

}  // namespace

RuleSet::RuleSet(std::shared_ptr<const CompiledRuleSet> compiled)
    : compiled_(std::move(compiled)) {}

Result<RuleSet> RuleSet::Load(const std::filesystem::path& folder,
                              std::vector<RuleDiagnostic>* diagnostics) {
  try {
    DiagnosticList complaints;
    SCRUTINEER_ASSIGN_OR_RETURN(auto sources, ReadRuleFolder(folder, complaints));
    std::shared_ptr<const CompiledRuleSet> compiled = CompileRules(std::move(sources), complaints);
    if (complaints.empty()) return RuleSet(std::move(compiled));
    const std::vector<RuleDiagnostic> list = complaints.Take();
    if (diagnostics != nullptr) *diagnostics = list;
    return Fail(SummaryOf(list));
  } catch (const std::exception& error) {
    return Fail(ErrorCode::kInternal, fmt::format("cannot load the rules: {}", error.what()),
                folder.string());
  }
}

const std::string& RuleSet::revision() const { return compiled_->revision; }

std::vector<RuleSet::RuleSummary> RuleSet::rules() const {
  std::vector<RuleSummary> summaries;
  for (const auto& file : compiled_->files) {
    summaries.push_back({file->id.text, file->title, std::string(TagName(file->tag)), file->status,
                         file->id.source->path, file->patterns.size(), file->examples.size(),
                         file->counter_examples.size()});
  }
  return summaries;
}

std::optional<RuleSet::RuleText> RuleSet::FindRule(std::string_view id) const {
  for (const auto& file : compiled_->files) {
    if (file->id.text == id) return RuleText{file->id.source->path, file->id.source->content};
  }
  return std::nullopt;
}

std::vector<RuleSet::EntitySummary> RuleSet::providers() const {
  std::vector<EntitySummary> summaries;
  for (const ProviderEntry& provider : compiled_->provider_entries) {
    summaries.push_back(
        {provider.id.text, provider.names[0].text, provider.kind, Texts(provider.names, 1)});
  }
  return summaries;
}

std::vector<RuleSet::EntitySummary> RuleSet::services() const {
  std::vector<EntitySummary> summaries;
  for (const ServiceEntry& service : compiled_->service_entries) {
    summaries.push_back(
        {service.id.text, service.name.text, service.group, Texts(service.aliases)});
  }
  return summaries;
}

RuleSet::TestReport RuleSet::RunExamples() const { return extractors::RunExamples(*compiled_); }

std::vector<Mention> RuleSet::FindMentions(std::string_view text) const {
  return extractors::FindMentions(*compiled_, text);
}

}  // namespace scrutineer::extractors

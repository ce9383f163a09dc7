#include "extractors/rule_set.h"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <span>
#include <utility>

#include "extractors/compiled_rule_set.h"
#include "extractors/explanation.h"
#include "extractors/finding_examples.h"
#include "extractors/rule_examples.h"
#include "extractors/rule_folder.h"
#include "extractors/rule_parts.h"
#include "extractors/rule_variation.h"
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

std::vector<std::string> Texts(std::span<const PlacedText> texts) {
  std::vector<std::string> out;
  for (const PlacedText& text : texts) out.push_back(text.text);
  return out;
}

std::string PlaceOf(const PlacedText& text) {
  return fmt::format("{}:{}", text.source->path, text.place.line);
}

}  // namespace

RuleSet::RuleSet(std::shared_ptr<const CompiledRuleSet> compiled)
    : compiled_(std::move(compiled)) {}

Result<RuleSet> RuleSet::Load(const std::filesystem::path& folder,
                              std::vector<RuleDiagnostic>* diagnostics) {
  return Load(folder, std::filesystem::path(), diagnostics);
}

Result<RuleSet> RuleSet::Load(const std::filesystem::path& folder,
                              const std::filesystem::path& overlay,
                              std::vector<RuleDiagnostic>* diagnostics) {
  return LoadVaried(folder, overlay, {}, diagnostics);
}

Result<RuleSet> RuleSet::LoadVaried(const std::filesystem::path& folder,
                                    const std::filesystem::path& overlay,
                                    const RuleVariation& variation,
                                    std::vector<RuleDiagnostic>* diagnostics) {
  try {
    DiagnosticList complaints;
    SCRUTINEER_ASSIGN_OR_RETURN(auto sources, ReadRuleFolder(folder, complaints));
    if (!overlay.empty()) {
      SCRUTINEER_RETURN_IF_ERROR(AddOverlay(overlay, sources, complaints));
    }
    SCRUTINEER_RETURN_IF_ERROR(VarySources(variation, sources));
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

std::map<std::string, std::string> RuleSet::Parts() const { return PartsOf(*compiled_); }

RuleChange RuleSet::ChangeFrom(const std::map<std::string, std::string>& parts) const {
  return RuleChange(parts, *compiled_);
}

std::vector<RuleSet::RuleSummary> RuleSet::rules() const {
  std::vector<RuleSummary> summaries;
  for (const auto& file : compiled_->files) {
    summaries.push_back({file->id.text, file->title, std::string(TagName(file->tag)), file->status,
                         file->id.source->path, file->patterns.size(), file->examples.size(),
                         file->counter_examples.size()});
  }
  for (const auto& file : compiled_->finding_files) {
    std::size_t clues = 0;
    for (const auto* groups : {&file->found, &file->not_found, &file->unseen}) {
      for (const ClueGroup& group : *groups) clues += group.clues.size();
    }
    summaries.push_back({file->id.text, file->title, "finding", file->status, file->id.source->path,
                         clues, file->examples.size(), file->counter_examples.size()});
  }
  return summaries;
}

std::optional<RuleSet::RuleText> RuleSet::FindRule(std::string_view id) const {
  for (const auto& file : compiled_->files) {
    if (file->id.text == id) return RuleText{file->id.source->path, file->id.source->content};
  }
  for (const auto& file : compiled_->finding_files) {
    if (file->id.text == id) return RuleText{file->id.source->path, file->id.source->content};
  }
  return std::nullopt;
}

std::vector<RuleSet::ProviderSummary> RuleSet::providers() const {
  std::vector<ProviderSummary> summaries;
  for (const ProviderEntry& entry : compiled_->provider_list.providers) {
    const std::span<const PlacedText> names(entry.names);
    summaries.push_back({entry.id.text, entry.names[0].text, entry.kind,
                         Texts(names.subspan(1, entry.first_former - 1)),
                         Texts(names.subspan(entry.first_former)), entry.parent,
                         entry.company_number, entry.charity_number, Texts(entry.context),
                         Texts(entry.unless), PlaceOf(entry.id)});
  }
  return summaries;
}

std::vector<RuleSet::ServiceSummary> RuleSet::services() const {
  std::vector<ServiceSummary> summaries;
  for (const ServiceEntry& service : compiled_->service_entries) {
    summaries.push_back(
        {service.id.text, service.name.text, service.group, Texts(service.aliases), service.lgsl});
  }
  return summaries;
}

std::vector<RuleSet::NameDecisionSummary> RuleSet::decisions() const {
  std::vector<NameDecisionSummary> summaries;
  for (const NameDecision& decision : compiled_->provider_list.decisions) {
    summaries.push_back({decision.name.text, decision.rejected, decision.into_id.text,
                         decision.into_name.text, PlaceOf(decision.name)});
  }
  return summaries;
}

std::optional<std::string> RuleSet::FindProvider(std::string_view name) const {
  const auto found = compiled_->provider_names.Find(name);
  if (!found) return std::nullopt;
  return compiled_->providers[*found].id;
}

RuleSet::TestReport RuleSet::RunExamples() const {
  TestReport report = extractors::RunExamples(*compiled_);
  RunFindingExamples(*this, *compiled_, report);
  return report;
}

std::vector<Mention> RuleSet::FindMentions(std::string_view text, std::string* open_heading) const {
  return extractors::FindMentions(*compiled_, text, Search::kByLiterals, open_heading);
}

std::vector<Finding> RuleSet::FindFindings(const std::vector<Page>& pages,
                                           const std::vector<std::vector<Mention>>& mentions,
                                           const PaperMetadata& metadata,
                                           std::optional<Nation> nation) const {
  return compiled_->findings.Find({pages, mentions, metadata, nation});
}

std::vector<ExplainedMatch> RuleSet::Explain(std::string_view text, std::string_view rule,
                                             std::string* open_heading) const {
  return extractors::Explain(*compiled_, text, rule, open_heading);
}

}  // namespace scrutineer::extractors

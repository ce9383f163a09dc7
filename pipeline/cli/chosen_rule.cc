#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "extractors/rule_source.h"
#include "extractors/rule_variation.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/rules_commands.h"

namespace scrutineer::cli {
namespace {

using extractors::RuleSet;

Error UnknownRule(const RuleSet& rules, const std::string& id) {
  const std::vector<RuleSet::RuleSummary> summaries = rules.rules();
  std::vector<std::string_view> known;
  known.reserve(summaries.size());
  for (const RuleSet::RuleSummary& rule : summaries) known.emplace_back(rule.id);
  const std::string_view nearest = extractors::Nearest(id, known);
  return Error{ErrorCode::kNotFound,
               nearest.empty() ? "there is no such rule (scrutineer rules list names them; a file "
                                 "of one ends in .toml)"
                               : fmt::format("there is no such rule (did you mean {}?)", nearest),
               id};
}

Result<ChosenRule> Pick(RuleSet rules, const std::string& id) {
  for (const RuleSet::RuleSummary& rule : rules.rules()) {
    if (rule.id == id) return ChosenRule{std::move(rules), id, rule.file, rule.status};
  }
  return Fail(UnknownRule(rules, id));
}

}  // namespace

Result<RuleSet> LoadWithComplaints(Session& session, const extractors::RuleVariation& variation) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto folder, session.rules_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto own, session.own_rules_folder());
  std::vector<extractors::RuleDiagnostic> complaints;
  auto rules = RuleSet::LoadVaried(folder, own, variation, &complaints);
  for (const extractors::RuleDiagnostic& complaint : complaints) {
    fmt::print(stderr, "{}\n", Printable(complaint.ToString()));
  }
  return rules;
}

Result<ChosenRule> ChooseRule(Session& session, const std::string& rule) {
  if (!rule.ends_with(".toml")) {
    SCRUTINEER_ASSIGN_OR_RETURN(RuleSet rules, LoadWithComplaints(session, {}));
    return Pick(std::move(rules), rule);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string content, ReadFile(rule));
  SCRUTINEER_ASSIGN_OR_RETURN(
      RuleSet rules, LoadWithComplaints(session, {.extra_rule = rule, .without_rule = {}}));
  return Pick(std::move(rules), extractors::RuleIdIn(content));
}

}  // namespace scrutineer::cli

#ifndef SCRUTINEER_PIPELINE_CLI_RULES_COMMANDS_H_
#define SCRUTINEER_PIPELINE_CLI_RULES_COMMANDS_H_

#include <string>

#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/session.h"

namespace scrutineer::cli {

// Each adds one subcommand of `rules`.
void DefineRulesEval(CLI::App& rules, CommandBody& chosen);
void DefineRulesTry(CLI::App& rules, CommandBody& chosen);
void DefineRulesBacktest(CLI::App& rules, CommandBody& chosen);

// The rules of the folder, and which of them is meant.
struct ChosenRule {
  extractors::RuleSet rules;
  std::string id;
  std::string file;
  std::string status;
};

// `rule` is an id of the folder's rules, or a rule file outside of it that is then loaded with
// them. Complaints about rules go to standard error. Errors: kNotFound for an unknown id, with near
// ones; kRule.
Result<ChosenRule> ChooseRule(Session& session, const std::string& rule);

// Loads the folder's rules with a difference, printing every complaint.
Result<extractors::RuleSet> LoadWithComplaints(Session& session,
                                               const extractors::RuleVariation& variation);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_RULES_COMMANDS_H_

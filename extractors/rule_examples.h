#ifndef SCRUTINEER_EXTRACTORS_RULE_EXAMPLES_H_
#define SCRUTINEER_EXTRACTORS_RULE_EXAMPLES_H_

#include "extractors/compiled_rule_set.h"
#include "extractors/rule_set.h"

namespace scrutineer::extractors {

// Compiles all patterns and runs the examples of all rules; see RuleSet::RunExamples.
RuleSet::TestReport RunExamples(const CompiledRuleSet& set);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_EXAMPLES_H_

#ifndef SCRUTINEER_EXTRACTORS_FINDING_EXAMPLES_H_
#define SCRUTINEER_EXTRACTORS_FINDING_EXAMPLES_H_

#include "extractors/compiled_rule_set.h"
#include "extractors/rule_set.h"

namespace scrutineer::extractors {

// Tags the pages of each finding rule's examples with all rules and checks what the finding rule
// says of them; adds to `report`. See RuleSet::RunExamples.
void RunFindingExamples(const RuleSet& rules, const CompiledRuleSet& set,
                        RuleSet::TestReport& report);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_FINDING_EXAMPLES_H_

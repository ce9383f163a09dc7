#ifndef SCRUTINEER_EXTRACTORS_RULE_VARIATION_H_
#define SCRUTINEER_EXTRACTORS_RULE_VARIATION_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_set.h"
#include "extractors/rule_source.h"
#include "pipeline/base/result.h"

namespace scrutineer::extractors {

// The id that a rule file says it has, or empty; looks no further into it.
std::string RuleIdIn(std::string_view content);

// Applies a variation to the files of a folder. Errors: those of reading the extra rule; kNotFound
// where no file holds the rule to leave out.
Status VarySources(const RuleVariation& variation,
                   std::vector<std::unique_ptr<RuleSource>>& sources);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_VARIATION_H_

#ifndef SCRUTINEER_TESTS_BENCH_GENERATED_RULES_H_
#define SCRUTINEER_TESTS_BENCH_GENERATED_RULES_H_

#include <memory>
#include <string_view>
#include <vector>

#include "extractors/rule_source.h"

namespace scrutineer::bench {

// The rules folder `times` as large: every rule and list of providers again, about other matters.
// The words of the patterns and names are exchanged for rare words of `text`, so that the new rules
// have to be looked for but seldom fire; their structure and the shared fragments stay. Always the
// same for the same text.
std::vector<std::unique_ptr<extractors::RuleSource>> Multiply(
    std::vector<std::unique_ptr<extractors::RuleSource>> sources, int times, std::string_view text);

}  // namespace scrutineer::bench

#endif  // SCRUTINEER_TESTS_BENCH_GENERATED_RULES_H_

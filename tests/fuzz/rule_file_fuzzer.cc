// Loads a rules folder whose one rule file (or fragments, or list) is the input.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/rule_examples.h"
#include "extractors/rule_source.h"
#include "extractors/tagger.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scrutineer::extractors;
  if (size == 0) return 0;
  const char* const names[] = {"tender/award.toml", "fragments.toml", "providers/a.toml",
                               "services/a.toml", "finding/a.toml"};
  auto source = std::make_unique<RuleSource>();
  source->relative = names[data[0] % 5];
  source->path = source->relative;
  source->content.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<std::unique_ptr<RuleSource>> sources;
  sources.push_back(std::move(source));
  DiagnosticList diagnostics;
  const auto set = CompileRules(std::move(sources), diagnostics);
  if (!diagnostics.empty()) return 0;
  // What the parser accepts, RE2 must accept.
  for (const auto& failure : RunExamples(*set).failures) {
    if (failure.message.find("RE2 refuses") != std::string::npos) std::abort();
  }
  DiagnosticList refused;
  set->findings.CompileAll(refused);
  if (!refused.empty()) std::abort();
  return 0;
}

#ifndef SCRUTINEER_EXTRACTORS_VALUE_FILE_H_
#define SCRUTINEER_EXTRACTORS_VALUE_FILE_H_

#include <string>
#include <vector>

#include "extractors/rule_source.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// One [[date_role]] of rules/values.toml, as written there.
struct DateRoleEntry {
  TextPlace place;
  const RuleSource* source = nullptr;
  std::string role;
  std::vector<Tag> tags;  // whose dates these are, the likeliest first
  std::vector<PlacedText> before, after, unless;
  int words = 3;  // at most so many between the words and the date
  std::vector<PlacedText> examples, counter_examples;  // the date in [brackets]
};

struct ValueFile {
  std::vector<PlacedText> clause_borders;
  std::vector<DateRoleEntry> roles;
};

// Reads rules/values.toml; what is wrong goes to `diagnostics`. `source` must outlive the result.
ValueFile ReadValueFile(const TomlValue& document, const RuleSource& source,
                        DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_VALUE_FILE_H_

#ifndef SCRUTINEER_EXTRACTORS_DECISION_FILE_H_
#define SCRUTINEER_EXTRACTORS_DECISION_FILE_H_

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::extractors {

// What an operator decided about one name; see "Decisions" in rules/README.md.
struct ProviderDecision {
  enum class Kind { kAdded, kMerged, kRejected };

  Kind kind = Kind::kRejected;
  std::string name;
  std::string id, provider_kind;     // added: the new entry's
  std::vector<std::string> aliases;  // added
  std::string into_id, into_name;    // merged: one of them
  std::string decided;               // YYYY-MM-DD
};

// Where decisions are kept, below an operator's own rules folder.
std::filesystem::path DecisionFileIn(const std::filesystem::path& own_rules);

// The decisions of a file, in its order; none where there is no such file. Error kRule with
// "file:line:column" for one that cannot be understood.
Result<std::vector<ProviderDecision>> ReadDecisions(const std::filesystem::path& file);

// Replaces the file as a whole, making its folder; removes it where nothing is decided.
Status WriteDecisions(const std::filesystem::path& file,
                      const std::vector<ProviderDecision>& decisions);

// "glan-agua" of "Glan Agua Ltd": an id for a new entry.
std::string ProviderIdOf(std::string_view name);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_DECISION_FILE_H_

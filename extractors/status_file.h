#ifndef SCRUTINEER_EXTRACTORS_STATUS_FILE_H_
#define SCRUTINEER_EXTRACTORS_STATUS_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_source.h"
#include "extractors/table_reader.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// How far from a mention the words may stand that say its status.
enum class CueReach { kClause, kSentence };
// On which side of the mention they must begin; words that overlap it stand on both.
enum class CueSide { kAny, kBefore, kAfter };

// One [[status]] of rules/status.toml, as written there.
struct StatusEntry {
  TextPlace place;
  const RuleSource* source = nullptr;
  std::string status;
  std::vector<PlacedText> patterns, unless, above;
  CueReach reach = CueReach::kClause;
  CueSide side = CueSide::kAny;
  int words = -1;      // at most so many between the pattern and the mention; -1: any number
  bool commas = true;  // whether commas may stand between the pattern and the mention
  bool case_sensitive = false;
  std::vector<Tag> tags;  // empty: tender, outsourcing and consultation
  std::vector<std::string> stages, directions, kinds;  // empty: any
  std::vector<PlacedText> examples, counter_examples;  // the mention in [brackets]
};

struct StatusFile {
  std::vector<PlacedText> clause_borders;
  std::vector<StatusEntry> entries;
};

// Reads rules/status.toml; what is wrong goes to `diagnostics`. `source` must outlive the result.
StatusFile ReadStatusFile(const TomlValue& document, const RuleSource& source,
                          DiagnosticList& diagnostics);

// An example whose subject stands in brackets: the text without them, and where the subject stands.
struct BracketedText {
  std::string text;
  std::uint32_t begin = 0, end = 0;
};
// Nothing where there is not exactly one pair of brackets with words in it.
std::optional<BracketedText> ReadBrackets(std::string_view text);

// The list of such examples under `key`, which show `subject`: "words", "date". Those that show
// nothing go to `diagnostics`.
std::vector<PlacedText> ReadBracketed(TableReader& reader, std::string_view key,
                                      std::string_view subject, DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_STATUS_FILE_H_

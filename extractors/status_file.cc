#include "extractors/status_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "extractors/table_reader.h"

namespace scrutineer::extractors {
namespace {

using Words = std::vector<std::string_view>;

const Words kStatuses = {"proposed", "under way", "decided",     "rejected",
                         "past",     "none",      "hypothetical"};
const Words kTags = {"tender", "outsourcing", "consultation"};
const Words kStages = {"plan", "tendering", "award", "extension", "contract", "end", "rules"};
const Words kDirections = {"out", "in", "retain", "unclear"};
const Words kConsultationKinds = {"public", "staff", "statutory", "partners"};

// A list of words out of `allowed`.
std::vector<std::string> ReadWords(TableReader& reader, std::string_view key, const Words& allowed,
                                   DiagnosticList& diagnostics) {
  std::vector<std::string> words;
  for (PlacedText& word : reader.Texts(key)) {
    if (std::find(allowed.begin(), allowed.end(), word.text) == allowed.end()) {
      diagnostics.Add(word, fmt::format("\"{}\" is none of {} ({})", word.text, key,
                                        Suggestion(word.text, allowed)));
      continue;
    }
    words.push_back(std::move(word.text));
  }
  return words;
}

void CheckEntry(const StatusEntry& entry, DiagnosticList& diagnostics) {
  const bool by_attributes =
      !entry.stages.empty() || !entry.directions.empty() || !entry.kinds.empty();
  if (entry.patterns.empty() && entry.tags.empty() && !by_attributes) {
    diagnostics.Add(*entry.source, entry.place,
                    "a [[status]] holds for every mention (give it patterns, or say for which "
                    "tags, stage, direction or kind)");
  }
  if (!entry.patterns.empty() && entry.examples.empty()) {
    diagnostics.Add(*entry.source, entry.place, "a [[status]] has no examples (add one)");
  }
}

StatusEntry ReadEntry(const TomlValue& table, const RuleSource& source,
                      DiagnosticList& diagnostics) {
  TableReader reader(table, source, "a [[status]]", diagnostics);
  StatusEntry entry;
  entry.place = table.place;
  entry.source = &source;
  entry.status = reader.RequiredWord("status", kStatuses);
  reader.Text("why");
  entry.patterns = reader.Texts("patterns");
  entry.unless = reader.Texts("unless");
  entry.above = reader.Texts("above");
  entry.reach = reader.Word("reach", {"clause", "sentence"}, "clause") == "sentence"
                    ? CueReach::kSentence
                    : CueReach::kClause;
  const std::string side = reader.Word("side", {"any", "before", "after"}, "any");
  entry.side = side == "before"  ? CueSide::kBefore
               : side == "after" ? CueSide::kAfter
                                 : CueSide::kAny;
  entry.words = static_cast<int>(std::clamp<std::int64_t>(reader.Integer("words", -1), -1, 1000));
  entry.commas = reader.Boolean("commas", true);
  entry.case_sensitive = reader.Boolean("case_sensitive", false);
  for (const std::string& tag : ReadWords(reader, "tags", kTags, diagnostics)) {
    entry.tags.push_back(TagFromName(tag).value_or(Tag::kTender));
  }
  entry.stages = ReadWords(reader, "stage", kStages, diagnostics);
  entry.directions = ReadWords(reader, "direction", kDirections, diagnostics);
  entry.kinds = ReadWords(reader, "kind", kConsultationKinds, diagnostics);
  entry.examples = ReadBracketed(reader, "examples", "words", diagnostics);
  entry.counter_examples = ReadBracketed(reader, "counter_examples", "words", diagnostics);
  reader.Finish();
  CheckEntry(entry, diagnostics);
  return entry;
}

}  // namespace

StatusFile ReadStatusFile(const TomlValue& document, const RuleSource& source,
                          DiagnosticList& diagnostics) {
  TableReader reader(document, source, "status.toml", diagnostics);
  StatusFile file;
  file.clause_borders = reader.Texts("clause_borders");
  for (const TomlValue* table : reader.Tables("status")) {
    file.entries.push_back(ReadEntry(*table, source, diagnostics));
  }
  reader.Finish();
  return file;
}

std::optional<BracketedText> ReadBrackets(std::string_view text) {
  const std::size_t open = text.find('[');
  const std::size_t close = text.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close <= open + 1) {
    return std::nullopt;
  }
  if (text.find('[', open + 1) != std::string_view::npos ||
      text.find(']', close + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  BracketedText out;
  out.text = text.substr(0, open);
  out.text += text.substr(open + 1, close - open - 1);
  out.text += text.substr(close + 1);
  out.begin = static_cast<std::uint32_t>(open);
  out.end = static_cast<std::uint32_t>(close - 1);
  return out;
}

std::vector<PlacedText> ReadBracketed(TableReader& reader, std::string_view key,
                                      std::string_view subject, DiagnosticList& diagnostics) {
  std::vector<PlacedText> examples = reader.Texts(key);
  for (const PlacedText& example : examples) {
    if (ReadBrackets(example.text)) continue;
    diagnostics.Add(example, fmt::format("an entry of {} does not show what it is about (put "
                                         "[brackets] round the {}, once)",
                                         key, subject));
  }
  return examples;
}

}  // namespace scrutineer::extractors

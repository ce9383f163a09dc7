#include "extractors/value_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/status_file.h"
#include "extractors/table_reader.h"

namespace scrutineer::extractors {
namespace {

using Words = std::vector<std::string_view>;

const Words& Roles() {
  static const Words words = {
      "contract-start",      "contract-end", "extension-end", "consultation-opens",
      "consultation-closes", "transfer",     "deadline",      "meeting"};
  return words;
}

std::vector<Tag> ReadTags(TableReader& reader, DiagnosticList& diagnostics) {
  static const Words known = {"tender", "outsourcing", "consultation"};
  std::vector<Tag> tags;
  for (const PlacedText& word : reader.RequiredTexts("tags")) {
    const auto tag = TagFromName(word.text);
    if (tag && std::find(known.begin(), known.end(), word.text) != known.end()) {
      tags.push_back(*tag);
    } else {
      diagnostics.Add(word, fmt::format("\"{}\" is none of tags ({})", word.text,
                                        Suggestion(word.text, known)));
    }
  }
  return tags;
}

DateRoleEntry ReadRole(const TomlValue& table, const RuleSource& source,
                       DiagnosticList& diagnostics) {
  TableReader reader(table, source, "a [[date_role]]", diagnostics);
  DateRoleEntry entry;
  entry.place = table.place;
  entry.source = &source;
  entry.role = reader.RequiredWord("role", Roles());
  entry.tags = ReadTags(reader, diagnostics);
  entry.before = reader.Texts("before");
  entry.after = reader.Texts("after");
  entry.unless = reader.Texts("unless");
  entry.words = static_cast<int>(std::clamp<std::int64_t>(reader.Integer("words", 3), 0, 20));
  entry.examples = ReadBracketed(reader, "examples", "date", diagnostics);
  entry.counter_examples = ReadBracketed(reader, "counter_examples", "date", diagnostics);
  reader.Finish();
  if (entry.before.empty() && entry.after.empty()) {
    diagnostics.Add(source, table.place,
                    "a [[date_role]] has neither before nor after (say which words show it)");
  }
  if (entry.examples.empty()) {
    diagnostics.Add(source, table.place, "a [[date_role]] has no examples (add one)");
  }
  return entry;
}

}  // namespace

ValueFile ReadValueFile(const TomlValue& document, const RuleSource& source,
                        DiagnosticList& diagnostics) {
  TableReader reader(document, source, "values.toml", diagnostics);
  ValueFile file;
  file.clause_borders = reader.Texts("clause_borders");
  for (const TomlValue* table : reader.Tables("date_role")) {
    file.roles.push_back(ReadRole(*table, source, diagnostics));
  }
  reader.Finish();
  return file;
}

}  // namespace scrutineer::extractors

#ifndef SCRUTINEER_EXTRACTORS_TABLE_READER_H_
#define SCRUTINEER_EXTRACTORS_TABLE_READER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_source.h"
#include "extractors/toml_document.h"

namespace scrutineer::extractors {

// Reads the members of one table of a rule file and complains about what is wrong with them:
// wrong kinds of value, missing keys and, in Finish, keys that nobody asked for.
class TableReader {
 public:
  // `what` names the table in complaints, such as "a rule". All must outlive the reader.
  TableReader(const TomlValue& table, const RuleSource& source, std::string_view what,
              DiagnosticList& diagnostics);

  PlacedText RequiredText(std::string_view key);
  std::optional<PlacedText> Text(std::string_view key);
  // Text that is one of `allowed`; empty if it is missing or wrong.
  std::string RequiredWord(std::string_view key, const std::vector<std::string_view>& allowed);
  std::string Word(std::string_view key, const std::vector<std::string_view>& allowed,
                   std::string_view otherwise);
  std::vector<PlacedText> RequiredTexts(std::string_view key);
  std::vector<PlacedText> Texts(std::string_view key);
  // A list of lists of texts, none empty.
  std::vector<std::vector<PlacedText>> TextGroups(std::string_view key);
  std::int64_t Integer(std::string_view key, std::int64_t otherwise);
  std::vector<std::int64_t> Integers(std::string_view key);
  bool Boolean(std::string_view key, bool otherwise);
  // A table, or null; complains if it is missing and `required`.
  const TomlValue* Table(std::string_view key, bool required);
  // The tables of [[key]].
  std::vector<const TomlValue*> Tables(std::string_view key);

  // Complains about every key that was not asked for.
  void Finish();

 private:
  const TomlValue* Get(std::string_view key, TomlValue::Kind kind);
  void Missing(std::string_view key);
  void WrongKind(std::string_view key, const TomlValue& value, TomlValue::Kind wanted);
  std::vector<PlacedText> TextsOf(const TomlValue& list, std::string_view key);
  PlacedText Placed(const TomlValue& value) const;

  const TomlValue& table_;
  const RuleSource& source_;
  std::string_view what_;
  DiagnosticList& diagnostics_;
  std::vector<std::string_view> known_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_TABLE_READER_H_

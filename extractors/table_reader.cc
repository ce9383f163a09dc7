#include "extractors/table_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace scrutineer::extractors {

using Kind = TomlValue::Kind;

TableReader::TableReader(const TomlValue& table, const RuleSource& source, std::string_view what,
                         DiagnosticList& diagnostics)
    : table_(table), source_(source), what_(what), diagnostics_(diagnostics) {}

void TableReader::Missing(std::string_view key) {
  diagnostics_.Add(source_, table_.place, fmt::format("{} has no {} (add it)", what_, key));
}

void TableReader::WrongKind(std::string_view key, const TomlValue& value, Kind wanted) {
  diagnostics_.Add(
      source_, value.place,
      fmt::format("{} is {} (it must be {})", key, KindName(value.kind), KindName(wanted)));
}

const TomlValue* TableReader::Get(std::string_view key, Kind kind) {
  known_.push_back(key);
  const TomlValue* value = table_.Find(key);
  if (value == nullptr || value->kind == kind) return value;
  WrongKind(key, *value, kind);
  return nullptr;
}

PlacedText TableReader::Placed(const TomlValue& value) const {
  return {value.text, value.place, &source_};
}

PlacedText TableReader::RequiredText(std::string_view key) {
  if (table_.Find(key) == nullptr) Missing(key);
  auto text = Text(key);
  if (text && text->text.empty())
    diagnostics_.Add(*text, fmt::format("{} is empty (fill it)", key));
  return text.value_or(PlacedText{"", table_.place, &source_});
}

std::optional<PlacedText> TableReader::Text(std::string_view key) {
  const TomlValue* value = Get(key, Kind::kString);
  if (value == nullptr) return std::nullopt;
  return Placed(*value);
}

std::string TableReader::RequiredWord(std::string_view key,
                                      const std::vector<std::string_view>& allowed) {
  if (table_.Find(key) == nullptr) Missing(key);
  return Word(key, allowed, "");
}

std::string TableReader::Word(std::string_view key, const std::vector<std::string_view>& allowed,
                              std::string_view otherwise) {
  const auto text = Text(key);
  if (!text) return std::string(otherwise);
  if (std::find(allowed.begin(), allowed.end(), text->text) != allowed.end()) return text->text;
  diagnostics_.Add(
      *text, fmt::format("\"{}\" is no {} ({})", text->text, key, Suggestion(text->text, allowed)));
  return "";
}

std::vector<PlacedText> TableReader::RequiredTexts(std::string_view key) {
  const TomlValue* value = table_.Find(key);
  if (value == nullptr) {
    Missing(key);
  } else if (value->kind == Kind::kList && value->items.empty()) {
    diagnostics_.Add(source_, value->place, fmt::format("{} is empty (add one)", key));
  }
  return Texts(key);
}

std::vector<PlacedText> TableReader::Texts(std::string_view key) {
  const TomlValue* list = Get(key, Kind::kList);
  return list == nullptr ? std::vector<PlacedText>() : TextsOf(*list, key);
}

std::vector<std::vector<PlacedText>> TableReader::TextGroups(std::string_view key) {
  std::vector<std::vector<PlacedText>> groups;
  const TomlValue* list = Get(key, Kind::kList);
  if (list == nullptr) return groups;
  for (const TomlValue& item : list->items) {
    if (item.kind != Kind::kList) {
      diagnostics_.Add(source_, item.place,
                       fmt::format("an entry of {0} is {1} (write groups: {0} = [['a', 'b'], "
                                   "['c']], one of each must stand)",
                                   key, KindName(item.kind)));
    } else if (item.items.empty()) {
      diagnostics_.Add(source_, item.place,
                       fmt::format("a group of {} is empty, so nothing would do (drop it)", key));
    } else {
      groups.push_back(TextsOf(item, key));
    }
  }
  return groups;
}

std::vector<PlacedText> TableReader::TextsOf(const TomlValue& list, std::string_view key) {
  std::vector<PlacedText> texts;
  for (const TomlValue& item : list.items) {
    if (item.kind != Kind::kString) {
      WrongKind(fmt::format("an entry of {}", key), item, Kind::kString);
    } else if (item.text.empty()) {
      diagnostics_.Add(source_, item.place, fmt::format("an entry of {} is empty (drop it)", key));
    } else {
      texts.push_back(Placed(item));
    }
  }
  return texts;
}

std::int64_t TableReader::Integer(std::string_view key, std::int64_t otherwise) {
  const TomlValue* value = Get(key, Kind::kInteger);
  return value == nullptr ? otherwise : value->number;
}

std::vector<std::int64_t> TableReader::Integers(std::string_view key) {
  std::vector<std::int64_t> numbers;
  const TomlValue* list = Get(key, Kind::kList);
  if (list == nullptr) return numbers;
  for (const TomlValue& item : list->items) {
    if (item.kind == Kind::kInteger) {
      numbers.push_back(item.number);
    } else {
      WrongKind(fmt::format("an entry of {}", key), item, Kind::kInteger);
    }
  }
  return numbers;
}

bool TableReader::Boolean(std::string_view key, bool otherwise) {
  const TomlValue* value = Get(key, Kind::kBoolean);
  return value == nullptr ? otherwise : value->truth;
}

const TomlValue* TableReader::Table(std::string_view key, bool required) {
  if (required && table_.Find(key) == nullptr) {
    diagnostics_.Add(source_, table_.place, fmt::format("{} has no [{}] (add it)", what_, key));
  }
  return Get(key, Kind::kTable);
}

std::vector<const TomlValue*> TableReader::Tables(std::string_view key) {
  std::vector<const TomlValue*> tables;
  known_.push_back(key);
  const TomlValue* list = table_.Find(key);
  if (list == nullptr) return tables;
  if (list->kind != Kind::kList) {
    diagnostics_.Add(source_, list->place,
                     fmt::format("{} is {} (write [[{}]])", key, KindName(list->kind), key));
    return tables;
  }
  for (const TomlValue& item : list->items) {
    if (item.kind == Kind::kTable) {
      tables.push_back(&item);
    } else {
      diagnostics_.Add(
          source_, item.place,
          fmt::format("an entry of {} is {} (write [[{}]])", key, KindName(item.kind), key));
    }
  }
  return tables;
}

void TableReader::Finish() {
  for (const TomlValue::Member& member : table_.members) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    diagnostics_.Add(source_, member.place,
                     fmt::format("unknown key {} in {} ({})", member.key, what_,
                                 Suggestion(member.key, known_)));
  }
}

}  // namespace scrutineer::extractors

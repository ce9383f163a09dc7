#include "extractors/toml_document.h"

#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include "pipeline/base/utf8.h"

namespace scrutineer::extractors {
namespace {

// Deeper nesting has no meaning in a rule file and would only cost stack.
constexpr int kMaxTableDepth = 16;

TextPlace PlaceOf(const toml::source_region& region) {
  return {std::max<std::uint32_t>(1, region.begin.line),
          std::max<std::uint32_t>(1, region.begin.column)};
}

TomlValue Convert(const toml::node& node, int depth);

void ConvertTable(const toml::table& table, int depth, TomlValue& value) {
  value.kind = TomlValue::Kind::kTable;
  for (auto&& [key, child] : table) {
    value.members.push_back(
        {std::string(key.str()), PlaceOf(key.source()), Convert(child, depth + 1)});
  }
  std::stable_sort(value.members.begin(), value.members.end(),
                   [](const auto& a, const auto& b) { return a.place < b.place; });
}

TomlValue Convert(const toml::node& node, int depth) {
  TomlValue value;
  value.place = PlaceOf(node.source());
  if (depth > kMaxTableDepth) return value;
  if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::kString;
    value.text = text->get();
  } else if (const auto* number = node.as_integer()) {
    value.kind = TomlValue::Kind::kInteger;
    value.number = number->get();
  } else if (const auto* truth = node.as_boolean()) {
    value.kind = TomlValue::Kind::kBoolean;
    value.truth = truth->get();
  } else if (const auto* list = node.as_array()) {
    value.kind = TomlValue::Kind::kList;
    for (const toml::node& item : *list) value.items.push_back(Convert(item, depth + 1));
  } else if (const auto* table = node.as_table()) {
    ConvertTable(*table, depth, value);
  }
  return value;
}

TextPlace PlaceOfByte(std::string_view content, std::size_t offset) {
  const std::string_view before = content.substr(0, offset);
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 where there is none
  return {lines + 1, static_cast<std::uint32_t>(CountCodePoints(before.substr(line_start))) + 1};
}

std::size_t ByteOfPlace(std::string_view content, TextPlace place) {
  std::size_t at = 0;
  for (std::uint32_t line = 1; line < place.line; ++line) {
    const std::size_t end = content.find('\n', at);
    if (end == std::string_view::npos) return content.size();
    at = end + 1;
  }
  for (std::uint32_t column = 1; column < place.column && at < content.size(); ++column) {
    do {
      ++at;
    } while (at < content.size() && (static_cast<unsigned char>(content[at]) & 0xC0U) == 0x80U);
  }
  return at;
}

// Bytes in the file and in the string of the escape at `at`.
struct EscapeSize {
  std::size_t in_file, in_string;
};

EscapeSize SizeOfEscape(std::string_view content, std::size_t at) {
  const char c = at + 1 < content.size() ? content[at + 1] : ' ';
  const std::size_t digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits == 0) return {2, 1};
  std::uint32_t rune = 0;
  for (const char digit : content.substr(std::min(at + 2, content.size()), digits)) {
    const auto lower = static_cast<unsigned char>(digit | 0x20);
    rune = rune * 16 + (digit <= '9' ? static_cast<unsigned char>(digit) - '0' : lower - 'a' + 10U);
  }
  return {2 + digits, rune < 0x80 ? 1U : rune < 0x800 ? 2U : rune < 0x10000 ? 3U : 4U};
}

}  // namespace

const TomlValue* TomlValue::Find(std::string_view key) const {
  const auto member = std::find_if(members.begin(), members.end(),
                                   [&](const Member& candidate) { return candidate.key == key; });
  return member == members.end() ? nullptr : &member->value;
}

std::string_view KindName(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::kString:
      return "text";
    case TomlValue::Kind::kInteger:
      return "a whole number";
    case TomlValue::Kind::kBoolean:
      return "true or false";
    case TomlValue::Kind::kList:
      return "a list";
    case TomlValue::Kind::kTable:
      return "a table";
    case TomlValue::Kind::kOther:
      break;
  }
  return "another kind of value";
}

tl::expected<TomlValue, TomlError> ParseToml(std::string_view content) {
  if (const auto invalid = FirstInvalidUtf8(content)) {
    return tl::unexpected<TomlError>(
        {PlaceOfByte(content, *invalid), "the bytes here are not UTF-8 (save the file as UTF-8)"});
  }
  try {
    const toml::table table = toml::parse(content);
    return Convert(table, 0);
  } catch (const toml::parse_error& error) {
    std::string message(error.description());
    return tl::unexpected<TomlError>({PlaceOf(error.source()), message + " (correct the TOML)"});
  } catch (const std::exception& error) {
    return tl::unexpected<TomlError>(
        {{}, std::string("cannot be read as TOML: ") + error.what() + " (correct the TOML)"});
  }
}

TextPlace PlaceInString(std::string_view content, TextPlace place, std::size_t offset) {
  std::size_t at = ByteOfPlace(content, place);
  if (at >= content.size()) return place;
  const char quote = content[at];
  if (quote != '\'' && quote != '"') return place;
  const bool triple = content.substr(at, 3) == std::string(3, quote);
  at += triple ? 3 : 1;
  if (triple && content.substr(at, 2) == "\r\n") at += 2;
  if (triple && at < content.size() && content[at] == '\n') ++at;
  for (std::size_t decoded = 0; decoded < offset && at < content.size();) {
    EscapeSize size{1, 1};
    if (quote == '"' && content[at] == '\\') size = SizeOfEscape(content, at);
    at += size.in_file;
    decoded += size.in_string;
  }
  return PlaceOfByte(content, std::min(at, content.size()));
}

}  // namespace scrutineer::extractors

#ifndef SCRUTINEER_EXTRACTORS_TOML_DOCUMENT_H_
#define SCRUTINEER_EXTRACTORS_TOML_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace scrutineer::extractors {

// A place in a file; lines and columns (in code points) from 1.
struct TextPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator<=>(TextPlace, TextPlace) = default;
};

// A value of a TOML file and where it stands.
struct TomlValue {
  enum class Kind { kString, kInteger, kBoolean, kList, kTable, kOther };
  struct Member;

  Kind kind = Kind::kOther;
  TextPlace place;
  std::string text;              // kString
  std::int64_t number = 0;       // kInteger
  bool truth = false;            // kBoolean
  std::vector<TomlValue> items;  // kList
  std::vector<Member> members;   // kTable, in the order of the file

  // The member of that key, or null. REQUIRES: kTable.
  const TomlValue* Find(std::string_view key) const;
};

struct TomlValue::Member {
  std::string key;
  TextPlace place;
  TomlValue value;
};

// "a piece of text", "a list", ...: for messages.
std::string_view KindName(TomlValue::Kind kind);

struct TomlError {
  TextPlace place;
  std::string message;
};

// Parses a whole file (TOML 1.0), also checking that it is UTF-8.
tl::expected<TomlValue, TomlError> ParseToml(std::string_view content);

// Where byte `offset` of a string stands that begins (with its quotes) at `place` of `content`.
TextPlace PlaceInString(std::string_view content, TextPlace place, std::size_t offset);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_TOML_DOCUMENT_H_

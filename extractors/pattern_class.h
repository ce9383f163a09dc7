#ifndef SCRUTINEER_EXTRACTORS_PATTERN_CLASS_H_
#define SCRUTINEER_EXTRACTORS_PATTERN_CLASS_H_

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>

#include "extractors/pattern_dialect.h"
#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {

// A piece of a pattern that stands for one character (or none), and where the rest begins.
struct ParsedAtom {
  PatternNode node;
  std::size_t end = 0;
};

// One character as itself, with the typographic forms of quotes and hyphens.
// REQUIRES: `at` within `pattern`.
ParsedAtom ParseLiteralCharacter(std::string_view pattern, std::size_t at);

// What stands after a backslash, and it. REQUIRES: pattern[at] == '\\'.
tl::expected<ParsedAtom, PatternError> ParseEscape(std::string_view pattern, std::size_t at);

// "[...]". REQUIRES: pattern[at] == '['.
tl::expected<ParsedAtom, PatternError> ParseClass(std::string_view pattern, std::size_t at);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PATTERN_CLASS_H_

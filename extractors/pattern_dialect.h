#ifndef SCRUTINEER_EXTRACTORS_PATTERN_DIALECT_H_
#define SCRUTINEER_EXTRACTORS_PATTERN_DIALECT_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {

// Why a pattern cannot be used; `offset` is the byte of the pattern where it goes wrong.
struct PatternError {
  std::size_t offset = 0;
  std::string message;  // cause, and what to do in brackets
};

// Gives the tree of the fragment of that name, or says why there is none.
using FragmentLookup = std::function<tl::expected<PatternPtr, std::string>(std::string_view name)>;

// Parses a pattern as rules/README.md defines it; \p{L}, \p{Lu} and \p{Ll} are Latin letters. All
// syntax errors are found here, with their place; RE2 is only run on what passes. Refuses what can
// match the empty text. REQUIRES: well-formed UTF-8.
tl::expected<PatternPtr, PatternError> ParsePattern(std::string_view pattern,
                                                    const FragmentLookup& fragments);

// The tree of the matches that are not empty and end where a word ends, as far as ASCII's letters
// tell: callers must refuse a match that begins or ends within another word. Parts that need no
// change are shared with the tree.
PatternPtr ClosedTree(const PatternPtr& tree);

// A closed tree as RE2 wants it, beginning where a word begins; the group `name` is group 1.
std::string ToRegex(const PatternPtr& closed_tree);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PATTERN_DIALECT_H_

#ifndef SCRUTINEER_EXTRACTORS_COMPILED_PATTERN_H_
#define SCRUTINEER_EXTRACTORS_COMPILED_PATTERN_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/literal_scanner.h"
#include "extractors/pattern_tree.h"

namespace re2 {
class RE2;
}

namespace scrutineer::extractors {

// True for a code point that is part of a word: letters and digits of all scripts, and "_".
bool IsWordRune(char32_t rune);
// Whether a word ends right before `at` (or begins right at it), so that `at` lies on its border:
// not between two word characters.
bool IsWordBorder(std::string_view text, std::size_t at);

// A match within the text that was searched, in bytes.
struct PatternMatch {
  std::size_t begin = 0, end = 0;            // all of it
  std::size_t name_begin = 0, name_end = 0;  // the group `name`, or all of it
};

// A pattern ready for matching whole words. RE2 compiles it when it is first needed, because most
// of a rule set is never needed by a run. Thread-safe.
class CompiledPattern {
 public:
  CompiledPattern(PatternPtr tree, bool case_sensitive);
  ~CompiledPattern();
  CompiledPattern(const CompiledPattern&) = delete;
  CompiledPattern& operator=(const CompiledPattern&) = delete;

  // Compiles now. Why RE2 refuses the pattern, or nothing; a refused pattern never matches.
  std::optional<std::string> Compile() const;

  // The first match that begins at `from` or later. REQUIRES: from <= text.size().
  std::optional<PatternMatch> Find(std::string_view text, std::size_t from = 0) const;
  bool Matches(std::string_view text) const { return Find(text).has_value(); }

  const PatternPtr& tree() const { return tree_; }

  // A literal of the rule set's scanner; `last` of its choice.
  struct RequiredLiteral {
    LiteralId literal = 0;
    bool last = false;
  };
  // What every match contains: one literal of each choice, choice after choice. Set while loading;
  // empty: always a candidate.
  std::vector<RequiredLiteral> literals;

 private:
  const re2::RE2* regex() const;

  PatternPtr tree_;
  bool case_sensitive_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> regex_;
  mutable bool has_name_ = false;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_COMPILED_PATTERN_H_

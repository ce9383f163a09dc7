#ifndef SCRUTINEER_EXTRACTORS_COMPILED_PATTERN_H_
#define SCRUTINEER_EXTRACTORS_COMPILED_PATTERN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "extractors/literal_scanner.h"
#include "extractors/pattern_tree.h"
#include "extractors/piece_search.h"
#include "extractors/words.h"

namespace re2 {
class RE2;
}

namespace scrutineer::extractors {

class PieceLibrary;

// True for a code point that is part of a word: letters and digits of all scripts, and "_".
bool IsWordRune(char32_t rune);
// Whether a word ends right before `at` (or begins right at it), so that `at` lies on its border:
// not between two word characters.
bool IsWordBorderBeyondAscii(std::string_view text, std::size_t at);
inline bool IsWordBorder(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  const auto behind = static_cast<unsigned char>(text[at]);
  if ((before | behind) >= 0x80) return IsWordBorderBeyondAscii(text, at);
  return !IsAsciiWordByte(text[at - 1]) || !IsAsciiWordByte(text[at]);
}

// How much this thread has searched with regular expressions: a measure of work that does not
// depend on the machine. One search is one call, over at most so many bytes.
struct SearchWork {
  std::uint64_t searches = 0;
  std::uint64_t bytes = 0;
};
SearchWork& ThreadSearchWork();

// A match within the text that was searched, in bytes.
struct PatternMatch {
  std::size_t begin = 0, end = 0;            // all of it
  std::size_t name_begin = 0, name_end = 0;  // the group `name`, or all of it
};

// The code point behind the one that begins at `at`. REQUIRES: at < text.size().
std::size_t NextRune(std::string_view text, std::size_t at);

// What every match of a pattern contains: a literal of each of these choices (see PatternLiterals).
// Asked for nearly every sentence, so it is small.
struct RequiredChoices {
  static constexpr std::size_t kMost = 4;
  std::array<std::uint32_t, kMost> ids{};      // the first `count`; the rarest first
  std::array<std::uint8_t, kMost> in_order{};  // indexes of ids, as the choices stand in a match
  std::uint8_t count = 0;                      // 0: the pattern is always a candidate
};

// Where the literals of a choice stand in a match (see RequiredChoice).
struct ChoiceGaps {
  std::uint32_t before = kAnyGaps, after = kAnyGaps;
};

// A pattern ready for matching whole words. What it is matched with is made when it is first
// needed, because most of a rule set is never needed by a run. Thread-safe.
class CompiledPattern {
 public:
  // Patterns with one library share the pieces that their trees share; null: one of its own.
  CompiledPattern(PatternPtr tree, bool case_sensitive,
                  std::shared_ptr<PieceLibrary> library = nullptr);
  ~CompiledPattern();
  CompiledPattern(const CompiledPattern&) = delete;
  CompiledPattern& operator=(const CompiledPattern&) = delete;

  // Why RE2 refuses the pattern, or nothing. Its Find never finds such a pattern.
  std::optional<std::string> Check() const;

  // The first match that begins at `from` or later and ends at `limit` or before. What stands
  // around is seen, but not matched. REQUIRES: from <= limit <= text.size(), on code-point
  // boundaries.
  std::optional<PatternMatch> Find(std::string_view text, std::size_t from,
                                   std::size_t limit) const;
  std::optional<PatternMatch> Find(std::string_view text, std::size_t from = 0) const {
    return Find(text, from, text.size());
  }
  bool Matches(std::string_view text) const { return Find(text, 0, text.size()).has_value(); }

  // The same without RE2, by what `text` remembers of other patterns; RE2 takes its place where a
  // search gets long. REQUIRES: no match ends behind `limit`.
  std::optional<PatternMatch> Find(SearchText& text, std::size_t from, std::size_t limit) const;

  const PatternPtr& tree() const { return tree_; }

  // Set while loading.
  RequiredChoices required;
  std::array<ChoiceGaps, RequiredChoices::kMost> gaps;  // of the choices
  std::uint32_t number = 0;                             // among the rule set's patterns

 private:
  const PatternPtr& closed() const;
  const re2::RE2* regex() const;
  const SearchedPiece& searched() const;  // without a piece: RE2 is left with it

  PatternPtr tree_;
  bool case_sensitive_;
  std::shared_ptr<PieceLibrary> library_;
  mutable std::once_flag closed_once_, piece_once_, regex_once_;
  mutable PatternPtr closed_;
  mutable SearchedPiece searched_;
  mutable std::unique_ptr<re2::RE2> regex_;
  mutable bool has_name_ = false;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_COMPILED_PATTERN_H_

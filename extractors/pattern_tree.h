#ifndef SCRUTINEER_EXTRACTORS_PATTERN_TREE_H_
#define SCRUTINEER_EXTRACTORS_PATTERN_TREE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::extractors {

// Folded text: ASCII letters in lower case and digits stay, everything else is a separator, written
// as one space however long it is. Folding keeps concatenation: Fold(ab) = JoinFolded(Fold(a),
// Fold(b)), which is what allows literals to be looked for before any expression runs.
inline constexpr char kSeparator = ' ';
std::string FoldText(std::string_view text);
std::string JoinFolded(std::string_view left, std::string_view right);

// How many runs of ASCII white space a match holds at most. Sums stay below the bound.
inline constexpr std::uint32_t kAnyGaps = 1U << 20;
inline std::uint32_t AddGaps(std::uint32_t a, std::uint32_t b) {
  return a + b < kAnyGaps ? a + b : kAnyGaps;
}

// What a match of a node may begin or end with; a set of bits.
using EdgeKinds = unsigned;
inline constexpr EdgeKinds kEdgeAsciiWord = 1;  // [0-9A-Za-z_], the only letters that \b knows
inline constexpr EdgeKinds kEdgeNonAscii = 2;
inline constexpr EdgeKinds kEdgeOther = 4;
inline constexpr EdgeKinds kEdgeAny = 7;

// Kinds of characters that stand between words; a set of bits.
using SeparatorKinds = unsigned;
inline constexpr SeparatorKinds kSeparatorSpace = 1;   // as RE2's \s
inline constexpr SeparatorKinds kSeparatorLetter = 2;  // "_", and letters outside ASCII
inline constexpr SeparatorKinds kSeparatorApostrophe = 4;
inline constexpr SeparatorKinds kSeparatorHyphen = 8;
inline constexpr SeparatorKinds kSeparatorCurrency = 16;
inline constexpr SeparatorKinds kSeparatorComma = 32;
inline constexpr SeparatorKinds kSeparatorStop = 64;
inline constexpr SeparatorKinds kSeparatorOther = 128;
inline constexpr SeparatorKinds kAnySeparator = 255;
SeparatorKinds SeparatorKindOf(char32_t rune);

struct PatternNode;
// Trees are immutable and shared: a fragment is parsed once, wherever it is used.
using PatternPtr = std::shared_ptr<const PatternNode>;

// One piece of a parsed pattern. Made by the functions below, which also fill in what follows from
// the parts.
struct PatternNode {
  enum class Kind { kAtom, kSequence, kChoice, kRepeat, kGroup };
  Kind kind = Kind::kAtom;

  std::string regex;  // kAtom: in RE2's syntax; kGroup: what opens it
  // kAtom: every folded text that it can match, where they are few.
  std::optional<std::vector<std::string>> folded;
  bool plain = false;          // kAtom: literal characters only
  bool ends_in_space = false;  // kAtom: a word gap
  bool no_space = false;       // kAtom: one character, which is no white space
  bool capital = false;        // kAtom: one letter, which is none of ASCII's small ones
  // kAtom: one character that is no ASCII letter or digit: of which kinds it may be.
  SeparatorKinds separators = kAnySeparator;
  std::vector<PatternPtr> parts;  // of the other kinds; kRepeat and kGroup have one
  int min = 0;                    // kRepeat
  int max = 0;                    // kRepeat; -1: no end
  bool lazy = false;              // kRepeat

  bool nullable = false;  // can match nothing
  EdgeKinds first = 0;    // of non-empty matches
  EdgeKinds last = 0;
  bool has_capture = false;
  bool fragment = false;   // many patterns use it
  std::uint32_t gaps = 1;  // atoms that match one character at most have one at most
  int repetitions = 1;     // product of nested counts, which RE2 limits to 1000
  std::size_t size = 1;    // instructions, roughly
};

PatternPtr MakeAtom(PatternNode atom);
PatternPtr MakeFragment(const PatternPtr& tree);
PatternPtr MakeSequence(std::vector<PatternPtr> parts);
PatternPtr MakeChoice(std::vector<PatternPtr> parts);
PatternPtr MakeRepeat(PatternPtr part, int min, int max, bool lazy);
// Brackets that mean more than grouping; `opening` is "(?P<name>" or such as "(?i:".
PatternPtr MakeGroup(std::string opening, PatternPtr part);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PATTERN_TREE_H_

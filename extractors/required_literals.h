#ifndef SCRUTINEER_EXTRACTORS_REQUIRED_LITERALS_H_
#define SCRUTINEER_EXTRACTORS_REQUIRED_LITERALS_H_

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {

// One of these stands in the folded text of every match (see FoldText; the text's own edges count
// as separators). Sorted, none contains another.
using LiteralChoice = std::vector<std::string>;

// A choice and where its literals stand in a match, counted in runs of ASCII white space from the
// match's begin to the literal's last letter, and from there to the match's end: at most so many.
struct RequiredChoice {
  LiteralChoice literals;
  std::uint32_t gaps_before = kAnyGaps;
  std::uint32_t gaps_after = kAnyGaps;
  // Among the choices of a pattern: the literals of a match's choices stand in that order, and none
  // ends before the one before it does.
  std::uint32_t position = 0;
  double frequency = 0;  // expected in texts, up to a factor
};

// What is known of the folded text of a node's matches.
struct LiteralKnowledge {
  bool exact = false;
  std::vector<std::string> texts;       // if exact: every one of them
  std::vector<RequiredChoice> choices;  // if not: what they contain, in order
  std::uint32_t gaps = 0;               // of the node
};

// Whether no letter or digit of ASCII stands right before a part of a match, and right behind it.
struct LiteralSides {
  bool left = false, right = false;
};

// Finds out what matches must contain. Remembers what it found for the nodes that patterns share,
// so one for all patterns of a rule set saves most of the work.
class LiteralAnalysis {
 public:
  // What every match must contain: one literal of each choice, the rarest choice first. Empty where
  // the pattern has no piece that is certain and long enough: three letters or digits, or two that
  // are a whole word.
  std::vector<RequiredChoice> Required(const PatternPtr& tree);

 private:
  friend class LiteralJoiner;

  // The texts that it gives do not hold the separators which stand `apart`, its choices do.
  LiteralKnowledge Know(const PatternPtr& node, LiteralSides apart);
  LiteralKnowledge KnowNew(const PatternPtr& node, LiteralSides apart);
  LiteralKnowledge KnowRepeat(const PatternNode& node, LiteralSides apart);

  // By what stands apart, then by node. Owning: addresses come again.
  std::array<std::unordered_map<PatternPtr, LiteralKnowledge>, 4> shared_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_REQUIRED_LITERALS_H_

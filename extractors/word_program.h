#ifndef SCRUTINEER_EXTRACTORS_WORD_PROGRAM_H_
#define SCRUTINEER_EXTRACTORS_WORD_PROGRAM_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/pattern_tree.h"
#include "extractors/stretch_words.h"

namespace scrutineer::extractors {

// What is known of one folded word: its letters, or those that it begins with.
struct WordForm {
  std::string letters;
  bool open = false;     // anything may follow them, also further words without white space between
  bool capital = false;  // its first letter is a capital in the text

  friend auto operator<=>(const WordForm&, const WordForm&) = default;
};
using WordForms = std::vector<WordForm>;  // sorted, each once

// Says of a pattern whether words such as a match consists of stand in a text, in its order and
// with its gaps: what it refuses, the pattern does not match, and it refuses nearly all of the
// rest. Of what stands between words only white space is looked at, and of letters in capitals the
// first.
//
// It is made from the pattern's tree. Each step makes a set of borders (see StretchWords) from one
// or two earlier sets: those that are reached from them over a word, a gap and so on. Immutable.
class WordProgram {
 public:
  WordProgram(const PatternPtr& tree, bool case_sensitive);

  // Whether the pattern may match in these words.
  bool MayMatch(const StretchWords& words) const;

  std::size_t size_bytes() const;

 private:
  friend class WordSteps;
  friend class WordProgramWriter;

  enum class Kind : std::uint8_t {
    kStart,    // all borders
    kNothing,  // none
    kWord,     // behind a word of the class
    kLook,     // those before a word of the class; if there are none, `skip` steps give nothing
    kEither,   // both sets
    kGap,      // behind up to `count` runs of non-spaces and the spaces after them
    kWords,    // behind any number of words of the class
    kOnwards,  // all from the first on
    kBorder,   // those that hold a separator of the kinds
  };
  struct Step {
    Kind kind = Kind::kNothing;
    std::uint16_t from = 0, also = 0;  // earlier steps
    std::uint32_t argument = 0;        // class, count or kinds
    std::uint32_t skip = 0;
    bool needed = false;  // if it gives nothing, so does the last step
  };
  // A set of words: hashes, those of beginnings and of capitals changed by a constant, in a table
  // of 2^bits places. Zero is an empty place.
  struct Class {
    std::uint32_t table = 0;           // where it begins in tables_
    std::uint32_t mask = 0;            // its size less one
    std::uint32_t initials = 0;        // of its words (see InitialBit)
    std::uint32_t prefix_lengths = 0;  // a set of bits
    bool all = false, all_capitals = false, has_capitals = false, has_open = false;
  };

  template <std::size_t kWidth>
  friend class WordProgramRun;

  // A word that every match contains.
  struct NeededWord {
    std::uint32_t set = 0;  // its class
    bool looked = false;    // by a look: the one after it may be the same
  };
  bool HasNeededWords(const StretchWords& words) const;

  bool Holds(const Class& set, const StretchWords& words, std::size_t index) const;
  bool Contains(const Class& set, std::uint32_t hash) const;

  std::vector<Step> steps_;               // the last one is the result; none: anything may match
  std::vector<NeededWord> needed_words_;  // in their order
  std::vector<Class> classes_;
  std::vector<std::uint32_t> tables_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_WORD_PROGRAM_H_

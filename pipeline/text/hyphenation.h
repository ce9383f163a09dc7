#ifndef SCRUTINEER_PIPELINE_TEXT_HYPHENATION_H_
#define SCRUTINEER_PIPELINE_TEXT_HYPHENATION_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/model/compound_words.h"

namespace scrutineer::text {

// Longer runs of letters are no words, and not worth remembering.
constexpr std::size_t kLongestWord = 64;

// The two parts of a word that a line's end broke at a hyphen: "out" and "sourcing".
struct BrokenWord {
  std::string_view left;       // up to the hyphen, which is not part of it
  std::string_view right;      // on the next line
  bool right_goes_on = false;  // another hyphen follows `right` at once: "out-|of-hours"

  // "outsourcing" and "out-sourcing", ASCII letters in lower case.
  std::string Joined() const;
  std::string Hyphenated() const;
};

// Bytes of the hyphen ("-", U+2010, or "¬" as some programs write a soft one) that ends `line`
// right after a letter or digit; 0 where there is none.
std::size_t TrailingHyphenLength(std::string_view line);

// `line` without its hyphen. Either part is empty where it is no word or number.
BrokenWord SplitBrokenWord(std::string_view line, std::string_view next);

// "short-|and long-term": the hyphen stays and a space follows.
bool IsSuspendedHyphen(const BrokenWord& word);

// A digit beside the hyphen, a capital after it, or a second hyphen in the word.
bool MustKeepHyphen(const BrokenWord& word);

// How a broken word is written, as far as its two parts tell.
Compound JudgeCompound(const BrokenWord& word);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_HYPHENATION_H_

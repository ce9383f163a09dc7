#ifndef SCRUTINEER_PIPELINE_TEXT_ABBREVIATIONS_H_
#define SCRUTINEER_PIPELINE_TEXT_ABBREVIATIONS_H_

#include <cstdint>
#include <string_view>

namespace scrutineer::text {

// What a full stop after a word tells.
enum class Abbreviation : std::uint8_t {
  kNone,          // no abbreviation: the stop ends a sentence
  kNeverLast,     // "Cllr.", "e.g.": more follows
  kBeforeNumber,  // "No.", "p.": more follows where a digit does
  kMaybeLast,     // "Ltd.", "p.m.", "etc.": look at what follows
};

// `word` without its last full stop and without brackets or quotes before it, in any case:
// "Cllr", "e.g", "p.m".
Abbreviation ClassifyAbbreviation(std::string_view word);

// Words that begin many sentences and few names: "The", "It", "Members".
bool StartsSentences(std::string_view word);

// Words that a lettered name follows, so that the letter's full stop may end a sentence:
// "Appendix B. The" against "J. Smith".
bool TakesLetter(std::string_view word);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_ABBREVIATIONS_H_

#ifndef SCRUTINEER_PIPELINE_MODEL_COMPOUND_WORDS_H_
#define SCRUTINEER_PIPELINE_MODEL_COMPOUND_WORDS_H_

#include <cstdint>
#include <string_view>

namespace scrutineer {

// How a word of two parts is written, as far as the parts tell.
enum class Compound : std::uint8_t {
  kClosed,        // "outsourcing", "highways", "throughout"
  kHyphenated,    // "in-house", "non-compliance", "community-based"
  kIfWordFollows  // "part-time" but "partnership": with a hyphen if the second part is a word
};
// Letter case of ASCII aside.
Compound JudgeCompound(std::string_view first, std::string_view second);

// Whether the two words side by side, with a hyphen between them, and in one are the same word:
// "in house", "in-house", "inhouse". Never true of two words that mean something else in one
// ("in to", "into"). Letter case of ASCII aside.
bool IsWrittenApart(std::string_view first, std::string_view second);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_COMPOUND_WORDS_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_SENTENCES_H_
#define SCRUTINEER_PIPELINE_TEXT_SENTENCES_H_

#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"

namespace scrutineer::text {

// One paragraph and the sentences in it, in order; spans carry no white space at their ends.
struct Paragraph {
  ByteSpan span;
  std::vector<ByteSpan> sentences;
};

// Paragraphs (lines) and sentences of normalised text. Abbreviations that councils use (No., Cllr.,
// para., e.g., St., Ltd.), numbered paragraphs (4.2.3), initials and amounts (£1.2m) end no
// sentence.
std::vector<Paragraph> SplitParagraphs(std::string_view text);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_SENTENCES_H_

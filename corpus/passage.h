#ifndef SCRUTINEER_CORPUS_PASSAGE_H_
#define SCRUTINEER_CORPUS_PASSAGE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"

namespace scrutineer::corpus {

// A place where a text matches, and which of the things sought matches there.
struct TextMatch {
  ByteSpan span;
  int what = 0;
};

// A part of a text to show: as much of what was sought as one passage can hold.
struct Passage {
  ByteSpan span;                     // on word boundaries
  std::vector<ByteSpan> highlights;  // bytes of the passage; in order, parted from each other
};

// Chooses the passage of about `target_bytes` that holds the most different things sought, then the
// most matches, then the first. It begins with a sentence where one begins shortly before the first
// match. With no matches it is the beginning of the text. A single match is never cut.
// REQUIRES: well-formed UTF-8; matches within the text, ordered by span.
Passage ChoosePassage(std::string_view text, const std::vector<TextMatch>& matches,
                      std::uint32_t target_bytes);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PASSAGE_H_

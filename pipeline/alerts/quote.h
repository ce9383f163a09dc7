#ifndef SCRUTINEER_PIPELINE_ALERTS_QUOTE_H_
#define SCRUTINEER_PIPELINE_ALERTS_QUOTE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"
#include "pipeline/model/paper.h"

namespace scrutineer::alerts {

// A longer quote is cut to the surroundings of the words that matched.
inline constexpr std::size_t kQuoteLimitCodePoints = 900;

// The paragraph (line) of a page's text in which `offset` falls, without its line break.
ByteSpan ParagraphAt(std::string_view text, std::uint32_t offset);

// `span` cut to the text and to whole code points, so that it can be read whatever is stored.
ByteSpan Clip(ByteSpan span, std::string_view text);

struct Quote {
  std::string words;  // every sentence in full; what ItemKey reads
  std::string shown;  // the same, cut to the limit, with " [...] " for each gap
};

// Quotes `sentences` (in any order, may repeat or overlap) of `text`. `marks` are the words that
// must stay when the quote is cut.
Quote QuoteSentences(std::string_view text, std::vector<ByteSpan> sentences,
                     std::vector<ByteSpan> marks);

// SHA-256 over council, meeting date and the words, all as FoldWords gives them. So the same words
// in a pack and in the report itself, or in a later version of it, are one item; changed words are
// another.
std::string ItemKey(const PaperMetadata& metadata, std::string_view words);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_QUOTE_H_

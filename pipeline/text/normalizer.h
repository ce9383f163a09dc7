#ifndef SCRUTINEER_PIPELINE_TEXT_NORMALIZER_H_
#define SCRUTINEER_PIPELINE_TEXT_NORMALIZER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"

namespace scrutineer::text {

// A half-open UTF-8 byte range in text as extracted, before normalisation.
struct ExtractedSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(ExtractedSpan, ExtractedSpan) = default;
};

// Where each stretch of normalised text came from: the edits, recorded as they were made.
class OffsetMap {
 public:
  // One stretch: bytes [normalized, next stretch) come from [extracted, ...). `copied`: byte for
  // byte; otherwise the whole stretch stands for the whole extracted stretch.
  struct Stretch {
    std::uint32_t normalized = 0;
    std::uint32_t extracted = 0;
    bool copied = true;
  };

  OffsetMap() = default;
  OffsetMap(std::vector<Stretch> stretches, std::uint32_t normalized_size,
            std::uint32_t extracted_size);

  // The smallest extracted range that `span` was made from. REQUIRES: span within the text.
  ExtractedSpan ToExtracted(ByteSpan span) const;

 private:
  std::vector<Stretch> stretches_;
  std::uint32_t normalized_size_ = 0;
  std::uint32_t extracted_size_ = 0;
};

struct NormalizedText {
  std::string text;
  OffsetMap map;
};

// Makes a page's extracted text (lines ending in '\n', empty lines between paragraphs, form feeds
// ignored) into the text that everything downstream reads: well-formed UTF-8 in NFC, one line a
// paragraph, ligatures spelt out (U+FB00..FB06), soft hyphens and invisible characters gone, words
// broken at a line's end joined, runs of white space one space, no control characters but '\n'.
NormalizedText Normalize(std::string_view extracted);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_NORMALIZER_H_

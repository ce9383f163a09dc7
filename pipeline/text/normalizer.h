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
  // One stretch: bytes [normalized, next stretch) come from [extracted, ...). `copied`: each byte
  // from one byte, in order, and what lies before the next stretch was left out; otherwise the
  // whole stretch stands for the whole extracted stretch, up to where the next begins.
  struct Stretch {
    std::uint32_t normalized = 0;
    std::uint32_t extracted = 0;
    bool copied = true;
  };

  OffsetMap() = default;
  OffsetMap(std::vector<Stretch> stretches, std::uint32_t normalized_size,
            std::uint32_t extracted_size);

  // The smallest extracted range that `span` was made from; empty for an empty span.
  // REQUIRES: span within the text.
  ExtractedSpan ToExtracted(ByteSpan span) const;

  // Where the first text stands that comes from the extracted offset or from behind it.
  std::uint32_t NormalizedAt(std::uint32_t extracted) const;

  const std::vector<Stretch>& stretches() const { return stretches_; }
  std::uint32_t extracted_size() const { return extracted_size_; }

 private:
  std::vector<Stretch> stretches_;
  std::uint32_t normalized_size_ = 0;
  std::uint32_t extracted_size_ = 0;
};

struct NormalizedText {
  std::string text;
  OffsetMap map;
};

class PaperWords;

struct NormalizeOptions {
  // Lines of the extracted text to be left out as if they were not there. In order.
  std::vector<ExtractedSpan> left_out = {};
  // Evidence for how broken words are written; nullptr: the page's own words.
  PaperWords* words = nullptr;
};

// Makes a page's extracted text (lines ending in '\n', empty lines between paragraphs, form feeds
// ignored) into the text that everything downstream reads: well-formed UTF-8 in NFC, one line a
// paragraph, ligatures spelt out (U+FB00..FB06), soft hyphens and invisible characters gone, words
// broken at a line's end joined, runs of white space one space, no control characters but '\n'.
//
// Ill-formed bytes become U+FFFD. Private-use glyphs that symbol fonts draw as bullets, ticks,
// crosses and arrows become those characters; any other becomes a space, for nobody can read it.
//
// Lines that no empty line parts still make paragraphs of their own where the page shows that the
// break was meant: before a bullet or the next number of a list, beside the cells of a table, and
// where the next line's first word would have fitted and does not go on in lower case.
//
// Text once normalised stays as it is when it comes again with its paragraphs parted by empty
// lines. REQUIRES: fewer than 2^31 bytes.
NormalizedText Normalize(std::string_view extracted, const NormalizeOptions& options = {});

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_NORMALIZER_H_

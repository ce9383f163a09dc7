#ifndef SCRUTINEER_PIPELINE_MODEL_HIT_REFERENCE_H_
#define SCRUTINEER_PIPELINE_MODEL_HIT_REFERENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/base/byte_span.h"
#include "pipeline/base/result.h"

namespace scrutineer {

// Code points of a page's text, half-open, as exports count them.
struct CharacterRange {
  std::int64_t start = 0;
  std::int64_t end = 0;
  friend bool operator==(const CharacterRange&, const CharacterRange&) = default;
};

// A place that can be named on a command line: "4ec626838e27#page=4&char=120,310", after PDF's open
// parameters (RFC 8118) and the text fragments of RFC 5147.
struct HitReference {
  std::string paper;  // its number, the start of its SHA-256, or the end of its path
  int page_number = 0;
  std::optional<CharacterRange> range;  // unset: the page as a whole
  friend bool operator==(const HitReference&, const HitReference&) = default;
};

// Names the version by its bytes, so that the place stays the same when the paper is replaced.
std::string HitName(std::string_view sha256, int page_number, CharacterRange range);
// The page as a whole.
std::string HitName(std::string_view sha256, int page_number);
// A place again, for bytes of the page's text.
std::string HitName(std::string_view sha256, int page_number, std::string_view page_text,
                    ByteSpan span);

// Takes what HitName gives, and citations as they are printed: "agenda.pdf#page=4", "b.pdf#page=4,
// attached to agenda.pdf", "c.docx (page 4 as converted by LibreOffice 7.4)". Error kUsage: what is
// missing, with an example.
Result<HitReference> ParseHitReference(std::string_view text);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_HIT_REFERENCE_H_

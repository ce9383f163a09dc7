#ifndef SCRUTINEER_PIPELINE_TEXT_PAGE_ORIGIN_H_
#define SCRUTINEER_PIPELINE_TEXT_PAGE_ORIGIN_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "pipeline/base/byte_span.h"
#include "pipeline/model/paper.h"
#include "pipeline/text/normalizer.h"

namespace scrutineer::text {

// Where the text of a page comes from: from bytes of Page::text to those of the text extracted from
// the same page. PaperText makes it beside the page.
class PageOrigin {
 public:
  explicit PageOrigin(OffsetMap map) : map_(std::move(map)) {}

  // The first `count` bytes of the normalised text went to the page before, or fell away.
  void NoteHeadTaken(std::size_t count) { head_ = static_cast<std::uint32_t>(count); }
  // `page` got the rest of its last sentence from the next page; it had `size_before` bytes.
  void NoteRest(const Page& page, std::size_t size_before);

  // What of `span` is printed on this page, in order: all but Page::from_next_page, which may stand
  // amid it. REQUIRES: span within Page::text.
  std::vector<ExtractedSpan> ToExtracted(ByteSpan span) const;

  // What the page before took from the top of this one: `span` of that page's text, whose
  // from_next_page is `taken`. Empty where it has nothing of it.
  ExtractedSpan TakenToExtracted(ByteSpan span, ByteSpan taken) const;

 private:
  OffsetMap map_;
  std::uint32_t head_ = 0;     // bytes of the normalised text before Page::text
  ByteSpan inserted_ = {};     // of Page::text: from the next page, with what joins it
  std::uint32_t dropped_ = 0;  // bytes of the normalised text in its stead: a hyphen
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_PAGE_ORIGIN_H_

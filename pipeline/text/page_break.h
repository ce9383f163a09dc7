#ifndef SCRUTINEER_PIPELINE_TEXT_PAGE_BREAK_H_
#define SCRUTINEER_PIPELINE_TEXT_PAGE_BREAK_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/model/extracted_page.h"
#include "pipeline/model/paper.h"
#include "pipeline/text/furniture.h"
#include "pipeline/text/line_break.h"

namespace scrutineer::text {

// How the text of a page begins and ends, its furniture aside.
struct TextEnds {
  // Unset where the text does not begin with its topmost line, or something stands beside that.
  std::optional<LinePlace> first;
  // The last before any footnotes (small letters below the text). Unset where that is not the
  // lowest, something stands beside it, or it stops well before the right edge of the page's text:
  // a sentence that goes on fills its line.
  std::optional<LinePlace> last;
  std::size_t last_end = 0;  // byte of the normalised text at which `last` ends
};

// Leaves out last_end. REQUIRES: `furniture` by line.
TextEnds FindTextEnds(const ExtractedPage& page, const std::vector<FurnitureLine>& furniture);

// Whether a paragraph that ends with `tail` may go on with `head`: no stop at the end, and either a
// small letter at the beginning or a word before it that ends no sentence ("to", "the"). Never for
// what begins with a bullet or the number of a list.
bool MayGoOn(std::string_view tail, std::string_view head);

// Takes the rest of the sentence with which `page` ends, its footnotes aside, from the start of
// `next`, joining a word that the break parted; fills page.from_next_page, and next_ends.last_end
// moves along. Does nothing where `page` ends with its own sentence, where it is not sure, or where
// nothing would be left of `next`.
void JoinSentence(Page& page, const TextEnds& ends, Page& next, TextEnds& next_ends,
                  PaperWords& words);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_PAGE_BREAK_H_

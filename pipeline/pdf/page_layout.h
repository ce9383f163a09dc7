#ifndef SCRUTINEER_PIPELINE_PDF_PAGE_LAYOUT_H_
#define SCRUTINEER_PIPELINE_PDF_PAGE_LAYOUT_H_

#include <string>
#include <vector>

#include "pipeline/model/extracted_page.h"
#include "pipeline/pdf/page_places.h"
#include "pipeline/pdf/page_words.h"

namespace scrutineer::pdf {

// The revision of what InReadingOrder and LayOutPage make of the same words; part of the stage
// version.
inline constexpr int kLayoutRevision = 5;

struct PageLayout {
  std::string text;
  std::vector<LinePlace> lines;  // of `text`, in its order
  std::vector<WordPlace> words;  // likewise, where they were asked for
};

// A page's text: words on one baseline make a line, ended by '\n'; an empty line parts paragraphs.
// Cells of a table's row that stand on one baseline are parted by '\t'; where the last goes on
// below, its lines are joined by spaces ('\n' after a hyphen). Hyphens stay. The order of words is
// taken as given, but for tables that are beyond doubt (table_rows.h): there a row is a paragraph.
//
// Two lines belong to one paragraph unless the second
//   - stands elsewhere: turned, above, beside, or far below the first;
//   - is in letters of another size, or further below than lines of its block usually are;
//   - begins with a bullet or number ("4.2.3", "(a)");
//   - is indented or outdented, but not below the text of a hanging number, and not centred;
//   - begins like a sentence although its first word would have fitted on the line before;
//   - is a row of a table, as the first is.
//
// REQUIRES: fewer than 2^32 bytes of words.
PageLayout LayOutPage(const PageWords& page, bool with_places = false);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_PAGE_LAYOUT_H_

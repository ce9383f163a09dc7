#ifndef SCRUTINEER_PIPELINE_PDF_LINE_TEXT_H_
#define SCRUTINEER_PIPELINE_PDF_LINE_TEXT_H_

#include <string>
#include <vector>

#include "pipeline/pdf/page_lines.h"
#include "pipeline/pdf/page_places.h"
#include "pipeline/pdf/page_words.h"

namespace scrutineer::pdf {

// Appends the words of a line, parted by ' ', or '\t' before a cell; words whose letters are spaced
// out ("A G E N D A") are put together. Where `places` is given, it learns where each word, or
// letter of such words, stands in `out` and on the page.
void AppendWords(const PageWords& page, const Line& line, std::string& out,
                 std::vector<WordPlace>* places);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_LINE_TEXT_H_

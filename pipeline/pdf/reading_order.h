#ifndef SCRUTINEER_PIPELINE_PDF_READING_ORDER_H_
#define SCRUTINEER_PIPELINE_PDF_READING_ORDER_H_

#include "pipeline/pdf/page_words.h"

namespace scrutineer::pdf {

// The words of a page, given in the order in which it draws them, in the order in which people read
// them. Programs that make papers draw most text as it reads: tables row by row, each cell whole,
// and columns one after the other. So the order stays but where it goes back, upwards or leftwards.
// A column of figures that is drawn apart from the lines it belongs to, as page numbers of a table
// of contents may be, is dealt out to them. What is drawn too late is put
//   - at the top, where it is above everything: a header;
//   - before what stands on its baseline to the right: a label, a paragraph's number, a column;
//   - after what stands on its baseline to the left, where it is one line: a cell of a table;
//   - between what is above and below it in its column: a heading, a box;
// or, where it fits nowhere, stays. What follows it goes with it, unless it is below all that was
// drawn before: then so was a footer.
PageWords InReadingOrder(PageWords drawn);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_READING_ORDER_H_

#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_DRAWN_WORDS_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_DRAWN_WORDS_H_

#include <poppler-page.h>

#include "pipeline/pdf/page_words.h"

class PDFDoc;

namespace scrutineer::pdf {

// The words of a page in the order in which the page draws them. poppler-cpp gives words only in
// an order of Poppler's making, for which it gathers them into blocks and flows; that order is
// worse, and making it costs time. Spaces leave no words. Throws std::logic_error where Poppler's
// drawing is not as known. Sets `document` to the one that the page is of, for what poppler-cpp
// does not offer. Not thread-safe.
PageWords DrawnWords(const poppler::page& page, PDFDoc*& document);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_DRAWN_WORDS_H_

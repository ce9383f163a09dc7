#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_OUTLINE_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_OUTLINE_H_

#include <vector>

#include "pipeline/model/paper.h"

class PDFDoc;

namespace scrutineer::pdf {

// The document's outline, in order, depth first: at most protocol::kMaxBookmarks entries, none
// deeper than protocol::kMaxBookmarkDepth. An entry that leads back to itself or to another is
// taken once, so that no file makes this long. Poppler's own reading of it recurses without end and
// knows no bounds.
std::vector<Bookmark> ReadOutline(PDFDoc& document);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_OUTLINE_H_

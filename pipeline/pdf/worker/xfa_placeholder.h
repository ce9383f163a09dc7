#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_XFA_PLACEHOLDER_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_XFA_PLACEHOLDER_H_

#include <string_view>

namespace scrutineer::pdf {

// Whether the only page of a PDF is no more than the note that Adobe's form designer puts before
// people whose reader cannot show a dynamic XFA form. `text` is the page's, `bytes` are the PDF's.
bool IsXfaPlaceholder(std::string_view text, std::string_view bytes);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_XFA_PLACEHOLDER_H_

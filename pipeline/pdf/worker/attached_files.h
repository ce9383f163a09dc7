#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_ATTACHED_FILES_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_ATTACHED_FILES_H_

#include <poppler-document.h>

#include <string_view>

#include "pipeline/model/paper.h"
#include "pipeline/pdf/worker/pdf_reader.h"

namespace scrutineer::pdf {

// Counts and names the files attached to a document as a whole. Those attached to a page, as
// comments are, cannot be seen through poppler-cpp.
void CountAttachments(const poppler::document& document, std::string_view bytes,
                      DocumentProperties& properties);

// Says a file attached to a PDF: its name and size, its bytes piece by piece, and the end, or else
// the failure. False when the listener is gone.
bool DetachFile(std::string_view bytes, const protocol::DetachRequest& request,
                const Listener& say);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_ATTACHED_FILES_H_

#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_OPEN_DOCUMENT_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_OPEN_DOCUMENT_H_

#include <poppler-document.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf {

// Null where it cannot be opened; locked where it needs a password that is not among these. `bytes`
// must stay as they are, and be fewer than 2 GiB.
std::unique_ptr<poppler::document> OpenDocument(std::string_view bytes,
                                                const std::vector<std::string>& passwords);

// The failure of a document that stayed locked.
protocol::Failure Locked(std::size_t passwords_tried);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_OPEN_DOCUMENT_H_

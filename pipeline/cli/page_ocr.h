#ifndef SCRUTINEER_PIPELINE_CLI_PAGE_OCR_H_
#define SCRUTINEER_PIPELINE_CLI_PAGE_OCR_H_

#include <memory>
#include <optional>

#include "pipeline/pdf/ocr_reader.h"
#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::cli {

// Reads pages without a usable text layer from their images while a PDF is read; starts its worker
// with the first such page. Without a paper's other pages each page is judged by itself.
class PageOcr {
 public:
  explicit PageOcr(pdf::OcrOptions options) : options_(std::move(options)) {}

  // Replaces the page's text, and says on standard error how sure the engine is, where its text
  // layer is of no use. A page that cannot be read keeps its text.
  void Read(int fd, pdf::ExtractedPage& page);

  // The last of the errors, if any.
  const std::optional<Error>& error() const { return error_; }

 private:
  pdf::OcrOptions options_;
  std::unique_ptr<pdf::OcrReader> reader_;
  std::optional<Error> error_;
};

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_PAGE_OCR_H_

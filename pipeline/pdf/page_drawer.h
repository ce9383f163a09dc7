#ifndef SCRUTINEER_PIPELINE_PDF_PAGE_DRAWER_H_
#define SCRUTINEER_PIPELINE_PDF_PAGE_DRAWER_H_

#include <memory>
#include <string>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/pdf/ocr_reader.h"
#include "pipeline/pdf/page_places.h"

namespace scrutineer::pdf {

// Draws pages in the OCR worker, which draws them to be read, too; Tesseract's models are not
// needed. Used by one thread at a time.
class PageDrawer {
 public:
  // Errors: kWorkerUnavailable.
  static Result<std::unique_ptr<PageDrawer>> Start(const OcrOptions& options);
  ~PageDrawer();
  PageDrawer(const PageDrawer&) = delete;
  PageDrawer& operator=(const PageDrawer&) = delete;

  // The page (from 1) of the PDF behind `fd` as it is shown, in colour, with boxes drawn around
  // these areas: a PNG of 150 dots an inch, fewer where the page is larger than a poster. Once.
  // Errors: as OcrReader::Read.
  Result<std::string> Draw(int fd, int page_number, const std::vector<PageBox>& boxes);

 private:
  explicit PageDrawer(OcrOptions options);

  OcrOptions options_;
  std::unique_ptr<ProcessSpawner> spawner_;  // before the worker, which must not outlive it
  std::unique_ptr<WorkerProcess> worker_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_PAGE_DRAWER_H_

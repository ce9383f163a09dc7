#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_OCR_PAGE_IMAGE_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_OCR_PAGE_IMAGE_H_

#include <leptonica/allheaders.h>
#include <poppler-page.h>

#include <memory>
#include <string>
#include <vector>

#include "pipeline/pdf/page_places.h"

namespace scrutineer::pdf {

struct PixDeleter {
  void operator()(Pix* pix) const { ::pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<Pix, PixDeleter>;

// A page drawn in shades of grey, dark on white. Null where it cannot be drawn.
struct PageImage {
  PixPointer pix;
  double dots_per_inch = 0;
};

// Draws the page as it is shown, its rotation included, at kDotsPerInch, or fewer where that would
// make more than kMaxPixels.
inline constexpr double kDotsPerInch = 300;
inline constexpr double kMaxPixels = 25e6;
PageImage DrawPage(const poppler::page& page);

// The page in colour with boxes around words, as a PNG, at kPictureDotsPerInch, or fewer where that
// would make more than kMostPicturePixels. A box leaves what is in it as it is. Empty where the
// page cannot be drawn.
inline constexpr double kPictureDotsPerInch = 150;
inline constexpr double kMostPicturePixels = 9e6;
std::string DrawPicture(const poppler::page& page, const std::vector<PageBox>& boxes);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_OCR_PAGE_IMAGE_H_

#include "pipeline/pdf/worker/ocr/page_image.h"

#include <poppler-image.h>
#include <poppler-page-renderer.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace scrutineer::pdf {
namespace {

constexpr double kPointsAnInch = 72;

double ResolutionFor(const poppler::page& page) {
  const poppler::rectf box = page.page_rect();
  const double square_inches =
      std::abs(box.width() * box.height()) / (kPointsAnInch * kPointsAnInch);
  if (!(square_inches > 0)) return 0;
  return std::min(kDotsPerInch, std::sqrt(kMaxPixels / square_inches));
}

PixPointer ToPix(const poppler::image& image) {
  PixPointer pix(::pixCreate(image.width(), image.height(), 8));
  if (!pix) return nullptr;
  const char* row = image.const_data();
  for (int y = 0; y < image.height(); ++y, row += image.bytes_per_row()) {
    l_uint32* line = ::pixGetData(pix.get()) + std::ptrdiff_t{y} * ::pixGetWpl(pix.get());
    for (int x = 0; x < image.width(); ++x) {
      SET_DATA_BYTE(line, x, static_cast<unsigned char>(row[x]));
    }
  }
  return pix;
}

}  // namespace

PageImage DrawPage(const poppler::page& page) {
  PageImage drawn;
  drawn.dots_per_inch = ResolutionFor(page);
  if (drawn.dots_per_inch <= 0) return drawn;
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  const poppler::image image =
      renderer.render_page(&page, drawn.dots_per_inch, drawn.dots_per_inch);
  if (image.is_valid()) drawn.pix = ToPix(image);
  return drawn;
}

}  // namespace scrutineer::pdf

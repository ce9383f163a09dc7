#include "pipeline/pdf/worker/ocr/page_image.h"

#include <poppler-image.h>
#include <poppler-page-renderer.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace scrutineer::pdf {
namespace {

// As fine as `wanted`, in dots per inch, where the page has no more than `most_pixels` then.
double ResolutionFor(const poppler::page& page, double wanted, double most_pixels) {
  const poppler::rectf box = page.page_rect();
  const double square_inches =
      std::abs(box.width() * box.height()) / (kPointsPerInch * kPointsPerInch);
  if (!(square_inches > 0)) return 0;
  return std::min(wanted, std::sqrt(most_pixels / square_inches));
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

poppler::image Render(const poppler::page& page, poppler::image::format_enum format,
                      double dots_per_inch) {
  poppler::page_renderer renderer;
  renderer.set_image_format(format);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  return renderer.render_page(&page, dots_per_inch, dots_per_inch);
}

PixPointer ToColourPix(const poppler::image& image) {
  PixPointer pix(::pixCreate(image.width(), image.height(), 32));
  if (!pix) return nullptr;
  const char* row = image.const_data();
  for (int y = 0; y < image.height(); ++y, row += image.bytes_per_row()) {
    l_uint32* line = ::pixGetData(pix.get()) + std::ptrdiff_t{y} * ::pixGetWpl(pix.get());
    for (int x = 0; x < image.width(); ++x) {
      const auto* rgb = reinterpret_cast<const unsigned char*>(row) + std::ptrdiff_t{3} * x;
      ::composeRGBPixel(rgb[0], rgb[1], rgb[2], line + x);
    }
  }
  return pix;
}

// Of a box: the width of its line, and the space between it and the words.
constexpr double kLinePoints = 1.2;
constexpr double kSpacePoints = 1;

void DrawBox(Pix* pix, const PageBox& box, double dots_per_inch) {
  const auto dots = [&](double points) {
    return static_cast<l_int32>(std::lround(points * dots_per_inch / kPointsPerInch));
  };
  const l_int32 line = std::max(dots(kLinePoints), 1);
  const l_int32 margin = dots(kSpacePoints) + line;
  const l_int32 left = dots(box.area.left / 100.0) - margin;
  const l_int32 top = dots(box.area.top / 100.0) - margin;
  const l_int32 width = dots(box.area.right / 100.0) + margin - left;
  const l_int32 height = dots(box.area.bottom / 100.0) + margin - top;
  l_uint32 colour = 0;
  ::composeRGBPixel(static_cast<l_int32>(box.colour >> 16),
                    static_cast<l_int32>((box.colour >> 8) & 0xFF),
                    static_cast<l_int32>(box.colour & 0xFF), &colour);
  const auto fill = [&](l_int32 x, l_int32 y, l_int32 w, l_int32 h) {
    ::Box* area = ::boxCreate(x, y, w, h);
    if (area != nullptr) ::pixSetInRectArbitrary(pix, area, colour);
    ::boxDestroy(&area);
  };
  fill(left, top, width, line);
  fill(left, top + height - line, width, line);
  fill(left, top, line, height);
  fill(left + width - line, top, line, height);
}

std::string ToPng(Pix* pix) {
  l_uint8* bytes = nullptr;
  std::size_t size = 0;
  if (::pixWriteMemPng(&bytes, &size, pix, 0) != 0 || bytes == nullptr) return {};
  std::string png(reinterpret_cast<const char*>(bytes), size);
  ::lept_free(bytes);
  return png;
}

}  // namespace

PageImage DrawPage(const poppler::page& page) {
  PageImage drawn;
  drawn.dots_per_inch = ResolutionFor(page, kDotsPerInch, kMaxPixels);
  if (drawn.dots_per_inch <= 0) return drawn;
  const poppler::image image = Render(page, poppler::image::format_gray8, drawn.dots_per_inch);
  if (image.is_valid()) drawn.pix = ToPix(image);
  return drawn;
}

std::string DrawPicture(const poppler::page& page, const std::vector<PageBox>& boxes) {
  const double dots_per_inch = ResolutionFor(page, kPictureDotsPerInch, kMostPicturePixels);
  if (dots_per_inch <= 0) return {};
  const poppler::image image = Render(page, poppler::image::format_rgb24, dots_per_inch);
  if (!image.is_valid()) return {};
  const PixPointer pix = ToColourPix(image);
  if (!pix) return {};
  const auto rounded = static_cast<l_int32>(std::lround(dots_per_inch));
  ::pixSetResolution(pix.get(), rounded, rounded);
  for (const PageBox& box : boxes) DrawBox(pix.get(), box, dots_per_inch);
  return ToPng(pix.get());
}

}  // namespace scrutineer::pdf

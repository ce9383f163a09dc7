#include "tests/support/scanned_pdf.h"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string_view>

#include "tests/support/pdf_builder.h"

namespace scrutineer::tests {
namespace {

constexpr double kWidth = 595;
constexpr double kHeight = 842;
constexpr std::size_t kImageObject = 3;
constexpr std::size_t kFontObject = 4;

std::uint32_t BigEndian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// A PNG's data is what FlateDecode with a PNG predictor reads, so it goes into a PDF as it is.
std::string ImageObject() {
  std::ifstream file(SCRUTINEER_SOURCE_DIR "/tests/support/data/scanned_minutes.png",
                     std::ios::binary);
  const std::string png((std::istreambuf_iterator<char>(file)), {});
  std::string data;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  for (std::size_t at = 8; at + 12 <= png.size();) {
    const std::uint32_t size = BigEndian(std::string_view(png).substr(at));
    const std::string_view type = std::string_view(png).substr(at + 4, 4);
    const std::string_view chunk = std::string_view(png).substr(at + 8, size);
    if (type == "IHDR") {
      width = BigEndian(chunk);
      height = BigEndian(chunk.substr(4));
    }
    if (type == "IDAT") data += chunk;
    at += 12 + size;
  }
  return PdfStream(fmt::format("/Type/XObject/Subtype/Image/Width {0}/Height {1}/BitsPerComponent 1"
                               "/ColorSpace/DeviceGray/Filter/FlateDecode/DecodeParms<</Predictor "
                               "15/Colors 1/BitsPerComponent 1/Columns {0}>>",
                               width, height),
                   data);
}

std::string Content(const ScannedPage& page) {
  std::string content;
  if (!page.empty) {
    const double angle = -page.turned_degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    // A page on its side is shrunk until it fits.
    const double scale = std::abs(sine) > 0.5 ? kWidth / kHeight : 1;
    content = fmt::format(
        "q 1 0 0 1 {0} {1} cm {2:.6f} {3:.6f} {4:.6f} {2:.6f} 0 0 cm {5} 0 0 {6} {7} {8} cm /I Do "
        "Q\n",
        kWidth / 2, kHeight / 2, cosine, sine, -sine, kWidth * scale, kHeight * scale,
        -kWidth * scale / 2, -kHeight * scale / 2);
  }
  if (!page.invisible_text.empty()) {
    content += fmt::format("BT 3 Tr /F 5 Tf 1 0 0 1 72 700 Tm ({}) Tj ET", page.invisible_text);
  }
  return content;
}

}  // namespace

std::string ScannedPdf(const std::vector<ScannedPage>& pages) {
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>", "", ImageObject(),
                                      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  std::string kids;
  for (const ScannedPage& page : pages) {
    const std::size_t number = objects.size() + 1;
    kids += fmt::format("{} 0 R ", number);
    objects.push_back(fmt::format(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Contents {} 0 R/Resources<</XObject<</I {} "
        "0 R>>/Font<</F {} 0 R>>>>>>",
        kWidth, kHeight, number + 1, kImageObject, kFontObject));
    objects.push_back(PdfStream("", Content(page)));
  }
  objects[1] = fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages.size());
  return PdfOfObjects(objects);
}

}  // namespace scrutineer::tests

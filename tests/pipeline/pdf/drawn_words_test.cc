// What the real worker takes of a page, from content streams written by hand.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/pipeline/pdf/pool_reading.h"
#include "tests/support/pdf_builder.h"

namespace scrutineer::pdf {
namespace {

using tests::PdfOfObjects;
using tests::PdfStream;

// A page of 300 by 300 points. /F is Helvetica, /I an image of one black point, /X a form.
std::string PageOf(std::string_view content, std::string_view form = "") {
  return PdfOfObjects(
      {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<<"
       "/Font<</F 5 0 R>>/XObject<</I 6 0 R/X 7 0 R>>/Pattern<</P 8 0 R>>"
       "/ColorSpace<</S[/Pattern]>> >> >>",
       PdfStream("", content), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
       PdfStream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
                 "/ColorSpace/DeviceGray",
                 std::string_view("\0", 1)),
       PdfStream("/Type/XObject/Subtype/Form/BBox[0 0 300 300]", form),
       PdfStream("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]"
                 "/XStep 9/YStep 9/Resources<<>>",
                 "0 0 9 9 re f")});
}

std::string ReadPage(WorkerPool& pool, const std::string& pdf) {
  const Reading reading = Read(pool, pdf);
  return reading.pages.empty() ? "no page" : reading.pages[0].text;
}

TEST_CASE("Words come in the order in which they are drawn") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  CHECK(ReadPage(*pool, PageOf("BT /F 10 Tf 10 200 Td (care) Tj 0 -12 Td (homes) Tj "
                               "90 12 Td (open) Tj 0 -12 Td (daily) Tj "
                               "-90 -40 Td (meals) Tj 90 0 Td (closed) Tj ET")) ==
        "care\nhomes\n\nopen\ndaily\n\nmeals\tclosed\n");
}

TEST_CASE("A drawn space parts words however narrow it is") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  CHECK(ReadPage(*pool, PageOf("BT /F 10 Tf 10 200 Td -2.7 Tw (not for profit) Tj ET")) ==
        "not for profit\n");
}

TEST_CASE("Words that nobody can see are left out, and only those") {
  struct Case {
    const char* name;
    std::string content;
    std::string form;
    std::string expected;
  };
  const std::string words = "BT /F 10 Tf 10 200 Td (code) Tj ET ";
  const std::string visible = "0 g BT /F 10 Tf 10 100 Td (seen) Tj ET";
  const std::vector<Case> cases = {
      {"black", "0 g " + words + visible, "", "code\n\nseen\n"},
      {"white on bare paper", "1 g " + words + visible, "", "seen\n"},
      {"white punctuation", "0 g BT /F 10 Tf 10 200 Td (care) Tj 1 g (, x\\() Tj ET " + visible, "",
       "care, (\n\nseen\n"},
      {"white in all colours on pale paper",
       "0.92 0.92 1 rg 0 190 300 30 re f 1 1 1 rg " + words + visible, "", "seen\n"},
      {"white after a colour is restored", "1 g q 0 g Q " + words + visible, "", "seen\n"},
      {"black after a colour is restored", "0 g q 1 g Q " + words + visible, "", "code\n\nseen\n"},
      {"white on a dark path", "0.2 g 0 190 300 30 re f 1 g " + words + visible, "",
       "code\n\nseen\n"},
      {"white on a broad line", "20 w 0 204 m 300 204 l S 1 g " + words + visible, "",
       "code\n\nseen\n"},
      {"white beside a dark path", "0.2 g 0 20 300 30 re f 1 g " + words + visible, "", "seen\n"},
      {"white on an image", "q 300 0 0 50 0 180 cm /I Do Q 1 g " + words + visible, "",
       "code\n\nseen\n"},
      {"white on a pattern", "/S cs /P scn 0 190 300 30 re f 1 g " + words + visible, "",
       "code\n\nseen\n"},
      {"white on a form", "/X Do 1 g " + words + visible, "0.2 g 0 190 300 30 re f",
       "code\n\nseen\n"},
      {"without ink, as over a scan", "3 Tr " + words + "0 Tr " + visible, "", "code\n\nseen\n"},
  };
  const auto pool = StartPool(OptionsFor(kRealWorker));
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(ReadPage(*pool, PageOf(c.content, c.form)) == c.expected);
  }
}

}  // namespace
}  // namespace scrutineer::pdf

// PDFs made to do harm, and such as hold nothing to read: each ends with an outcome that says what
// it is, within its limits, and harms no other paper.

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "tests/pipeline/pdf/pool_reading.h"
#include "tests/support/pdf_builder.h"

namespace scrutineer::pdf {
namespace {

using std::chrono::milliseconds;
using tests::FlateOfRepeated;
using tests::PdfBuilder;
using tests::PdfOfObjects;
using tests::PdfStream;
using tests::PdfWithAttachments;

constexpr const char* kCatalog = "<</Type/Catalog/Pages 2 0 R>>";
constexpr const char* kOnePage = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

// One page with this content and these resources; further objects are numbered from 6.
std::string PageOf(const std::string& content, const std::string& resources,
                   const std::vector<std::string>& more = {}) {
  std::vector<std::string> objects = {
      kCatalog, kOnePage,
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<" + resources +
          ">>>>",
      content, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  objects.insert(objects.end(), more.begin(), more.end());
  return PdfOfObjects(objects);
}

std::string OwnFile(const std::string& name) {
  std::ifstream file(SCRUTINEER_SOURCE_DIR "/tests/pipeline/pdf/data/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("A stream that swells meets the limit of time, or of memory") {
  constexpr std::size_t kBomb = std::size_t{2} << 30;
  struct Case {
    const char* name;
    char byte;
    milliseconds time;
    ErrorCode code;
  };
  const std::vector<Case> cases = {
      {"blanks, which only take time", ' ', milliseconds(400), ErrorCode::kTimeLimit},
      {"one string, which is kept", '(', milliseconds(60'000), ErrorCode::kMemoryLimit},
  };
  const std::string good = PdfBuilder().AddPageOfLines({"unharmed"}).Build();
  for (const Case& c : cases) {
    INFO(c.name);
    PoolOptions options = OptionsFor(kRealWorker);
    options.limits.time = c.time;
    options.limits.memory_bytes = std::int64_t{64} << 20;
    const auto pool = StartPool(options);
    const std::string bomb = FlateOfRepeated(c.byte, kBomb);
    CHECK(bomb.size() < kBomb / 150);
    const Reading reading = Read(*pool, PageOf(PdfStream("/Filter/FlateDecode", bomb), ""));
    REQUIRE_FALSE(reading.outcome);
    CHECK(ErrorCodeName(reading.outcome.error().code) == ErrorCodeName(c.code));
    CHECK_THAT(reading.outcome.error().message, Catch::EndsWith("(stopped on page 1 of 1)"));
    CHECK(pool->peak_worker_memory_bytes() < std::int64_t{96} << 20);
    CHECK(Read(*pool, good).outcome);
  }
}

TEST_CASE("A hundred thousand pages are more than the limit, and are not looked at") {
  constexpr int kPages = 100'000;
  std::string kids;
  std::vector<std::string> objects = {kCatalog, ""};
  for (int i = 0; i < kPages; ++i) {
    kids += std::to_string(i + 3) + " 0 R ";
    objects.emplace_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
  }
  objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(kPages) + ">>";
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading reading = Read(*pool, PdfOfObjects(objects));
  REQUIRE_FALSE(reading.outcome);
  CHECK(reading.outcome.error().code == ErrorCode::kPageLimit);
  CHECK(reading.outcome.error().message == "has 100000 pages, more than the limit of 20000");
}

TEST_CASE("Forms that draw themselves are drawn no further") {
  const auto form = [](const std::string& other) {
    return PdfStream(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F 5 0 R>>"
        "/XObject<</X " +
            other + " 0 R>>>>",
        "BT /F 11 Tf 72 700 Td (a form) Tj ET /X Do");
  };
  const std::string draw = PdfStream("", "BT /F 11 Tf 72 770 Td (a page) Tj ET /X Do");
  const std::string resources = "/Font<</F 5 0 R>>/XObject<</X 6 0 R>>";
  const auto pool = StartPool(OptionsFor(kRealWorker));
  for (const std::string& pdf :
       {PageOf(draw, resources, {form("6")}), PageOf(draw, resources, {form("7"), form("6")})}) {
    const Reading reading = Read(*pool, pdf);
    REQUIRE(reading.outcome);
    REQUIRE(reading.pages.size() == 1);
    CHECK_THAT(reading.pages[0].text, Catch::Contains("a page") && Catch::Contains("a form"));
    CHECK(reading.pages[0].text.size() < 1'000);
  }
}

TEST_CASE("An image or page of any size costs nothing, for only text is read") {
  const std::string image = PdfStream(
      "/Type/XObject/Subtype/Image/Width 200000/Height 200000/ColorSpace/DeviceRGB"
      "/BitsPerComponent 8/Filter/FlateDecode",
      FlateOfRepeated('\0', 64U << 20));
  const std::string draw =
      PdfStream("", "q 500 0 0 500 0 0 cm /X Do Q BT /F 11 Tf 72 770 Td (caption) Tj ET");
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading reading =
      Read(*pool, PageOf(draw, "/Font<</F 5 0 R>>/XObject<</X 6 0 R>>", {image}));
  REQUIRE(reading.pages.size() == 1);
  CHECK(reading.pages[0].text == "caption\n");
  const Reading page = Read(
      *pool, PdfOfObjects({kCatalog, kOnePage,
                           "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000000000 1000000000]>>"}));
  CHECK(page.outcome);
  CHECK(pool->peak_worker_memory_bytes() < std::int64_t{64} << 20);
}

TEST_CASE("An encrypted paper is read where one of the passwords fits") {
  struct Case {
    std::vector<std::string> passwords;
    std::string message;  // empty: read
  };
  const std::vector<Case> cases = {
      {{}, "needs a password"},
      {{"wrong"}, "needs a password, and the one given is not it"},
      {{"wrong", "sesame"}, "needs a password, and none of the 2 given is it"},
      {{"opensesame"}, ""},
      {{"wrong", "", "opensesame", "more"}, ""},
      {{"landlord"}, ""},
  };
  for (const std::string name : {"rc4-40.pdf", "aes-256.pdf"}) {
    for (const Case& c : cases) {
      INFO(name << " with " << c.passwords.size() << " passwords");
      PoolOptions options = OptionsFor(kRealWorker);
      options.passwords = c.passwords;
      const Reading reading = Read(*StartPool(options), OwnFile(name));
      CHECK(reading.outcome.has_value() == c.message.empty());
      if (reading.outcome) {
        REQUIRE(reading.pages.size() == 1);
        CHECK(reading.pages[0].text == "The exempt report names the bidder.\n");
      } else {
        CHECK(reading.outcome.error().code == ErrorCode::kEncrypted);
        CHECK(reading.outcome.error().message == c.message);
      }
    }
  }
}

TEST_CASE("A password may have letters beyond ASCII") {
  for (const auto& [password, fits] : {std::pair{"£100", true}, {"€100", false}}) {
    INFO(password);
    PoolOptions options = OptionsFor(kRealWorker);
    options.passwords = {password};
    CHECK(Read(*StartPool(options), OwnFile("rc4-128-pound.pdf")).outcome.has_value() == fits);
  }
}

// The note that Adobe's designer puts on the page of a dynamic form.
const std::vector<std::string> kXfaNote = {
    "Please wait...",
    "If this message is not eventually replaced with the proper contents of the document, your PDF",
    "viewer may not be able to display this type of document."};

TEST_CASE("A dynamic XFA form is told by the note on its only page") {
  const std::string form_of_one_page =
      PdfOfObjects({"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 6 0 R>>>>", kOnePage,
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                    "/Resources<</Font<</F 5 0 R>>>>>>",
                    PdfStream("", "BT /F 11 Tf 72 770 Td (Please wait) Tj ET"),
                    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", PdfStream("", "<xdp/>")});
  const auto pool = StartPool(OptionsFor(kRealWorker));
  for (const std::string& pdf : {PdfBuilder().AddPageOfLines(kXfaNote).Build(), form_of_one_page}) {
    const Reading reading = Read(*pool, pdf);
    REQUIRE_FALSE(reading.outcome);
    CHECK(ErrorCodeName(reading.outcome.error().code) == "xfa-only");
    CHECK_THAT(reading.outcome.error().message, Catch::Contains("XFA form"));
    CHECK(reading.pages.empty());
  }
  // Papers that speak of such notes, or ask for patience.
  CHECK(Read(*pool, PdfBuilder().AddPageOfLines({"Please wait to be called."}).Build()).outcome);
  CHECK(Read(*pool, PdfBuilder().AddPageOfLines(kXfaNote).AddPageOfLines({"2"}).Build()).outcome);
}

TEST_CASE("A paper of empty pages is read, and is empty") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading reading = Read(*pool, PdfBuilder().AddPage({}).AddPage({}).Build());
  REQUIRE(reading.outcome);
  REQUIRE(reading.pages.size() == 2);
  for (const ExtractedPage& page : reading.pages) CHECK((page.readable && page.text.empty()));
}

TEST_CASE("Attached files are counted and named") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading none = Read(*pool, PdfBuilder().AddPage({}).Build());
  REQUIRE(none.outcome);
  CHECK(none.outcome->attachment_count == 0);
  const std::vector<std::string> names = {"Appendix A.pdf", "costs.xlsx", "letter.docx"};
  for (const bool portfolio : {false, true}) {
    const Reading reading = Read(*pool, PdfWithAttachments("A cover.", names, portfolio));
    REQUIRE(reading.outcome);
    CHECK(reading.outcome->attachment_count == 3);
    CHECK(reading.outcome->attachments == names);
    CHECK(reading.outcome->is_portfolio == portfolio);
    CHECK(reading.pages.size() == 1);
  }
  const Reading many = Read(
      *pool, PdfWithAttachments("A cover.", std::vector<std::string>(250, std::string(300, 'x'))));
  REQUIRE(many.outcome);
  CHECK(many.outcome->attachment_count == 250);
  CHECK(many.outcome->attachments == std::vector<std::string>(100, std::string(200, 'x')));
}

// One page that says "unharmed", and these objects from 6 on, of which the first is the outline.
std::string PdfWithOutline(const std::vector<std::string>& objects) {
  std::vector<std::string> all = {
      "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", kOnePage,
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 "
      "R>>>>>>",
      PdfStream("", "BT /F 11 Tf 72 700 Td (unharmed) Tj ET"),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  all.insert(all.end(), objects.begin(), objects.end());
  return PdfOfObjects(all);
}

TEST_CASE("An outline made to do harm is read in part, or not at all, and harms nothing") {
  std::vector<std::string> deep = {"<</First 7 0 R>>"};
  std::vector<std::string> wide = {"<</First 7 0 R>>"};
  for (int i = 0; i < 15'000; ++i) {
    deep.push_back("<</Title(d)/First " + std::to_string(i + 8) + " 0 R>>");
    wide.push_back("<</Title(w)/Next " + std::to_string(i + 8) + " 0 R>>");
  }
  struct Case {
    const char* name;
    std::vector<std::string> objects;
    std::vector<Bookmark> expected;
  };
  const std::string long_title(5'000, 'x');
  const std::vector<Case> cases = {
      {"no outline", {"null"}, {}},
      {"an outline that is a number", {"7"}, {}},
      {"an entry that is its own neighbour and child",
       {"<</First 7 0 R>>", "<</Title(a)/Next 7 0 R/First 7 0 R>>"},
       {{"a", 0, 0}}},
      {"a circle of three",
       {"<</First 7 0 R>>", "<</Title(a)/Next 8 0 R>>", "<</Title(b)/First 9 0 R>>",
        "<</Title(c)/Next 7 0 R/First 6 0 R>>"},
       {{"a", 0, 0}, {"b", 0, 0}, {"c", 0, 1}, {"", 0, 2}}},
      {"a title of 5,000 letters",
       {"<</First 7 0 R>>", "<</Title(" + long_title + ")>>"},
       {{long_title.substr(0, 1'000), 0, 0}}},
      {"targets that are none",
       {"<</First 7 0 R>>", "<</Title(a)/Dest[99 0 R/Fit]/Next 8 0 R>>",
        "<</Title(b)/Dest(nowhere)/Next 9 0 R>>", "<</Title(c)/Dest[77/Fit]/Next 10 0 R>>",
        "<</Title(d)/A<</S/URI/URI(http://example.org)>>/Next 11 0 R>>",
        "<</Title(e)/A<</S/GoTo/D[3 0 R/Fit]>>>>"},
       {{"a", 0, 0}, {"b", 0, 0}, {"c", 0, 0}, {"d", 0, 0}, {"e", 1, 0}}},
      {"15,000 entries, each below the one before", deep, {}},
      {"15,000 entries side by side", wide, {}},
  };
  const auto pool = StartPool(OptionsFor(kRealWorker));
  for (const Case& c : cases) {
    INFO(c.name);
    const Reading reading = Read(*pool, PdfWithOutline(c.objects));
    REQUIRE(reading.outcome);
    REQUIRE(reading.pages.size() == 1);
    CHECK(reading.pages.front().text == "unharmed\n");
    const std::vector<Bookmark>& bookmarks = reading.outcome->bookmarks;
    if (c.objects.size() < 100) {
      CHECK(bookmarks == c.expected);
    } else {
      CHECK(bookmarks.size() == (&c.objects.front() == &cases[6].objects.front() ? 21 : 10'000));
    }
  }
}

TEST_CASE("A paper of a thousand pages keeps its worker small") {
  PdfBuilder builder;
  for (int page = 0; page < 1000; ++page) {
    std::vector<std::string> lines;
    for (int line = 0; line < 50; ++line) {
      lines.push_back("Item " + std::to_string(page) + "." + std::to_string(line) +
                      " of a long pack that the council publishes before it meets");
    }
    builder.AddPageOfLines(lines);
  }
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading reading = Read(*pool, builder.Build());
  REQUIRE(reading.outcome);
  CHECK(reading.pages.size() == 1000);
  CHECK(reading.pages[213].page_count == 1000);
  CHECK(pool->peak_worker_memory_bytes() < std::int64_t{256} << 20);
}

}  // namespace
}  // namespace scrutineer::pdf

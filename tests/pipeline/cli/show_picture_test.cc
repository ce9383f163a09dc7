// What a rep sees of a page: its picture with the mentions' words boxed.

#include <leptonica/allheaders.h>
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/scanned_pdf.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kVermilion = 0xD55E00;
constexpr std::uint32_t kPurple = 0xCC79A7;
constexpr double kDotsPerPoint = 150.0 / 72;

// A box as it was drawn, in points: its outer edge.
struct DrawnBox {
  double left;
  double top;
  double right;
  double bottom;
};

class Picture {
 public:
  explicit Picture(const std::string& png)
      : pix_(::pixReadMem(reinterpret_cast<const l_uint8*>(png.data()), png.size()), &Destroy) {
    INFO("not a PNG: " << png.substr(0, 80));
    REQUIRE(png.starts_with("\x89PNG"));
    REQUIRE(pix_);
  }

  double width() const { return ::pixGetWidth(pix_.get()) / kDotsPerPoint; }
  double height() const { return ::pixGetHeight(pix_.get()) / kDotsPerPoint; }

  // What is of this colour, as connected parts; each must be a whole frame, of nothing else.
  std::vector<DrawnBox> BoxesOf(std::uint32_t colour) const {
    Pix* mask = ::pixCreate(::pixGetWidth(pix_.get()), ::pixGetHeight(pix_.get()), 1);
    for (int y = 0; y < ::pixGetHeight(mask); ++y) {
      for (int x = 0; x < ::pixGetWidth(mask); ++x) {
        if (At(x, y) == colour) ::pixSetPixel(mask, x, y, 1);
      }
    }
    Boxa* parts = ::pixConnCompBB(mask, 8);
    std::vector<DrawnBox> boxes;
    for (int i = 0; i < ::boxaGetCount(parts); ++i) {
      int x = 0, y = 0, w = 0, h = 0;
      ::boxaGetBoxGeometry(parts, i, &x, &y, &w, &h);
      INFO("part at " << x << ' ' << y << ' ' << w << ' ' << h);
      CHECK(IsFrame(mask, x, y, w, h));
      boxes.push_back(
          {x / kDotsPerPoint, y / kDotsPerPoint, (x + w) / kDotsPerPoint, (y + h) / kDotsPerPoint});
    }
    ::boxaDestroy(&parts);
    ::pixDestroy(&mask);
    return boxes;
  }

  // Dark dots within the box.
  int InkIn(const DrawnBox& box) const {
    int ink = 0;
    for (int y = static_cast<int>(box.top * kDotsPerPoint); y < box.bottom * kDotsPerPoint; ++y) {
      for (int x = static_cast<int>(box.left * kDotsPerPoint); x < box.right * kDotsPerPoint; ++x) {
        ink += At(x, y) == 0 ? 1 : 0;
      }
    }
    return ink;
  }

 private:
  static void Destroy(Pix* pix) { ::pixDestroy(&pix); }
  static bool IsFrame(Pix* mask, int x, int y, int w, int h) {
    const auto is_set = [&](int at_x, int at_y) {
      l_uint32 bit = 0;
      ::pixGetPixel(mask, at_x, at_y, &bit);
      return bit == 1;
    };
    for (int i = 0; i < w; ++i) {
      if (!is_set(x + i, y) || !is_set(x + i, y + h - 1)) return false;
    }
    for (int i = 0; i < h; ++i) {
      if (!is_set(x, y + i) || !is_set(x + w - 1, y + i)) return false;
    }
    return !is_set(x + w / 2, y + h / 2);
  }
  std::uint32_t At(int x, int y) const {
    l_uint32 pixel = 0;
    ::pixGetPixel(pix_.get(), x, y, &pixel);
    return pixel >> 8;
  }

  std::unique_ptr<Pix, void (*)(Pix*)> pix_;
};

class Papers {
 public:
  std::string Add(const std::string& name, const std::string& bytes,
                  std::vector<std::string> options = {}) const {
    const std::filesystem::path file = folder_.path() / name;
    WriteBytes(file, bytes);
    std::vector<std::string> arguments = {"ingest", file.string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto ingested = Run(arguments);
    INFO(ingested.out << ingested.error);
    REQUIRE(ingested.exit_code == 0);
    return file.string();
  }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", data().string()});
    return RunScrutineer(arguments);
  }
  CommandResult Show(const std::string& paper, int page, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"show", paper, "--page", std::to_string(page), "--png"});
    return Run(std::move(more));
  }
  Picture PictureOf(const std::string& paper, int page, std::vector<std::string> more = {}) const {
    const auto shown = Show(paper, page, std::move(more));
    INFO(shown.error);
    REQUIRE(shown.exit_code == 0);
    return Picture(shown.out);
  }
  std::filesystem::path data() const { return folder_.path() / "data"; }
  std::filesystem::path BlobOf(const std::string& paper) const {
    const Json json = Json::parse(Run({"show", paper, "--format", "json"}).out);
    const std::string sha256 = json["sha256"];
    return data() / "papers" / sha256.substr(0, 2) / (sha256.substr(2) + ".pdf");
  }

 private:
  TemporaryFolder folder_;
};

void ChangeDatabase(const std::string& file, const char* statement) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

// A word of Helvetica in 11 points whose baseline begins at (x, y), within a box and little more.
void CheckStandsAround(const DrawnBox& box, double x, double y, double width) {
  INFO(box.left << ' ' << box.top << ' ' << box.right << ' ' << box.bottom);
  CHECK(box.left < x);
  CHECK(box.left > x - 5);
  CHECK(box.right > x + width);
  CHECK(box.right < x + width + 5);
  CHECK(box.top < y - 8);
  CHECK(box.top > y - 16);
  CHECK(box.bottom > y);
  CHECK(box.bottom < y + 8);
}

constexpr double kZebraWidth = 30.6;  // of "Zebra" by Helvetica's metrics

TEST_CASE("the words asked for are boxed, and nothing else is coloured") {
  const Papers papers;
  papers.Add("a.pdf", PdfBuilder()
                          .AddPage({{72, 100, "Quartz and vixens."},
                                    {300, 400, "Zebra"},
                                    {340, 400, "and more"},
                                    {72, 700, "Zebras are no such word."}})
                          .Build());
  const Picture picture = papers.PictureOf("a.pdf", 1, {"--highlight", "zebra"});
  CHECK(picture.width() == Approx(595).margin(1));
  CHECK(picture.height() == Approx(842).margin(1));
  const auto boxes = picture.BoxesOf(kVermilion);
  REQUIRE(boxes.size() == 1);
  CheckStandsAround(boxes[0], 300, 400, kZebraWidth);
  CHECK(picture.InkIn(boxes[0]) > 20);
}

TEST_CASE("pages that are turned or cropped are shown as viewers show them, boxes and all") {
  const Papers papers;
  PdfBuilder pdf;
  pdf.AddPage({{72, 100, "Quartz and vixens."}, {300, 400, "Zebra"}});
  pdf.SetPageEntries("/CropBox[50 60 545 782]");  // 60 points off the top, 50 off the left
  papers.Add("cropped.pdf", pdf.Build());
  const Picture cropped = papers.PictureOf("cropped.pdf", 1, {"--highlight", "Zebra"});
  CHECK(cropped.width() == Approx(495).margin(1));
  const auto boxes = cropped.BoxesOf(kVermilion);
  REQUIRE(boxes.size() == 1);
  CheckStandsAround(boxes[0], 250, 340, kZebraWidth);

  pdf.SetPageEntries("/CropBox[50 60 545 782]/Rotate 90");
  papers.Add("turned.pdf", pdf.Build());
  const Picture turned = papers.PictureOf("turned.pdf", 1, {"--highlight", "Zebra"});
  CHECK(turned.width() == Approx(722).margin(1));
  const auto on_side = turned.BoxesOf(kVermilion);
  REQUIRE(on_side.size() == 1);
  // What was `y` from the top is as far from the right edge now.
  const DrawnBox upright = {on_side[0].top, turned.width() - on_side[0].right, on_side[0].bottom,
                            turned.width() - on_side[0].left};
  CheckStandsAround(upright, 250, 340, kZebraWidth);
  CHECK(turned.InkIn(on_side[0]) > 20);

  // Words printed upwards on an upright page.
  papers.Add("sideways.pdf",
             PdfBuilder()
                 .AddPage({{72, 100, "Quartz and vixens."}, {300, 400, "Zebra crossing", 11, 3}})
                 .Build());
  const auto upwards =
      papers.PictureOf("sideways.pdf", 1, {"--highlight", "Zebra"}).BoxesOf(kVermilion);
  REQUIRE(upwards.size() == 1);
  CHECK(upwards[0].bottom - upwards[0].top > 30);
  CHECK(upwards[0].right - upwards[0].left < 22);
  CHECK(upwards[0].bottom > 400);
  CHECK(upwards[0].bottom < 405);
}

TEST_CASE("words over two lines have two boxes, over two pages one on each") {
  const Papers papers;
  PdfBuilder pdf;
  for (int page = 1; page <= 2; ++page) {
    std::vector<PdfText> texts;
    double y = 90;
    if (page == 2) {
      texts.push_back({72, y, "of waste to Veolia Ltd for seven years. Nobody objected to that."});
      y += 14;
    }
    for (int line = 0; line < 30; ++line, y += 14) {
      texts.push_back({72, y,
                       "Paragraph " + std::to_string(100 * page + line) +
                           " tells of matters that are of no interest to anybody here."});
    }
    if (page == 1) {
      texts.push_back({72, y, "The Cabinet resolved to award the contract for the collection"});
    }
    pdf.AddPage(std::move(texts));
  }
  papers.Add("broken.pdf", pdf.Build());
  const std::vector<std::string> words = {"--highlight", "contract for the collection of waste"};
  const auto first = papers.PictureOf("broken.pdf", 1, words).BoxesOf(kVermilion);
  REQUIRE(first.size() == 1);
  CHECK(first[0].top > 490);
  CHECK(first[0].left > 200);
  const auto second = papers.PictureOf("broken.pdf", 2, words).BoxesOf(kVermilion);
  REQUIRE(second.size() == 1);
  CHECK(second[0].bottom < 95);
  CHECK(second[0].left < 72);
  CHECK(second[0].right < 140);
  // The mention of the page before whose words stand here.
  CHECK(papers.PictureOf("broken.pdf", 2).BoxesOf(kPurple).size() == 1);
  CHECK(papers.PictureOf("broken.pdf", 1).BoxesOf(kPurple).empty());

  papers.Add("lines.pdf",
             PdfBuilder()
                 .AddPageOfLines({"The Head of Leisure said that the contract for out-",
                                  "sourcing the lido was awarded to Serco Leisure Ltd."})
                 .Build());
  const auto lines =
      papers.PictureOf("lines.pdf", 1, {"--highlight", "contract for outsourcing the"})
          .BoxesOf(kVermilion);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].bottom < lines[1].bottom);
}

TEST_CASE("mentions are boxed in the colour of their tag, and it is said which") {
  TemporaryFolder folder;
  const auto data = folder.path() / "data";
  REQUIRE(IngestSample(data).exit_code == 0);
  const auto listed = RunScrutineer(
      {"--data", data.string(), "mentions", "--tag", "tender", "--limit", "1", "--format", "json"});
  const Json mention = Json::parse(listed.out)[0];
  const std::string page = std::to_string(mention["page"].get<int>());
  const auto file = folder.path() / "page.png";
  const auto shown = RunScrutineer({"--data", data.string(), "show", mention["path"], "--page",
                                    page, "--png", "--output", file.string()});
  INFO(shown.error);
  REQUIRE(shown.exit_code == 0);
  CHECK(shown.out.empty());
  CHECK(shown.error.find(" tender (vermilion)") != std::string::npos);
  const Picture picture(ReadBytes(file));
  const auto boxes = picture.BoxesOf(kVermilion);
  REQUIRE_FALSE(boxes.empty());
  for (const DrawnBox& box : boxes) CHECK(picture.InkIn(box) > 10);
}

TEST_CASE("of a scanned page the image is read again to find the words") {
  for (const double turned_degrees : {0.0, 90.0, 180.0, 2.0}) {
    INFO(turned_degrees);
    const Papers papers;
    ScannedPage page;
    page.turned_degrees = turned_degrees;
    papers.Add("scan.pdf", ScannedPdf({page}), {"--ocr", "now"});
    const Picture picture = papers.PictureOf("scan.pdf", 1, {"--highlight", "Serco Leisure"});
    const auto boxes = picture.BoxesOf(kVermilion);
    REQUIRE(boxes.size() == 1);
    CHECK(picture.InkIn(boxes[0]) > 30);
    const double width = boxes[0].right - boxes[0].left;
    const double height = boxes[0].bottom - boxes[0].top;
    CHECK((turned_degrees == 90 ? height > 2 * width : width > 2 * height));
  }
}

TEST_CASE("what cannot be drawn says why") {
  const Papers papers;
  papers.Add("a.pdf", PdfBuilder().AddPage({{300, 400, "Zebra"}}).Build());
  const auto error_of = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "show");
    const auto shown = papers.Run(arguments);
    CHECK(shown.exit_code == 2);
    CHECK(shown.out.empty());
    CHECK(Lines(shown.error).size() == 1);
    return shown.error;
  };
  const auto holds = [](const std::string& text, std::string_view words) {
    INFO(text);
    CHECK(text.find(words) != std::string::npos);
  };
  holds(error_of({"b.pdf", "--page", "1", "--png"}), "b.pdf");
  holds(error_of({"a.pdf", "--page", "2", "--png"}), "has 1 page, none is number 2");
  holds(error_of({"a.pdf", "--png"}), "--page N");
  holds(error_of({"a.pdf", "--page", "1", "--png", "--format", "json"}), "leave --format out");
  holds(error_of({"a.pdf", "--page", "1", "--output", "x.png"}), "go with --png");
  holds(error_of({"a.pdf", "--page", "1", "--png", "--output", "/nonexistent/x.png"}),
        "/nonexistent");

  const auto absent = papers.Show("a.pdf", 1, {"--highlight", "giraffe"});
  CHECK(absent.exit_code == 1);
  CHECK(Picture(absent.out).BoxesOf(kVermilion).empty());
  holds(absent.error, "\"giraffe\" does not stand on");

  const std::filesystem::path blob = papers.BlobOf("a.pdf");
  const std::string bytes = ReadBytes(blob);
  WriteBytes(blob, bytes + "\n");
  holds(error_of({"a.pdf", "--page", "1", "--png"}), "SHA-256 is another");
  std::filesystem::remove(blob);
  holds(error_of({"a.pdf", "--page", "1", "--png"}), "bytes are gone");
}

TEST_CASE("a paper that needs a password is drawn with it") {
  const TemporaryFolder folder;
  const Papers papers;
  const auto passwords = folder.path() / "passwords";
  WriteBytes(passwords, "wrong\nopensesame\n");
  const std::string bytes = ReadBytes(SCRUTINEER_SOURCE_DIR "/tests/pipeline/pdf/data/rc4-40.pdf");
  papers.Add("locked.pdf", bytes, {"--passwords", passwords.string()});
  const auto locked = papers.Show("locked.pdf", 1);
  CHECK(locked.exit_code == 2);
  CHECK(locked.error.find("needs a password") != std::string::npos);
  papers.PictureOf("locked.pdf", 1, {"--passwords", passwords.string()});
}

TEST_CASE("a page whose stored text is no longer read so is said to differ, and its words found") {
  const Papers papers;
  papers.Add("a.pdf",
             PdfBuilder().AddPage({{72, 100, "Quartz and vixens."}, {300, 400, "Zebra"}}).Build());
  ChangeDatabase((papers.data() / "scrutineer.db").string(),
                 "UPDATE pages SET text = 'Older stages said this. Zebra\nQuartz and vixens.'");
  const auto shown = papers.Show("a.pdf", 1, {"--highlight", "Zebra"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.error.find("no longer read as it was stored") != std::string::npos);
  const auto boxes = Picture(shown.out).BoxesOf(kVermilion);
  REQUIRE(boxes.size() == 1);
  CheckStandsAround(boxes[0], 300, 400, kZebraWidth);
  const auto gone = papers.Show("a.pdf", 1, {"--highlight", "Older stages"});
  CHECK(Picture(gone.out).BoxesOf(kVermilion).empty());
  CHECK(gone.error.find("1 place is not boxed") != std::string::npos);
}

}  // namespace
}  // namespace scrutineer::tests

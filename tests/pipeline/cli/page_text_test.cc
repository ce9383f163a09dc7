// What a reader gets of a paper with running headers, page numbers and sentences over two pages.

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

using Json = nlohmann::json;

// Four pages of a report with a header, a footer and a sentence from the second page to the third.
std::string Report() {
  PdfBuilder pdf;
  for (int page = 1; page <= 4; ++page) {
    std::vector<PdfText> texts = {{72, 40, "Zedmere Borough Council", 9}};
    double y = 90;
    if (page == 3) {
      texts.push_back(
          {72, y, "to Veolia Ltd for seven years. Nobody objected to that at the time."});
      y += 14;
    }
    for (int line = 0; line < 30; ++line, y += 14) {
      texts.push_back({72, y,
                       "Paragraph " + std::to_string(100 * page + line) +
                           " tells of matters that are of no interest to anybody here."});
    }
    if (page == 2) {
      texts.push_back({72, y, "The Cabinet resolved to award the contract for waste collection"});
    }
    texts.push_back({280, 800, "Page " + std::to_string(page) + " of 4", 9});
    pdf.AddPage(std::move(texts));
  }
  return pdf.Build();
}

class Paper {
 public:
  Paper() : file_(folder_.path() / "report.pdf") {
    WriteBytes(file_, Report());
    REQUIRE(Run({"ingest", file_.string()}).exit_code == 0);
  }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string()});
    return RunScrutineer(arguments);
  }
  std::string file() const { return file_.string(); }

 private:
  TemporaryFolder folder_;
  std::filesystem::path file_;
};

bool Holds(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

TEST_CASE("headers and page numbers are no text, but can be had") {
  const Paper paper;
  const std::string text = paper.Run({"text", paper.file()}).out;
  CHECK(Holds(text, "Paragraph 215"));
  CHECK_FALSE(Holds(text, "Zedmere"));
  CHECK_FALSE(Holds(text, "Page 2 of 4"));
  const std::string all = paper.Run({"text", paper.file(), "--furniture", "--page", "2"}).out;
  CHECK(all.starts_with("Zedmere Borough Council\nParagraph 200"));
  CHECK(all.ends_with("\nPage 2 of 4\n"));

  CHECK(paper.Run({"search", "zedmere"}).exit_code == 1);
  CHECK_FALSE(Holds(paper.Run({"show", "report.pdf"}).out, "Page 2 of 4"));
  const std::string shown = paper.Run({"show", "report.pdf", "--page", "2", "--furniture"}).out;
  CHECK(Holds(shown, "  header: Zedmere Borough Council\n  page-number: Page 2 of 4\n"));
  // The metadata saw the header.
  const auto papers = paper.Run({"papers", "--format", "jsonl"});
  CHECK(Json::parse(papers.out)["council"] == "Zedmere Borough Council");
}

TEST_CASE("a sentence over two pages is quoted whole and cited with both") {
  const Paper paper;
  const auto found = paper.Run({"search", "\"waste collection to veolia\"", "--format", "json"});
  REQUIRE(found.exit_code == 0);
  const Json hit = Json::parse(found.out)["hits"][0];
  CHECK(hit["page"] == 2);
  CHECK(hit["last_page"] == 3);
  CHECK(Holds(paper.Run({"search", "\"waste collection to veolia\""}).out, "pages 2–3"));

  const auto mentions = paper.Run({"mentions", "--provider", "veolia", "--format", "jsonl"});
  const Json mention = Json::parse(Lines(mentions.out).front());
  CHECK(mention["page"] == 2);
  CHECK(mention["last_page"] == 3);
  CHECK(mention["quote"] ==
        "The Cabinet resolved to award the contract for waste collection to Veolia Ltd for seven "
        "years.");
  CHECK(Holds(paper.Run({"mentions", "--provider", "veolia"}).out, "#page=2 (pages 2–3)"));
  // Each word is printed on the page that bears it.
  CHECK(Holds(paper.Run({"text", paper.file(), "--page", "3"}).out, "to Veolia Ltd"));
  CHECK_FALSE(Holds(paper.Run({"text", paper.file(), "--page", "2"}).out, "Veolia"));
}

}  // namespace
}  // namespace scrutineer::tests

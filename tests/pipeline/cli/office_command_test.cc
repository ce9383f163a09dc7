// Papers that are no PDFs, with a stand-in for LibreOffice, and without any.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/office_stand_in.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_builder.h"

namespace scrutineer::tests {
namespace {

using Json = nlohmann::json;

// Sets SCRUTINEER_OFFICE for its lifetime.
class Office {
 public:
  explicit Office(const std::string& program) { ::setenv("SCRUTINEER_OFFICE", program.c_str(), 1); }
  ~Office() { ::unsetenv("SCRUTINEER_OFFICE"); }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;
};

class Papers {
 public:
  Papers() {
    std::filesystem::create_directory(papers());
    WriteBytes(papers() / "report.docx", DocxOf({"These words only LibreOffice could read."}));
  }
  std::filesystem::path papers() const { return folder_.path() / "papers"; }
  std::filesystem::path data() const { return folder_.path() / "data"; }
  std::string StandIn(const std::string& version = "9.8.7.6",
                      std::string_view body = kMakesPdf) const {
    const std::string pdf =
        PdfBuilder()
            .AddPageOfLines({"A cover."})
            .AddPageOfLines({"The contract for the lido was awarded to Serco Leisure."})
            .Build();
    return WriteOfficeStandIn(folder_.path() / "office", body, pdf, version).string();
  }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", data().string()});
    return RunScrutineer(arguments);
  }
  Json RunJson(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const auto result = Run(arguments);
    INFO(result.out << result.error);
    return Json::parse(result.out);
  }
  Json Ingest() const { return RunJson({"ingest", papers().string()}); }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("an office document is read as the pages that LibreOffice makes of it, and cited so") {
  const Papers papers;
  const Office office(papers.StandIn());
  const Json report = papers.Ingest();
  INFO(report.dump(2));
  CHECK(report["ingested"] == 1);
  CHECK(report["pages"] == 2);
  // A page of two words is no scan.
  CHECK(report["pages_without_text"] == 0);
  const std::string path = (papers.papers() / "report.docx").string();
  const Json hit = papers.RunJson({"search", "lido"})["hits"][0];
  CHECK(hit["citation"] == path + " (page 2 as converted by LibreOffice 9.8.7.6)");
  const Json paper = papers.RunJson({"show", "report.docx"});
  CHECK(paper["converter"] == "LibreOffice 9.8.7.6");
  CHECK(papers.Run({"show", "report.docx"}).out.find("by LibreOffice 9.8.7.6") !=
        std::string::npos);
  CHECK(papers.Run({"text", path}).out.find("awarded to Serco Leisure.") != std::string::npos);
  // What is kept is what was published.
  const std::string sha256 = paper["sha256"];
  CHECK(ReadBytes(papers.data() / "papers" / sha256.substr(0, 2) / (sha256.substr(2) + ".pdf")) ==
        ReadBytes(path));
  const auto picture = papers.Run({"show", "report.docx", "--page", "2", "--png"});
  INFO(picture.error);
  CHECK(picture.exit_code == 0);
  CHECK(picture.out.starts_with("\x89PNG"));
  CHECK(papers.RunJson({"status"})["ocr"]["waiting"] == 0);
}

TEST_CASE("a document is read again when its converter is another, and only then") {
  const Papers papers;
  {
    const Office office(papers.StandIn());
    papers.Ingest();
    CHECK(papers.Ingest()["unchanged"] == 1);
  }
  {
    const Office office(papers.StandIn("10.0.0.1"));
    CHECK(papers.Ingest()["ingested"] == 1);
    CHECK(papers.RunJson({"show", "report.docx"})["converter"] == "LibreOffice 10.0.0.1");
  }
  // What was read stays where the converter goes.
  const Office none("");
  CHECK(papers.Ingest()["failed"] == 0);
  CHECK(papers.RunJson({"search", "lido"})["total"] == 1);
  const auto picture = papers.Run({"show", "report.docx", "--page", "2", "--png"});
  CHECK(picture.exit_code == 2);
  CHECK(picture.error.find("cannot be made again: is a Word document (DOCX); LibreOffice") !=
        std::string::npos);
}

TEST_CASE("without LibreOffice a document is skipped, its reason says what to install") {
  const Papers papers;
  WriteBytes(papers.papers() / "agenda.pdf",
             PdfWithFiles("Agenda of the Cabinet.", {{"costs.xlsx", XlsxOf({"the costs"})}}));
  {
    const Office none("");
    const auto ingested = papers.Run({"ingest", papers.papers().string()});
    INFO(ingested.out << ingested.error);
    CHECK(ingested.exit_code == 0);
    CHECK(ingested.out.find(
              "is a Word document (DOCX); LibreOffice, which would make pages of it, is "
              "not installed (apt-get install libreoffice-writer-nogui") != std::string::npos);
    CHECK(papers.Run({"doctor"}).out.find("LibreOffice is not installed") != std::string::npos);
    const auto text = papers.Run({"text", (papers.papers() / "report.docx").string()});
    CHECK(text.exit_code == 2);
    CHECK(text.error.find("apt-get install libreoffice-writer-nogui") != std::string::npos);
    const Json again = papers.Ingest();
    CHECK(again["unchanged"] == 1);
    CHECK(again["skipped"] == 1);
  }
  // Once it is, all is read, attached files included.
  const Office office(papers.StandIn());
  const Json report = papers.Ingest();
  INFO(report.dump(2));
  CHECK(report["ingested"] == 3);
  CHECK(papers.Run({"doctor"}).out.find("LibreOffice 9.8.7.6") != std::string::npos);
}

TEST_CASE("documents that cannot be read end by name") {
  const Papers papers;
  const Office office(
      papers.StandIn("9.8.7.6", "grep -q break \"$paper\" && exit 1\n" + std::string(kMakesPdf)));
  WriteBytes(papers.papers() / "bomb.docx", ZipOf({{"word/document.xml", "<w/>", 0xF000'0000}}));
  WriteBytes(papers.papers() / "cut.docx", DocxOf({"words"}).substr(0, 500));
  WriteBytes(papers.papers() / "locked.odt",
             ZipOf({{"mimetype", "application/vnd.oasis.opendocument.text"},
                    {"content.xml", "\x7F\x80 no XML"}}));
  WriteBytes(papers.papers() / "broken.rtf", RtfOf({"words that break it"}));
  WriteBytes(papers.papers() / "other.zip", ZipOf({{"readme.txt", "words"}}));
  WriteBytes(papers.papers() / "error.pdf", HtmlOf({"not found"}));
  const Json report = papers.Ingest();
  INFO(report.dump(2));
  std::map<std::string, Json> files;
  for (const Json& file : report["files"]) {
    files[std::filesystem::path(file["path"].get<std::string>()).filename()] = file;
  }
  CHECK(files["bomb.docx"]["error"] == "size-limit");
  CHECK(files["cut.docx"]["error"] == "damaged");
  CHECK(files["locked.odt"]["error"] == "encrypted");
  CHECK(files["broken.rtf"]["error"] == "damaged");
  CHECK(files["error.pdf"]["error"] == "not-a-pdf");
  CHECK(files["other.zip"]["outcome"] == "skipped");
  CHECK(files["report.docx"]["outcome"] == "ingested");
  // Nothing of it can get better.
  const Json again = papers.Ingest();
  CHECK(again["failed"] == 0);
  CHECK(again["unchanged"] == 1);
  CHECK(again["skipped"] == 6);
}

}  // namespace
}  // namespace scrutineer::tests

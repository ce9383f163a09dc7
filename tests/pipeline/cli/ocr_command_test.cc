// What an operator gets of scanned pages.

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/scanned_pdf.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

using Json = nlohmann::json;

// A data folder and a folder with one scanned paper of two pages, the second white.
class Scans {
 public:
  Scans() {
    std::filesystem::create_directory(folder_.path() / "papers");
    ScannedPage white;
    white.empty = true;
    WriteBytes(paper(), ScannedPdf({{}, white}));
    WriteBytes(settings(), "[sources]\nfolders = [\"papers\"]\n[ocr]\nminutes = 5\n");
  }
  std::filesystem::path paper() const { return folder_.path() / "papers" / "minutes.pdf"; }
  std::filesystem::path settings() const { return folder_.path() / "settings.toml"; }

  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string(), "--config",
                                         settings().string()});
    return RunScrutineer(arguments);
  }
  Json RunJson(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    return Json::parse(Run(arguments).out);
  }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("scanned pages wait for the nightly run, which reads them and says so with each quote") {
  const Scans scans;
  const auto ingested = scans.Run({"ingest", scans.paper().string()});
  INFO(ingested.out << ingested.error);
  CHECK(ingested.exit_code == 0);
  CHECK(ingested.out.find("2 pages wait for OCR") != std::string::npos);
  CHECK(scans.RunJson({"status"})["ocr"]["waiting"] == 2);
  CHECK(scans.Run({"show", "minutes.pdf"}).out.find("it waits for OCR") != std::string::npos);

  const auto night = scans.Run({"run"});
  INFO(night.out << night.error);
  CHECK(night.exit_code == 0);
  CHECK(night.out.find("OCR: 1 page read, 1 blank, 0 failed (") != std::string::npos);
  CHECK(night.out.find(" pages a minute, tesseract ") != std::string::npos);

  const Json status = scans.RunJson({"status"})["ocr"];
  CHECK(status["waiting"] == 0);
  CHECK(status["read"] == 1);
  CHECK(status["blank"] == 1);
  CHECK(status["pages_per_minute_and_worker"] > 0);
  CHECK(scans.Run({"status"}).out.find("1 page read by OCR, 1 blank, 0 failed") !=
        std::string::npos);
  const auto found = scans.Run({"search", "lido", "--tag", "tender"});
  CHECK(found.exit_code == 0);
  CHECK(found.out.find("page 1 (read by OCR, 9") != std::string::npos);
  const auto shown = scans.Run({"show", "minutes.pdf"}).out;
  CHECK(shown.find("[read by OCR, 9") != std::string::npos);
  CHECK(shown.find("[blank (OCR)]") != std::string::npos);
  const auto mentions = scans.Run({"mentions", "--provider", "serco"});
  CHECK(mentions.out.find("#page=1 (read by OCR, 9") != std::string::npos);
  CHECK(scans.RunJson({"mentions"})[0]["ocr_confidence"] > 85);
  CHECK(scans.RunJson({"search", "lido"})["hits"][0]["ocr_confidence"] > 85);
}

TEST_CASE("ingest reads scanned pages now, later or never, as it is told") {
  const Scans scans;
  const Json never = scans.RunJson({"ingest", "--ocr", "never", scans.paper().string()});
  CHECK(never["pages_without_text"] == 2);
  CHECK(never["ocr"]["waiting"] == 0);
  const Json later = scans.RunJson({"ingest", "--ocr", "later", scans.paper().string()});
  CHECK(later["unchanged"] == 1);
  CHECK(later["ocr"]["waiting"] == 2);
  CHECK(later["ocr"]["read"] == 0);
  const Json now = scans.RunJson({"ingest", "--ocr", "now", scans.paper().string()});
  CHECK(now["ocr"]["read"] == 1);
  CHECK(now["ocr"]["blank"] == 1);
  CHECK(now["ocr"]["waiting"] == 0);
  CHECK(scans.Run({"ingest", "--ocr", "perhaps", scans.paper().string()}).exit_code == 2);
}

TEST_CASE("a run with no minutes for OCR leaves the pages waiting") {
  const Scans scans;
  WriteBytes(scans.settings(), "[sources]\nfolders = [\"papers\"]\n[ocr]\nminutes = 0\n");
  const auto night = scans.Run({"run"});
  CHECK(night.exit_code == 0);
  CHECK(night.out.find("2 pages wait for OCR") != std::string::npos);
  WriteBytes(scans.settings(), "[ocr]\nminutes = -1\n");
  CHECK(scans.Run({"run"}).error.find("'minutes' must be a whole number from 0") !=
        std::string::npos);
}

TEST_CASE("an ingest killed while it reads scans goes on where it was") {
  const Scans scans;
  WriteBytes(scans.paper(), ScannedPdf(std::vector<ScannedPage>(4)));
  REQUIRE(scans.Run({"ingest", scans.paper().string()}).exit_code == 0);
  const std::filesystem::path data = scans.settings().parent_path() / "data";
  for (const int milliseconds : {1500, 3000}) {
    KillScrutineerAfter({"--data", data.string(), "ingest", "--ocr", "now", scans.paper().string()},
                        milliseconds);
  }
  const Json now = scans.RunJson({"ingest", "--ocr", "now", scans.paper().string()});
  CHECK(now["ocr"]["waiting"] == 0);
  const Json status = scans.RunJson({"status"});
  CHECK(status["ocr"]["read"] == 4);
  CHECK(status["pages_without_text"] == 0);
  CHECK(scans.RunJson({"search", "lido"})["total"] == 4);
}

TEST_CASE("text --ocr prints what a scan says") {
  const Scans scans;
  CHECK(scans.Run({"text", scans.paper().string()}).out.find("lido") == std::string::npos);
  const auto text = scans.Run({"text", "--ocr", scans.paper().string()});
  CHECK(text.exit_code == 0);
  CHECK(text.out.find("awarded to Serco Leisure following a tender exercise.") !=
        std::string::npos);
  CHECK(text.error.find("page 1: read by OCR, 9") != std::string::npos);
}

TEST_CASE("without Tesseract's data doctor and ingest say what to install") {
  const Scans scans;
  ::setenv("TESSDATA_PREFIX", "/nonexistent", 1);
  const auto doctor = scans.Run({"doctor"});
  const auto now = scans.Run({"ingest", "--ocr", "now", scans.paper().string()});
  const auto night = scans.Run({"run"});
  ::unsetenv("TESSDATA_PREFIX");
  CHECK(doctor.out.find("WRONG ocr worker") != std::string::npos);
  CHECK(now.exit_code == 2);
  CHECK(now.error.find("apt-get install tesseract-ocr-eng") != std::string::npos);
  CHECK(night.exit_code == 3);  // what needs no OCR is done all the same
  CHECK(night.out.find("apt-get install tesseract-ocr-eng") != std::string::npos);
  CHECK(scans.RunJson({"status"})["ocr"]["waiting"] == 2);
}

}  // namespace
}  // namespace scrutineer::tests

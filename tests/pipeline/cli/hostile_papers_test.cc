// What an operator is told of papers that hold nothing to read, not all of which was read, or that
// need a password.

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kPassword = "opensesame";

std::string LockedPaper() {
  return ReadBytes(fs::path(SCRUTINEER_SOURCE_DIR) / "tests/pipeline/pdf/data/aes-256.pdf");
}

// The entries of a list in a report, each with the name of its file.
std::map<std::string, Json> ByName(const Json& list) {
  std::map<std::string, Json> entries;
  for (const Json& entry : list) {
    entries[fs::path(entry["path"].get<std::string>()).filename()] = entry;
  }
  return entries;
}

TEST_CASE("papers without anything to read end by name, in the report and in status") {
  const TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  const fs::path papers = folder.path() / "papers";
  fs::create_directories(papers);
  WriteBytes(papers / "good.pdf", PdfBuilder().AddPageOfLines({"A report of some words."}).Build());
  WriteBytes(papers / "blank.pdf", PdfBuilder().AddPage({}).AddPage({}).Build());
  WriteBytes(papers / "attached.pdf",
             PdfWithAttachments("A report of some words.", {"a.pdf", "costs.xlsx"}));
  WriteBytes(papers / "no-pages.pdf",
             PdfOfObjects({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"}));
  WriteBytes(papers / "form.pdf", PdfBuilder()
                                      .AddPageOfLines({"Please wait...",
                                                       "If this message is not eventually replaced "
                                                       "with the proper contents of the document"})
                                      .Build());
  WriteBytes(papers / "locked.pdf", LockedPaper());

  const auto ingest =
      RunScrutineer({"--data", data, "ingest", "--format", "json", papers.string()});
  INFO(ingest.error);
  REQUIRE(ingest.exit_code == 3);
  const Json report = Json::parse(ingest.out);
  CHECK(report["ingested"] == 3);
  CHECK(report["failed"] == 4);  // what is attached as a.pdf is none
  CHECK(report["skipped"] == 1);
  auto files = ByName(report["files"]);
  CHECK(files["no-pages.pdf"]["error"] == "no-pages");
  CHECK(files["form.pdf"]["error"] == "xfa-only");
  CHECK(files["locked.pdf"]["error"] == "encrypted");
  CHECK(files["blank.pdf"]["notes"]["no-text"] == "none of its 2 pages has text (scans, or blank)");
  CHECK(files["attached.pdf"]["notes"]["attachments"] ==
        "holds 2 attached files, each a paper of its own: a.pdf, costs.xlsx");
  CHECK_FALSE(files["good.pdf"].contains("notes"));

  const Json status =
      Json::parse(RunScrutineer({"--data", data, "status", "--format", "json"}).out);
  auto failed = ByName(status["failed"]);
  CHECK(failed["no-pages.pdf"]["error"] == "no-pages");
  CHECK(failed["form.pdf"]["error"] == "xfa-only");
  CHECK(failed["locked.pdf"]["error"] == "encrypted");
  auto noted = ByName(status["noted"]);
  CHECK(noted.size() == 2);
  CHECK(noted["blank.pdf"]["note"] == "no-text");
  CHECK(noted["attached.pdf"]["note"] == "attachments");
  const std::string text = RunScrutineer({"--data", data, "status"}).out;
  CHECK_THAT(text,
             Catch::Contains("form.pdf: is a dynamic XFA form") && Catch::Contains("[xfa-only]") &&
                 Catch::Contains("attached.pdf: holds 2 attached files, each a paper of its own"));
  CHECK_THAT(RunScrutineer({"--data", data, "show", "attached.pdf"}).out,
             Catch::Contains(
                 "note       holds 2 attached files, each a paper of its own: a.pdf, costs.xlsx"));

  // For good, as nothing can get better.
  const auto again = RunScrutineer({"--data", data, "ingest", "--format", "json", papers.string()});
  CHECK(again.exit_code == 0);
  CHECK(Json::parse(again.out)["skipped"] == 3);
}

TEST_CASE("an encrypted paper is read once its password is given, which is told to nobody") {
  const TemporaryFolder folder;
  const fs::path data = folder.path() / "data";
  const fs::path paper = folder.path() / "locked.pdf";
  const fs::path passwords = folder.path() / "passwords";
  WriteBytes(paper, LockedPaper());
  WriteBytes(passwords, std::string("wrong\r\n\n") + kPassword + "\r\n");
  const std::vector<std::string> ingest = {"--data", data.string(), "ingest", paper.string()};
  const auto first = RunScrutineer(ingest);
  CHECK(first.exit_code == 3);
  CHECK_THAT(first.out, Catch::Contains("needs a password"));
  auto with_passwords = ingest;
  with_passwords.insert(with_passwords.end(), {"--passwords", passwords.string()});
  const auto second = RunScrutineer(with_passwords);
  INFO(second.error);
  CHECK(second.exit_code == 0);
  const auto status = RunScrutineer({"--data", data.string(), "status"});
  CHECK_THAT(status.out, Catch::Contains("papers    1"));
  const auto text = RunScrutineer({"text", paper.string(), "--passwords", passwords.string()});
  CHECK_THAT(text.out, Catch::Contains("The exempt report names the bidder."));

  for (const auto& result : {first, second, status, text}) {
    CHECK_THAT(result.out + result.error, !Catch::Contains(kPassword));
  }
  for (const auto& entry : fs::recursive_directory_iterator(data)) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    CHECK(ReadBytes(entry.path()).find(kPassword) == std::string::npos);
  }
}

TEST_CASE("passwords in the settings are used, and no mistake about them repeats them") {
  const TemporaryFolder folder;
  const fs::path settings = folder.path() / "scrutineer.toml";
  const fs::path paper = folder.path() / "locked.pdf";
  WriteBytes(paper, LockedPaper());
  const auto text = [&](const std::string& passwords) {
    WriteBytes(settings, "[ingest]\npasswords = " + passwords + "\n");
    return RunScrutineer({"--config", settings.string(), "text", paper.string()});
  };
  CHECK_THAT(text("[\"other\", \"opensesame\"]").out, Catch::Contains("names the bidder"));
  for (const std::string wrong : {"\"opensesame\"", "[[\"opensesame\"]]", "[\"opensesame\", 7]",
                                  "[\"opensesame\"", "[\"opensesame]"}) {
    const auto result = text(wrong);
    INFO(wrong << "\n" << result.error);
    CHECK(result.exit_code == 2);
    CHECK_THAT(result.error, Catch::Contains("scrutineer.toml") && !Catch::Contains(kPassword));
  }
  WriteBytes(settings, "[ingest]\npasswords = [\"opensesame\"]\n");
  const auto doctor = [&] {
    return RunScrutineer(
        {"--config", settings.string(), "--data", folder.path().string(), "doctor"});
  };
  REQUIRE(::chmod(settings.c_str(), 0644) == 0);
  CHECK_THAT(doctor().out, Catch::Contains("WEAK  settings") && Catch::Contains("chmod 600"));
  REQUIRE(::chmod(settings.c_str(), 0600) == 0);
  CHECK_THAT(doctor().out, !Catch::Contains("WEAK  settings"));
  CHECK_THAT(doctor().out, Catch::Contains("sandbox"));
}

TEST_CASE("a long paper shows on a terminal at which page it is") {
  const TemporaryFolder folder;
  PdfBuilder builder;
  for (int page = 0; page < 4'000; ++page) builder.AddPageOfLines({"A page of a long pack."});
  const fs::path paper = folder.path() / "long.pdf";
  WriteBytes(paper, builder.Build());
  // script(1) gives the program a terminal.
  const std::string command = "script -qec \"'" SCRUTINEER_BINARY_DIR "/scrutineer' --data '" +
                              (folder.path() / "data").string() + "' ingest '" + paper.string() +
                              "'\" /dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  REQUIRE(pipe);
  std::string shown;
  for (int c = std::getc(pipe.get()); c != EOF; c = std::getc(pipe.get())) {
    shown.push_back(static_cast<char>(c));
  }
  INFO(shown);
  const std::size_t at = shown.find("long.pdf page ");
  REQUIRE(at != std::string::npos);
  CHECK_THAT(shown.substr(at, 30), Catch::Contains("/4000"));
}

}  // namespace
}  // namespace scrutineer::tests

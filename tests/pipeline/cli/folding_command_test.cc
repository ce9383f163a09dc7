// The same words in a pack, in the single report and in a version before, as a user meets them.

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

using Json = nlohmann::json;

// Forty words about a lido.
const std::vector<std::string> kReport = {
    "The lido at Thornmere is to be let to an external partner by open tender. Bids are",
    "invited from March, the contract begins in October, and the staff will be consulted",
    "before it is signed by the Director of Leisure on behalf of Cabinet."};

class FoldingPapers {
 public:
  FoldingPapers() {
    Write("report.pdf", {kReport, {"Appendix: the lido in figures, as they were."}});
    Ingest();
    Write("report.pdf", {kReport, {"Appendix: the lido in other figures."}});
    Write("pack.pdf", {{"Agenda of the meeting"}, kReport});
    Ingest();
  }

  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string()});
    return RunScrutineer(arguments);
  }
  Json Answer(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const CommandResult result = Run(arguments);
    INFO(result.error);
    REQUIRE(result.exit_code == 0);
    return Json::parse(result.out);
  }

  // The database as the version of the program left it that knew nothing of duplicates.
  void TakeBack() const {
    const std::string file = (folder_.path() / "data" / "scrutineer.db").string();
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    const int code = sqlite3_exec(
        database,
        "DROP VIEW current_duplicate_pages; DROP TABLE duplicate_pages; DROP TABLE page_bands;"
        "DROP INDEX versions_to_compare; ALTER TABLE versions DROP COLUMN is_compared;"
        "PRAGMA user_version = 12",
        nullptr, nullptr, nullptr);
    INFO(sqlite3_errmsg(database));
    REQUIRE(code == SQLITE_OK);
    sqlite3_close(database);
  }
  CommandResult IngestAgain() const {
    return Run({"ingest", (folder_.path() / "papers").string()});
  }

 private:
  void Write(const std::string& name, const std::vector<std::vector<std::string>>& pages) const {
    std::filesystem::create_directories(folder_.path() / "papers");
    PdfBuilder builder;
    for (const auto& lines : pages) builder.AddPageOfLines(lines);
    WriteBytes(folder_.path() / "papers" / name, builder.Build());
  }
  void Ingest() const {
    const auto result = Run({"ingest", (folder_.path() / "papers").string()});
    INFO(result.error);
    REQUIRE(result.exit_code == 0);
  }

  TemporaryFolder folder_;
};

TEST_CASE("the same words in pack, report and version before are one hit with all citations") {
  const FoldingPapers papers;
  const Json result = papers.Answer({"search", "lido tender"});
  CHECK(result["total"] == 2);
  CHECK(result["hits_total"] == 1);
  REQUIRE(result["hits"].size() == 1);
  const Json& hit = result["hits"][0];
  CHECK(hit["also_in_total"] == 2);
  REQUIRE(hit["also_in"].size() == 2);
  const Json& other = hit["also_in"][0];
  CHECK(other["path"] != hit["path"]);
  CHECK(other["page"].get<int>() + hit["page"].get<int>() == 3);
  CHECK(other["citation"] ==
        other["path"].get<std::string>() + "#page=" + std::to_string(other["page"].get<int>()));
  CHECK(other["link"].get<std::string>().starts_with("file:///"));
  CHECK(other["resemblance"] == 1);
  CHECK(other["fetched"].is_null());
  const Json& before = hit["also_in"][1];
  CHECK(before["path"].get<std::string>().ends_with("/report.pdf"));
  CHECK(before["link"].is_null());
  CHECK(before["fetched"].get<std::string>().ends_with("Z"));
  // The version before can be quoted, though its path holds other bytes now.
  CHECK(papers.Run({"cite", before["hit"], "--quote", "by open tender"}).exit_code == 0);
  CHECK(papers.Run({"cite", other["hit"], "--quote", "by open tender"}).exit_code == 0);

  const auto text = papers.Run({"search", "lido tender"});
  CHECK_THAT(text.out, Catch::Contains("1 hit on 2 pages found, 1 to 1 shown."));
  CHECK_THAT(text.out, Catch::Contains("   also in "));
  CHECK_THAT(text.out,
             Catch::Contains("also in the version of ") || Catch::Contains(", the version of "));
  CHECK_THAT(text.out, Catch::Contains("report.pdf#page=1"));
  CHECK_THAT(text.out, Catch::Contains("pack.pdf#page=2"));
  const auto csv = papers.Run({"search", "lido tender", "--format", "csv"});
  CHECK_THAT(csv.out, Catch::Contains("link,also_in"));
  CHECK_THAT(csv.out, Catch::Contains("report.pdf#page=1 in the version of "));
  const auto grouped = papers.Run({"search", "lido tender", "--group", "paper"});
  CHECK_THAT(grouped.out, Catch::Contains("1 hit on 2 pages of 1 paper found, 1 to 1 shown."));
}

TEST_CASE("with --no-fold every page is a hit of its own") {
  const FoldingPapers papers;
  const Json result = papers.Answer({"search", "lido tender", "--no-fold"});
  CHECK(result["total"] == 2);
  CHECK(result["hits_total"] == 2);
  REQUIRE(result["hits"].size() == 2);
  for (const Json& hit : result["hits"]) CHECK(hit["also_in"].empty());
  CHECK(papers.Answer({"search", "lido tender", "--no-fold", "--all-versions"})["total"] == 3);
  CHECK(papers.Answer({"search", "lido tender", "--all-versions"})["hits_total"] == 1);
  CHECK_THAT(papers.Run({"search", "lido tender", "--no-fold"}).out,
             Catch::Contains("2 pages found, 1 to 2 shown."));
}

TEST_CASE("papers of an earlier version are found unfolded until the next ingest compared them") {
  const FoldingPapers papers;
  papers.TakeBack();
  // Any command that writes brings the database up to date.
  REQUIRE(papers.Run({"retag"}).exit_code == 0);
  const Json before = papers.Answer({"search", "lido tender"});
  CHECK(before["total"] == 2);
  CHECK(before["hits_total"] == 2);
  CHECK_THAT(papers.Run({"doctor"}).out,
             Catch::Contains("WEAK  duplicates") &&
                 Catch::Contains("6 stored pages are not compared with the others yet"));

  const auto ingest = papers.IngestAgain();
  CHECK(ingest.exit_code == 0);
  CHECK_THAT(ingest.out, Catch::Contains("6 pages stored before were compared with the others"));
  const Json after = papers.Answer({"search", "lido tender"});
  CHECK(after["hits_total"] == 1);
  CHECK(after["hits"][0]["also_in_total"] == 2);
  CHECK_THAT(papers.Run({"doctor"}).out, !Catch::Contains("duplicates"));
  CHECK_THAT(papers.IngestAgain().out, !Catch::Contains("compared"));
}

}  // namespace
}  // namespace scrutineer::tests

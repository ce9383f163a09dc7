// Files for other programs.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string BytesOf(const fs::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

class ExportedPapers {
 public:
  ExportedPapers() {
    fs::create_directory(folder_.path() / "papers");
    WriteBytes(
        folder_.path() / "papers" / "=cmd.pdf",
        PdfBuilder()
            .AddPageOfLines({"Thornmere Borough Council", "Cabinet, 12 March 2024", "Agenda"})
            .AddPageOfLines({"=1+1 The contract for the lido was awarded to Serco "
                             "Leisure for 2 million pounds until 31 March 2030."})
            .Build());
    CHECK(Run({"ingest", (folder_.path() / "papers").string()}).exit_code == 0);
  }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string()});
    return RunScrutineer(arguments);
  }
  fs::path out() const { return folder_.path() / "out"; }
  void Export(const std::string& format) const {
    const auto result = Run({"export", out().string(), "--format", format});
    INFO(result.error);
    REQUIRE(result.exit_code == 0);
  }
  std::vector<Json> Lines(const std::string& name) const {
    std::vector<Json> lines;
    std::ifstream file(out() / name);
    for (std::string line; std::getline(file, line);) lines.push_back(Json::parse(line));
    return lines;
  }

 private:
  TemporaryFolder folder_;
};

bool HasType(const Json& value, const Json& types) {
  for (const Json& type : types) {
    if ((type == "null" && value.is_null()) || (type == "string" && value.is_string()) ||
        (type == "integer" && value.is_number_integer()) ||
        (type == "number" && value.is_number())) {
      return true;
    }
  }
  return false;
}

TEST_CASE("every line of an export is what its schema says") {
  const ExportedPapers papers;
  papers.Export("jsonl");
  const Json schema = Json::parse(BytesOf(papers.out() / "schema.json"));
  CHECK(schema["version"] == 1);
  std::size_t lines = 0;
  for (const auto& [name, definition] : schema["$defs"].items()) {
    const auto rows = papers.Lines(name + ".jsonl");
    lines += rows.size();
    for (const Json& row : rows) {
      INFO(name << ": " << row.dump());
      CHECK(row.size() == definition["properties"].size());
      for (const auto& [column, property] : definition["properties"].items()) {
        REQUIRE(row.contains(column));
        INFO(column);
        CHECK(HasType(row[column], property["type"]));
      }
    }
  }
  CHECK(lines > 3);
}

TEST_CASE("exported offsets count code points and lead to the words") {
  const ExportedPapers papers;
  papers.Export("jsonl");
  bool seen = false;
  for (const Json& mention : papers.Lines("mentions.jsonl")) {
    if (mention["tag"] != "provider") continue;
    seen = true;
    CHECK(mention["text"] == "Serco Leisure");
    CHECK(mention["name"] == "Serco");
    CHECK(mention["page"] == 2);
    const Json listed =
        Json::parse(papers.Run({"mentions", "--tag", "provider", "--format", "json"}).out)[0];
    CHECK(mention["start"] == listed["start"]);
    CHECK(mention["end"] == listed["end"]);
    CHECK(mention["citation"] == listed["citation"]);
    CHECK(mention["sha256"] == listed["sha256"]);
  }
  CHECK(seen);
}

TEST_CASE("a spreadsheet gets text, no formulas, and for Excel a byte order mark") {
  const ExportedPapers papers;
  papers.Export("csv");
  const std::string plain = BytesOf(papers.out() / "papers.csv");
  CHECK(plain.starts_with("paper,council,"));
  papers.Export("excel");
  CHECK(BytesOf(papers.out() / "papers.csv") == "\xEF\xBB\xBF" + plain);
  CHECK(papers.Run({"papers", "--format", "excel"}).out.starts_with("\xEF\xBB\xBF"));
  CHECK(papers.Run({"papers", "--format", "csv"}).out.front() != '\xEF');
  // What papers say is text, whatever it begins with.
  const auto search = papers.Run({"mentions", "--format", "csv"});
  CHECK(search.out.find("'=1+1 The contract") != std::string::npos);
  for (const char* const start : {",=", ",+", ",@", "\n=", "\n+", "\n@"}) {
    CHECK(search.out.find(start) == std::string::npos);
  }
}

TEST_CASE("the database is described for Datasette by its own views and columns") {
  const ExportedPapers papers;
  papers.Export("jsonl");
  const Json metadata = Json::parse(BytesOf(papers.out() / "metadata.json"));
  const Json& tables = metadata["databases"]["scrutineer"]["tables"];
  CHECK(tables.contains("current_mentions"));
  CHECK(tables["pages"]["fts_table"] == "pages_fts");
}

TEST_CASE("an export that cannot be written says where") {
  const ExportedPapers papers;
  WriteBytes(papers.out(), "a file where a folder should be");
  const auto result = papers.Run({"export", papers.out().string()});
  CHECK(result.exit_code == 2);
  CHECK(result.error.find(papers.out().string()) != std::string::npos);
  CHECK(papers.Run({"export", papers.out().string(), "--format", "xml"}).exit_code == 2);
}

}  // namespace
}  // namespace scrutineer::tests

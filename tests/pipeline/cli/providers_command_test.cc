// What an operator does with the providers that papers mention: look, decide, take back.

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// A data folder with two papers that name suppliers of no list.
class Papers {
 public:
  Papers() {
    const fs::path papers = folder_.path() / "papers";
    fs::create_directories(papers);
    Write(papers / "a.pdf", {"The lift contract was awarded to Wendlemere Lifts Ltd.",
                             "A quote from Wendlemere Lifts Ltd was read, and one from Capita."});
    Write(papers / "b.pdf", {"The contract was let to WENDLEMERE LIFTS LIMITED in May.",
                             "The second contract was awarded to Wendlemere Lifts Northern Ltd."});
    REQUIRE(Run({"ingest", papers.string(), "--quiet"}).exit_code == 0);
  }

  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string()});
    return RunScrutineer(arguments);
  }
  Json Show(const std::string& name) const {
    const auto result = Run({"providers", "show", name, "--format", "json"});
    INFO(result.error);
    REQUIRE(result.exit_code == 0);
    return Json::parse(result.out);
  }
  fs::path decisions() const {
    return folder_.path() / "data" / "rules" / "providers" / "decisions.toml";
  }

 private:
  static void Write(const fs::path& file, const std::vector<std::string>& lines) {
    WriteBytes(file, PdfBuilder().AddPageOfLines(lines).Build());
  }
  TemporaryFolder folder_;
};

TEST_CASE("one supplier is one row, however papers write it") {
  const Papers papers;
  const auto list = papers.Run({"providers", "list", "--unknown", "--format", "jsonl"});
  REQUIRE(list.exit_code == 0);
  const Json row = Json::parse(Lines(list.out)[0]);
  CHECK(row["name"] == "Wendlemere Lifts Ltd");
  CHECK(row["mentions"] == 3);
  CHECK(row["papers"] == 2);
  CHECK(row["id"].is_null());
  for (const std::string name : {"Wendlemere Lifts", "WENDLEMERE LIFTS LIMITED"}) {
    INFO(name);
    CHECK(papers.Show(name)["mentions"] == 3);
    const auto mentions = papers.Run({"mentions", "--provider", name, "--format", "jsonl"});
    CHECK(Lines(mentions.out).size() == 3);
  }
  const Json shown = papers.Show("Wendlemere Lifts");
  CHECK(shown["variants"].size() == 2);
  CHECK(shown["newest"].size() == 3);
  CHECK(papers.Show("capita")["company_number"] == "02081330");
  CHECK(papers.Run({"providers", "list", "--match", "wendlemere"}).out.find("in no list") !=
        std::string::npos);
  CHECK(papers.Run({"providers", "list", "--kind", "nhs"}).exit_code == 1);
}

TEST_CASE("a suggestion says what a name is like, and a decision holds after retag") {
  const Papers papers;
  const auto suggested = papers.Run({"providers", "suggest", "--least", "1", "--format", "jsonl"});
  REQUIRE(suggested.exit_code == 0);
  const Json first = Json::parse(Lines(suggested.out)[0]);
  CHECK(first["name"] == "Wendlemere Lifts Ltd");
  CHECK(first["like"][0]["why"] == "one begins with the other");
  CHECK(first["quotes"].size() == 1);

  const auto added = papers.Run({"providers", "add", "Wendlemere Lifts", "--kind", "construction"});
  INFO(added.error);
  REQUIRE(added.exit_code == 0);
  REQUIRE(papers.Run({"providers", "merge", "Wendlemere Lifts Northern", "wendlemere-lifts"})
              .exit_code == 0);
  CHECK(papers.Run({"providers", "suggest", "--least", "1"}).exit_code == 1);
  REQUIRE(papers.Run({"retag"}).exit_code == 0);
  CHECK(papers.Show("Wendlemere Lifts Northern Ltd")["id"] == "wendlemere-lifts");
  CHECK(papers.Show("wendlemere-lifts")["mentions"] == 4);
  CHECK(papers.Run({"retag"}).out.find("nothing to do") != std::string::npos);

  REQUIRE(papers.Run({"providers", "undo", "Wendlemere Lifts Northern"}).exit_code == 0);
  REQUIRE(papers.Run({"retag"}).exit_code == 0);
  CHECK(papers.Run({"providers", "decisions"}).out.find("Northern") == std::string::npos);
}

TEST_CASE("a rejected name is mentioned no more, until that is undone") {
  const Papers papers;
  REQUIRE(papers.Run({"providers", "reject", "Wendlemere Lifts"}).exit_code == 0);
  REQUIRE(papers.Run({"retag"}).exit_code == 0);
  CHECK(papers.Run({"providers", "show", "Wendlemere Lifts"}).exit_code == 2);
  REQUIRE(papers.Run({"providers", "undo", "WENDLEMERE LIFTS LTD"}).exit_code == 0);
  CHECK_FALSE(fs::exists(papers.decisions()));
  REQUIRE(papers.Run({"retag"}).exit_code == 0);
  CHECK(papers.Show("Wendlemere Lifts")["mentions"] == 3);
}

TEST_CASE("decisions that cannot be are refused in one line, and change nothing") {
  const Papers papers;
  REQUIRE(papers.Run({"providers", "merge", "Wendlemere Lifts", "Wendlemere Lifts Northern"})
              .exit_code == 0);
  const std::string before = ReadBytes(papers.decisions());
  const struct {
    std::vector<std::string> arguments;
    std::string error;  // stands in it
  } rows[] = {
      {{"merge", "Wendlemere Lifst", "capita"}, "did you mean \"Wendlemere Lifts Ltd\""},
      {{"merge", "Wendlemere Lifts Northern", "capitaa"}, "did you mean \"Capita\""},
      {{"merge", "Wendlemere Lifts", "WENDLEMERE LIFTS LTD"}, "both are the same name already"},
      {{"merge", "Wendlemere Lifts", "capita"}, "was decided before"},
      {{"merge", "Wendlemere Lifts Northern", "Wendlemere Lifts"}, "merged into itself"},
      {{"merge", "Capita", "serco"}, "is already a name of capita"},
      {{"reject", "Serco"}, "is already a name of serco"},
      {{"reject", "Nobody At All"}, "no paper mentions"},
      {{"add", "Serco", "--kind", "ict"}, "is already a name of serco"},
      {{"add", "Marl Works", "--kind", "icy"}, "did you mean \"ict\"?"},
      {{"add", "Marl Works", "--kind", "ict", "--id", "serco"}, "a second provider with id"},
      {{"undo", "Marl Works"}, "nothing was decided about it"},
      {{"show", "Wendlemere Lifst"}, "did you mean"},
  };
  for (const auto& row : rows) {
    std::vector<std::string> arguments = {"providers"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    INFO(Json(arguments).dump());
    const auto result = papers.Run(arguments);
    INFO(result.error);
    CHECK(result.exit_code == 2);
    CHECK(Lines(result.error).size() == 1);
    CHECK(result.error.find(row.error) != std::string::npos);
    CHECK(ReadBytes(papers.decisions()) == before);
  }
}

TEST_CASE("the lists can be read without any papers") {
  const TemporaryFolder folder;
  const auto result = RunScrutineer(
      {"--data", folder.path().string(), "providers", "show", "Serco", "--format", "jsonl"});
  REQUIRE(result.exit_code == 0);
  CHECK(Json::parse(result.out)["mentions"] == 0);
  CHECK(RunScrutineer({"--data", folder.path().string(), "providers", "list"}).exit_code == 1);
}

}  // namespace
}  // namespace scrutineer::tests

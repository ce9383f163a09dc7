// Citations that can be checked, as a user makes and checks them.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const char* const kSentence = "The contract for the lido was awarded to Serco Leisure.";

class CitedPaper {
 public:
  CitedPaper() {
    fs::create_directory(folder_.path() / "papers");
    WriteBytes(
        paper(),
        PdfBuilder()
            .AddPageOfLines({"Thornmere Borough Council", "Cabinet, 12 March 2024", "Agenda"})
            .AddPageOfLines({"All were asked. " + std::string(kSentence) + " It rained."})
            .Build());
    CHECK(Run({"ingest", (folder_.path() / "papers").string()}).exit_code == 0);
  }
  fs::path paper() const { return folder_.path() / "papers" / "report.pdf"; }
  fs::path bundle() const { return folder_.path() / "bundle"; }
  const fs::path& folder() const { return folder_.path(); }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string()});
    return RunScrutineer(arguments);
  }
  // The hit of the first mention of a provider.
  std::string Hit() const {
    const auto result = Run({"mentions", "--tag", "provider", "--format", "jsonl"});
    return Json::parse(result.out.substr(0, result.out.find('\n')))["hit"];
  }
  void WriteBundle() const {
    const auto result = Run({"cite", Hit(), "--output", bundle().string()});
    INFO(result.error);
    REQUIRE(result.exit_code == 0);
  }
  Json Bundle() const { return Json::parse(std::ifstream(bundle() / "citation.json")); }
  void Replace(const Json& bundle_json) const {
    std::ofstream(bundle() / "citation.json") << bundle_json;
  }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("a mention's hit is quoted with its sentence, page, paper and bytes") {
  const CitedPaper cited;
  const auto result = cited.Run({"cite", cited.Hit()});
  INFO(result.out << result.error);
  CHECK(result.exit_code == 0);
  CHECK(result.out.starts_with("> " + std::string(kSentence) + "\n\nThornmere Borough Council, "));
  CHECK(result.out.find(", page 2.\n") != std::string::npos);
  CHECK(result.out.find("#page=2>") != std::string::npos);
  CHECK(result.out.find("- SHA-256 of its bytes: `") != std::string::npos);
  const auto exact = cited.Run({"cite", cited.Hit(), "--exact"});
  CHECK(exact.out.starts_with("> Serco Leisure\n"));
}

TEST_CASE("a search's hit is quoted with the sentences that its words stand in") {
  const CitedPaper cited;
  const Json hit =
      Json::parse(cited.Run({"search", "lido", "contract", "--format", "json"}).out)["hits"][0];
  const auto result = cited.Run({"cite", hit["hit"]});
  INFO(hit.dump(2) << result.error);
  CHECK(result.out.starts_with("> " + std::string(kSentence) + "\n"));
}

TEST_CASE("words of a page are quoted as they stand there, or refused") {
  const CitedPaper cited;
  const auto result =
      cited.Run({"cite", "report.pdf#page=2", "--quote", "THE CONTRACT for the lido"});
  CHECK(result.out.starts_with("> The contract for the lido\n"));
  const auto absent = cited.Run({"cite", "report.pdf#page=1", "--quote", "the contract"});
  CHECK(absent.exit_code == 2);
  CHECK(absent.error.find("do not stand on this page") != std::string::npos);
  CHECK(cited.Run({"cite", "report.pdf#page=2"}).error.find("say what to quote") !=
        std::string::npos);
  CHECK(cited.Run({"cite", "report.pdf#page=3", "--quote", "x"}).error.find("has 2 pages") !=
        std::string::npos);
  CHECK(cited.Run({"cite", "report.pdf#page=2&char=5,5000"}).error.find("search anew") !=
        std::string::npos);
}

TEST_CASE("the citation as data holds W3C selectors that lead to the quote") {
  const CitedPaper cited;
  const Json json = Json::parse(cited.Run({"cite", cited.Hit(), "--format", "json"}).out);
  INFO(json.dump(2));
  CHECK(json["form"] == "scrutineer-citation-1");
  CHECK(json["quote"] == kSentence);
  CHECK(json["date"] == "2024-03-12");
  CHECK(json["page"] == 2);
  const Json& selectors = json["annotation"]["target"]["selector"];
  CHECK(selectors[0]["value"] == "page=2");
  CHECK(selectors[0]["refinedBy"]["exact"] == kSentence);
  CHECK(selectors[0]["refinedBy"]["prefix"] == "All were asked. ");
  CHECK(selectors[1]["refinedBy"]["start"] == 16);
  CHECK(selectors[1]["refinedBy"]["end"] == 16 + std::string(kSentence).size());
  const Json csl = Json::parse(cited.Run({"cite", cited.Hit(), "--format", "csl-json"}).out)[0];
  CHECK(csl["author"][0]["literal"] == "Thornmere Borough Council");
  CHECK(csl["issued"]["date-parts"][0] == Json::array({2024, 3, 12}));
  CHECK(csl["page"] == "2");
}

TEST_CASE("a bundle is checked against bytes, text, origin and picture") {
  const CitedPaper cited;
  cited.WriteBundle();
  const auto holds = cited.Run({"verify", cited.bundle().string()});
  INFO(holds.out << holds.error);
  CHECK(holds.exit_code == 0);
  CHECK(holds.out.find("FAILS") == std::string::npos);
  CHECK(holds.out.find("not checked") == std::string::npos);
  const Json bundle = cited.Bundle();
  CHECK(bundle["picture"]["boxed"] == 1);

  struct {
    const char* field;
    Json value;
    const char* failing;
  } const changes[] = {
      {"quote", "The contract for the lido was awarded to Capita.", "stored text"},
      {"page", 1, "stored text"},
      {"council", "Other Council", "origin"},
      {"date", "2025-03-12", "origin"},
      {"item", "7", "origin"},
      {"last_page", 3, "origin"},
      {"size_bytes", 5, "origin"},
      {"prefix", "None were asked. ", "origin"},
      {"sha256", "1", "bytes"},  // the paper's number names it, too, and is no SHA-256
  };
  for (const auto& change : changes) {
    Json changed = bundle;
    changed[change.field] = change.value;
    cited.Replace(changed);
    const auto result = cited.Run({"verify", (cited.bundle() / "citation.json").string()});
    INFO(change.field << "\n" << result.out);
    CHECK(result.exit_code == 1);
    CHECK(result.out.find(std::string("FAILS       ") + change.failing) != std::string::npos);
  }
  Json selecting = bundle;
  selecting["annotation"]["target"]["selector"][0]["refinedBy"]["exact"] = "Another quote.";
  cited.Replace(selecting);
  CHECK(cited.Run({"verify", cited.bundle().string()}).out.find("FAILS       origin") !=
        std::string::npos);
  cited.Replace(bundle);
  WriteBytes(cited.bundle() / "page-2.png", "another picture");
  CHECK(cited.Run({"verify", cited.bundle().string()}).out.find("FAILS       picture") !=
        std::string::npos);
}

TEST_CASE("a bundle is checked against a file, without any corpus") {
  const CitedPaper cited;
  cited.WriteBundle();
  const std::string elsewhere = (cited.folder() / "no-corpus").string();
  const auto verify = [&](const fs::path& file) {
    return RunScrutineer({"--data", elsewhere, "verify", cited.bundle().string(), "--file",
                          file.string(), "--format", "json"});
  };
  const auto holds = verify(cited.paper());
  INFO(holds.out << holds.error);
  CHECK(holds.exit_code == 0);
  CHECK(Json::parse(holds.out)["holds"] == true);
  const fs::path other = cited.folder() / "other.pdf";
  WriteBytes(other, PdfBuilder().AddPageOfLines({"Another paper."}).Build());
  const auto fails = verify(other);
  CHECK(fails.exit_code == 1);
  CHECK(Json::parse(fails.out)["checks"][0]["verdict"] == "fails");
}

TEST_CASE("what is no bundle is refused with what is wrong in it") {
  const CitedPaper cited;
  const auto error = [&](const std::string& text) {
    const fs::path file = cited.folder() / "x.json";
    WriteBytes(file, text);
    const auto result = cited.Run({"verify", file.string()});
    CHECK(result.exit_code == 2);
    return result.error;
  };
  CHECK(error("[]").find("is no JSON object") != std::string::npos);
  CHECK(error("{\"form\": \"other-2\"}").find("\"other-2\"") != std::string::npos);
  CHECK(error("{\"form\": \"scrutineer-citation-1\", \"quote\": 5}").find("\"quote\" is missing") !=
        std::string::npos);
  CHECK(cited.Run({"verify", "nowhere"}).exit_code == 2);
}

}  // namespace
}  // namespace scrutineer::tests

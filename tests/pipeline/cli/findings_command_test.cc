// What a campaigner gets from findings, and where else they are told.

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class Sample {
 public:
  Sample() { REQUIRE(IngestSample(data_.path()).exit_code == 0); }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", data_.path().string()});
    return RunScrutineer(arguments);
  }
  std::vector<Json> JsonLines(const std::vector<std::string>& arguments) const {
    std::vector<Json> rows;
    for (const std::string& line : Lines(Run(arguments).out)) rows.push_back(Json::parse(line));
    return rows;
  }

 private:
  TemporaryFolder data_;
};

TEST_CASE("findings are listed with statement, quotes, citations and what was not seen") {
  const Sample sample;
  const std::vector<std::string> asked = {"findings", "--rule", "finding.no-competition", "--paper",
                                          "Decision-Notice-CL-24-11"
                                          "-Leisure-contract.pdf"};
  const auto text = sample.Run(asked);
  REQUIRE(text.exit_code == 0);
  CHECK(text.out.find("the words quoted speak of a contract awarded or extended without "
                      "competition") != std::string::npos);
  CHECK(text.out.find("Not seen: ") != std::string::npos);
  CHECK(text.out.find("Leisure-contract.pdf#page=1") != std::string::npos);

  auto lines = asked;
  lines.insert(lines.end(), {"--format", "jsonl"});
  const auto rows = sample.JsonLines(lines);
  REQUIRE(rows.size() == 1);
  const Json& finding = rows[0];
  CHECK(finding["rule"] == "finding.no-competition");
  CHECK(finding["date"] == "2024-05-29");
  CHECK_FALSE(finding["unseen"].get<std::string>().empty());
  REQUIRE_FALSE(finding["evidence"].empty());
  for (const Json& place : finding["evidence"]) {
    const auto quote = place["quote"].get<std::string>();
    CHECK(quote.find(place["text"].get<std::string>()) != std::string::npos);
    // The quote stands on the cited page.
    const auto page =
        Json::parse(sample
                        .Run({"show", "Decision-Notice-CL-24-11-Leisure-contract.pdf", "--page",
                              std::to_string(place["page"].get<int>()), "--format", "json"})
                        .out);
    CHECK(page["text"][0]["text"].get<std::string>().find(quote) != std::string::npos);
    CHECK_FALSE(page["findings"].empty());
  }
}

TEST_CASE("findings follow filters, formats and exit codes") {
  const Sample sample;
  const auto all = sample.JsonLines({"findings", "--format", "jsonl"});
  REQUIRE(all.size() > 1);
  CHECK(Json::parse(sample.Run({"findings", "--format", "json"}).out).size() == all.size());
  CHECK(sample.JsonLines({"findings", "--format", "jsonl", "--limit", "1"}).size() == 1);
  for (const Json& row :
       sample.JsonLines({"findings", "--format", "jsonl", "--council", "Talfryn"})) {
    CHECK(row["council"] == "Talfryn County Council");
  }
  const auto csv = Lines(sample.Run({"findings", "--format", "csv"}).out);
  CHECK(csv.size() > all.size());
  CHECK(csv[0].starts_with("rule,statement,unseen,council,"));
  CHECK(sample.Run({"findings", "--rule", "finding.nothing"}).exit_code == 1);
  CHECK(sample.Run({"findings", "--since", "tomorrow"}).exit_code == 2);

  const auto status = Json::parse(sample.Run({"status", "--format", "json"}).out);
  std::size_t counted = 0;
  for (const auto& [rule, count] : status["findings"].items()) counted += count.get<std::size_t>();
  CHECK(counted == all.size());
  CHECK(sample.Run({"status"}).out.find("finding.no-competition") != std::string::npos);
  CHECK(sample.Run({"show", "Decision-Notice-CL-24-11-Leisure-contract.pdf"})
            .out.find("(finding.no-competition)") != std::string::npos);
  CHECK(sample.Run({"rules", "list"}).out.find("finding.short-notice") != std::string::npos);
}

TEST_CASE("a changed finding rule alone is applied by retag, which opens no PDF") {
  const TemporaryFolder folder;
  const fs::path rules = folder.path() / "rules";
  fs::copy(SCRUTINEER_SOURCE_DIR "/rules", rules, fs::copy_options::recursive);
  const fs::path papers = folder.path() / "papers";
  fs::create_directories(papers);
  WriteBytes(papers / "report.pdf",
             PdfBuilder()
                 .AddPageOfLines({"Thornmere Borough Council", "Report to Cabinet, 12 March 2024",
                                  "The contract was extended by a direct award."})
                 .Build());
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"--data", (folder.path() / "data").string(), "--rules", rules.string()});
    return RunScrutineer(arguments);
  };
  REQUIRE(run({"ingest", papers.string()}).exit_code == 0);
  REQUIRE(run({"findings", "--rule", "finding.no-competition"}).exit_code == 0);

  const fs::path rule = rules / "finding" / "no-competition.toml";
  std::string content = ReadBytes(rule);
  const std::string stable = "status = \"stable\"";
  content.replace(content.find(stable), stable.size(), "status = \"deprecated\"");
  WriteBytes(rule, content);
  fs::remove_all(papers);
  const auto retag = run({"retag"});
  REQUIRE(retag.exit_code == 0);
  CHECK(retag.out.find("0 findings gained, 1 lost") != std::string::npos);
  CHECK(run({"findings", "--rule", "finding.no-competition"}).exit_code == 1);
}

}  // namespace
}  // namespace scrutineer::tests

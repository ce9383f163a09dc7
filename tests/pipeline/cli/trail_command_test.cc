// The story of a provider or service, as a researcher follows it.

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

using Json = nlohmann::json;

class Story {
 public:
  Story() {
    std::filesystem::create_directory(folder_.path() / "papers");
    Write("a.pdf", "Thornmere Borough Council", "12 March 2019", "Visitors asked about Capita.");
    Write("b.pdf", "Thornmere Borough Council", "14 May 2020",
          "Tenders were invited and Capita was among the bidders for revenues and benefits.");
    Write("c.pdf", "Thornmere Borough Council", "11 January 2021",
          "The contract for revenues and benefits was awarded to Capita for 2 million pounds.");
    Write("d.pdf", "Thornmere Borough Council", "11 January 2021",
          "The contract for revenues and benefits was awarded to Capita for 2 million pounds. It "
          "rained.");
    Write("e.pdf", "Oxmere Borough Council", "3 June 2022",
          "The contract with Capita for revenues and benefits was extended until 2025.");
    CHECK(Run({"ingest", (folder_.path() / "papers").string()}).exit_code == 0);
  }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string()});
    return RunScrutineer(arguments);
  }
  Json Trail(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "trail");
    arguments.insert(arguments.end(), {"--format", "json"});
    const auto result = Run(arguments);
    INFO(result.out << result.error);
    return Json::parse(result.out);
  }

 private:
  void Write(const std::string& name, const std::string& council, const std::string& date,
             const std::string& words) const {
    WriteBytes(folder_.path() / "papers" / name,
               PdfBuilder()
                   .AddPageOfLines({council, "Minutes of the Cabinet held on " + date, words})
                   .Build());
  }
  TemporaryFolder folder_;
};

std::vector<std::string> Steps(const Json& trail) {
  std::vector<std::string> steps;
  for (const Json& event : trail["events"]) {
    steps.push_back(event["date"].get<std::string>() + " " + event["step"].get<std::string>());
  }
  return steps;
}

TEST_CASE("a trail tells each step once, in the order of the meetings, with its citation") {
  const Story story;
  const Json trail = story.Trail({"provider:Capita", "council:Thornmere"});
  INFO(trail.dump(2));
  CHECK(Steps(trail) == std::vector<std::string>{"2019-03-12 first mention", "2020-05-14 tender",
                                                 "2021-01-11 award"});
  CHECK(trail["papers"] == 4);
  const Json& award = trail["events"][2];
  CHECK(award["quote"].get<std::string>().find("awarded to Capita") != std::string::npos);
  CHECK(award["citation"].get<std::string>().ends_with(".pdf#page=1"));
  // The same words in the other paper of that meeting.
  REQUIRE(award["also_in"].size() == 1);
  CHECK(award["also_in"][0] != award["citation"]);
  CHECK(story.Run({"cite", award["hit"]}).out.find("awarded to Capita") != std::string::npos);
}

TEST_CASE("a trail names the other councils with the same subject") {
  const Story story;
  const Json here = story.Trail({"provider:Capita", "council:Thornmere"});
  REQUIRE(here["elsewhere"].size() == 1);
  CHECK(here["elsewhere"][0]["council"] == "Oxmere Borough Council");
  CHECK(here["elsewhere"][0]["latest_step"] == "extension");
  CHECK(story.Trail({"--provider", "Capita"})["elsewhere"].size() == 2);
  CHECK(story.Trail({"provider:Capita", "since:2021"})["papers"] == 3);
  const auto text = story.Run({"trail", "provider:Capita", "council:Thornmere"}).out;
  CHECK(text.find("Who else\n   Oxmere Borough Council · 1 paper, 3 June 2022 · last: extension") !=
        std::string::npos);
  CHECK(text.find("11 January 2021 · award (decided)") != std::string::npos);
}

TEST_CASE("what has no trail is refused with what has") {
  const Story story;
  const auto error = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "trail");
    const auto result = story.Run(arguments);
    CHECK(result.exit_code == 2);
    return result.error;
  };
  CHECK(error({}).find("name a provider or a service") != std::string::npos);
  CHECK(error({"council:Thornmere"}).find("name a provider or a service") != std::string::npos);
  CHECK(error({"capita"}).find("a trail follows provider:") != std::string::npos);
  CHECK(error({"provider:Capita", "OR", "provider:Serco"}).find("have no trail") !=
        std::string::npos);
  CHECK(error({"provider:Capito"}).find("Capita") != std::string::npos);
}

}  // namespace
}  // namespace scrutineer::tests

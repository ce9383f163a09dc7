// What an operator gets from ingest and run.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kSamplePapers = 26;

void CheckCountsAddUp(const Json& report) {
  CHECK(report["offered"].get<int>() ==
        report["ingested"].get<int>() + report["unchanged"].get<int>() +
            report["skipped"].get<int>() + report["failed"].get<int>() +
            report["not_reached"].get<int>());
}

Json Status(const fs::path& data) {
  const auto status = RunScrutineer({"--data", data.string(), "status", "--format", "json"});
  REQUIRE(status.exit_code == 0);
  return Json::parse(status.out);
}

TEST_CASE("ingest accounts for every file, and the second time does nothing and says so") {
  const TemporaryFolder data;
  const auto first = IngestSample(data.path());
  INFO(first.error);
  REQUIRE(first.exit_code == 0);
  const Json report = Json::parse(first.out);
  CheckCountsAddUp(report);
  CHECK(report["ingested"] == kSamplePapers);
  CHECK(report["failed"] == 0);
  CHECK(report["pages"] >= 150);
  CHECK(report["pages_without_text"] >= 2);  // the scanned paper
  CHECK(report["mentions"] > 300);
  for (const Json& file : report["files"]) {
    if (file["outcome"] == "skipped") {
      CHECK(file["reason"] == "is not a PDF, nor an office document or web page");
    }
  }

  const auto again = RunScrutineer(
      {"--data", data.path().string(), "ingest", (SampleFolder() / "thornmere").string()});
  CHECK(again.exit_code == 0);
  CHECK(Lines(again.out).front() == "nothing new: all 14 files are as they were");
  const Json second = Json::parse(IngestSample(data.path()).out);
  CheckCountsAddUp(second);
  CHECK(second["ingested"] == 0);
  CHECK(second["unchanged"] == kSamplePapers);
  CHECK(second["pages"] == 0);
}

TEST_CASE("an ingest killed at any moment loses nothing, and the next completes the rest") {
  const TemporaryFolder folder;
  const fs::path whole = folder.path() / "whole";
  const fs::path killed = folder.path() / "killed";
  REQUIRE(IngestSample(whole).exit_code == 0);
  int kills = 0;
  for (const int milliseconds : {5, 20, 40, 60, 90, 120, 160, 200, 260}) {
    kills += KillScrutineerAfter({"--data", killed.string(), "ingest", SampleFolder().string()},
                                 milliseconds);
  }
  CHECK(kills > 0);
  const auto last = IngestSample(killed);
  REQUIRE(last.exit_code == 0);
  CheckCountsAddUp(Json::parse(last.out));
  const Json expected = Status(whole);
  const Json actual = Status(killed);
  CHECK(actual["papers"] == kSamplePapers);
  for (const auto* key : {"papers", "versions", "pages", "pages_without_text", "mentions"}) {
    INFO(key);
    CHECK(actual[key] == expected[key]);
  }
  const auto doctor = RunScrutineer({"--data", killed.string(), "doctor"});
  INFO(doctor.out);
  CHECK(doctor.out.find("WRONG database") == std::string::npos);
  CHECK(doctor.out.find("WRONG papers") == std::string::npos);
}

TEST_CASE("the same bytes at two places are one paper, and both places are accounted for") {
  const TemporaryFolder folder;
  const fs::path papers = folder.path() / "papers";
  fs::create_directories(papers);
  const fs::path original = SampleFolder() / "talfryn" / "planning-2024-09-18-minutes.pdf";
  fs::copy_file(original, papers / "a.pdf");
  fs::copy_file(original, papers / "b.pdf");
  const std::vector<std::string> command = {
      "--data", (folder.path() / "data").string(), "ingest", papers.string(), "--format", "json"};
  const Json report = Json::parse(RunScrutineer(command).out);
  CHECK(report["ingested"] == 1);
  CHECK(report["skipped"] == 1);
  bool named = false;
  for (const Json& file : report["files"]) {
    if (file["outcome"] != "skipped") continue;
    named = true;
    const auto reason = file["reason"].get<std::string>();
    CHECK(reason.starts_with("same bytes as " + papers.string()));
  }
  CHECK(named);
  CHECK(Status(folder.path() / "data")["papers"] == 1);
  CHECK(Json::parse(RunScrutineer(command).out)["unchanged"] == 2);
}

TEST_CASE("a paper that is published again replaces its earlier version, which stays") {
  const TemporaryFolder folder;
  const fs::path paper = folder.path() / "papers" / "early-help.pdf";
  const fs::path first =
      SampleFolder() / "thornmere" / "Early-Help-and-0-19-Healthy-Child-Programme-12032024.pdf";
  const fs::path second = SampleFolder() / "thornmere" /
                          "Early-Help-and-0-19-Healthy-Child-Programme-12032024-republished.pdf";
  const std::string data = (folder.path() / "data").string();
  const auto ingest = [&] {
    return Json::parse(
        RunScrutineer({"--data", data, "ingest", paper.parent_path().string(), "--format", "json"})
            .out);
  };
  const auto found = [&](std::vector<std::string> more) {
    std::vector<std::string> command = {"--data",          data,       "search",
                                        "\"twelve-week\"", "--format", "json"};
    command.insert(command.end(), more.begin(), more.end());
    return Json::parse(RunScrutineer(command).out)["total"].get<int>();
  };
  WriteBytes(paper, ReadBytes(first));
  CHECK(ingest()["ingested"] == 1);
  CHECK(found({}) == 1);  // the consultation is announced
  WriteBytes(paper, ReadBytes(second));
  CHECK(ingest()["ingested"] == 1);
  CHECK(found({}) == 0);  // and gone
  CHECK(found({"--all-versions"}) == 1);
  CHECK(Status(folder.path() / "data")["versions"] == 2);
  CHECK(Status(folder.path() / "data")["papers"] == 1);
  WriteBytes(paper, ReadBytes(first));
  CHECK(ingest()["failed"] == 0);
  CHECK(found({}) == 1);  // the earlier bytes are back
}

TEST_CASE("bytes that fail for good are named, and not tried every night") {
  const TemporaryFolder folder;
  WriteBytes(folder.path() / "papers" / "broken.pdf", "%PDF-1.4\nnothing that could be read");
  WriteBytes(folder.path() / "papers" / "page.pdf", "<!DOCTYPE html><title>404</title>");
  const std::string data = (folder.path() / "data").string();
  const std::vector<std::string> command = {
      "--data", data, "ingest", (folder.path() / "papers").string(), "--format", "json"};
  const auto first = RunScrutineer(command);
  CHECK(first.exit_code == 3);
  CHECK(first.error.find("failed: ") != std::string::npos);
  const Json report = Json::parse(first.out);
  CheckCountsAddUp(report);
  CHECK(report["failed"] == 2);
  CHECK(report["files"][0]["error"] == "damaged");
  CHECK(report["files"][1]["error"] == "not-a-pdf");

  const auto second = RunScrutineer(command);
  CHECK(second.exit_code == 0);
  CHECK(Json::parse(second.out)["skipped"] == 2);
  CHECK(Status(data)["failed"].size() == 2);
  auto retry = command;
  retry.emplace_back("--retry-failed");
  CHECK(Json::parse(RunScrutineer(retry).out)["failed"] == 2);
}

TEST_CASE("run reads the configured folders, sends alerts, and keeps a report that adds up") {
  const TemporaryFolder folder;
  const fs::path settings = folder.path() / "scrutineer.toml";
  WriteBytes(settings, "[data]\nfolder = \"data\"\n[sources]\nfolders = [\"" +
                           (SampleFolder() / "talfryn").string() + "\", \"unmounted\"]\n");
  const std::vector<std::string> base = {"--config", settings.string()};
  const auto command = [&](std::vector<std::string> more) {
    more.insert(more.begin(), base.begin(), base.end());
    return RunScrutineer(more);
  };
  REQUIRE(command({"alerts", "add", "care", "--email", "rep@example.org", "--tag", "outsourcing"})
              .exit_code == 0);
  const auto night = command({"run"});
  INFO(night.out << night.error);
  CHECK(night.exit_code == 3);  // one folder is missing, the other is read
  CHECK(night.out.find("unmounted: is missing") != std::string::npos);
  const Json report = Json::parse(ReadBytes(folder.path() / "data/reports/run-000001.json"));
  CheckCountsAddUp(report["ingest"]);
  CHECK(report["ingest"]["ingested"] == 12);
  CHECK(report["complete"] == false);
  CHECK(report["alerts"]["delivered"] == 1);
  const fs::path maildir = folder.path() / "data" / "alerts" / "new";
  CHECK(std::distance(fs::directory_iterator(maildir), {}) == 1);

  CHECK(command({"run"}).exit_code == 3);
  CHECK(std::distance(fs::directory_iterator(maildir), {}) == 1);  // told once
}

}  // namespace
}  // namespace scrutineer::tests

// Every bad input gets one clear line: what, where, what to do.

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;

void CheckOneLine(const CommandResult& result, int exit_code,
                  const std::vector<std::string>& parts) {
  INFO("out: " << result.out << "\nerror: " << result.error);
  CHECK(result.exit_code == exit_code);
  CHECK(Lines(result.error).size() == 1);
  CHECK(result.error.starts_with("scrutineer: "));
  for (const std::string& part : parts) {
    INFO(part);
    CHECK(result.error.find(part) != std::string::npos);
  }
}

TEST_CASE("command lines that cannot be") {
  const struct {
    std::vector<std::string> arguments;
    std::vector<std::string> parts;
  } rows[] = {
      {{}, {"--help"}},
      {{"serch"}, {"serch", "--help"}},
      {{"ingest"}, {"PATH"}},
      {{"ingest", "/nonexistent/papers"}, {"/nonexistent/papers", "No such file"}},
      {{"ingest", "/dev/null"}, {"/dev/null", "neither a file nor a folder"}},
      {{"text", "/nonexistent.pdf"}, {"/nonexistent.pdf", "No such file"}},
      {{"tag", "/nonexistent.txt"}, {"/nonexistent.txt", "No such file"}},
      {{"search", "x"}, {"holds no papers yet", "ingest"}},
      {{"--config", "/nonexistent.toml", "status"}, {"/nonexistent.toml"}},
      {{"--rules", "/nonexistent", "rules", "check"}, {"/nonexistent"}},
      {{"rules", "show", "no.such"}, {"no.such", "rules list"}},
      {{"run"}, {"names no folders", "[sources]"}},
      {{"alerts", "add", "x", "--email", "nobody", "--tag", "tender"}, {"e-mail"}},
  };
  const TemporaryFolder folder;
  for (const auto& row : rows) {
    auto arguments = row.arguments;
    arguments.insert(arguments.begin(), {"--data", (folder.path() / "data").string()});
    INFO(nlohmann::json(row.arguments).dump());
    CheckOneLine(RunScrutineer(arguments), 2, row.parts);
  }
}

TEST_CASE("a folder without PDFs is told as such") {
  const TemporaryFolder folder;
  WriteBytes(folder.path() / "papers" / "minutes.txt", "Minutes.");
  const auto result = RunScrutineer(
      {"--data", (folder.path() / "data").string(), "ingest", (folder.path() / "papers").string()});
  CHECK(result.exit_code == 2);
  CHECK(result.error.find("there is no PDF and no other document in it") != std::string::npos);
  CHECK(result.out.find("skipped, 1 file: is not a PDF") != std::string::npos);
  CHECK(result.out.find("minutes.txt") != std::string::npos);
}

TEST_CASE("papers that cannot be read fail with the reason") {
  const TemporaryFolder folder;
  const std::string whole =
      ReadBytes(SampleFolder() / "talfryn" / "planning-2024-09-18-minutes.pdf");
  const struct {
    std::string name;
    std::string bytes;
    std::string reason;
  } rows[] = {
      {"empty.pdf", "", "not a PDF"},
      {"page.pdf", "<html><body>Not found</body></html>", "not a PDF"},
      {"head.pdf", whole.substr(0, 900), ""},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    const fs::path file = folder.path() / row.name;
    WriteBytes(file, row.bytes);
    const auto result = RunScrutineer({"text", file.string()});
    CheckOneLine(result, 2, {file.string(), row.reason});
    CHECK(result.out.empty());
  }
}

TEST_CASE("text that is not UTF-8 is refused with its place") {
  CheckOneLine(RunScrutineer({"tag", "--lines", "-"}, "all is well\ncaf\xE9 contract\n"), 2,
               {"standard input:2:4", "UTF-8"});
}

TEST_CASE("a data folder that cannot be") {
  const TemporaryFolder folder;
  WriteBytes(folder.path() / "file", "x");
  const std::string papers = (SampleFolder() / "talfryn").string();
  CheckOneLine(RunScrutineer({"--data", (folder.path() / "file").string(), "ingest", papers}), 2,
               {(folder.path() / "file").string()});
  CheckOneLine(RunScrutineer({"--data", "/proc/scrutineer", "ingest", papers}), 2,
               {"/proc/scrutineer"});
}

TEST_CASE("a database that is damaged, foreign or from a newer version is refused") {
  const TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  REQUIRE(IngestSample(data, "talfryn").exit_code == 0);
  const fs::path file = fs::path(data) / "scrutineer.db";
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, "PRAGMA user_version = 999", nullptr, nullptr, nullptr) ==
          SQLITE_OK);
  sqlite3_close(database);
  CheckOneLine(RunScrutineer({"--data", data, "status"}), 2, {"999", "newer"});
  CheckOneLine(RunScrutineer({"--data", data, "ingest", SampleFolder().string()}), 2, {"999"});

  fs::remove_all(data);
  WriteBytes(file, std::string(8192, 'x'));
  CheckOneLine(RunScrutineer({"--data", data, "status"}), 2, {file.string()});
}

TEST_CASE("settings are checked with line and column") {
  const struct {
    std::string text;
    std::vector<std::string> parts;
  } rows[] = {
      {"[data\n", {":1:"}},
      {"[data]\nfolders = \"x\"\n", {":2:", "folders", "known: folder"}},
      {"[limits]\nseconds = \"30\"\n", {":2:", "seconds", "whole number"}},
      {"[limits]\nmemory_mib = 1\n", {":2:", "memory_mib", "64"}},
      {"[sourcs]\nfolders = []\n", {":1:", "sourcs"}},
      {"data = 1\n", {":1:", "[data]"}},
      {"[sources]\nfolders = [1]\n", {":2:", "folders"}},
      {"[data]\nfolder = \"\xE9\"\n", {"UTF-8"}},
  };
  const TemporaryFolder folder;
  const fs::path settings = folder.path() / "scrutineer.toml";
  for (const auto& row : rows) {
    INFO(row.text);
    WriteBytes(settings, row.text);
    auto parts = row.parts;
    parts.push_back(settings.string());
    CheckOneLine(RunScrutineer({"--config", settings.string(), "status"}), 2, parts);
  }
}

TEST_CASE("a broken rule file stops the run before it starts, with its place") {
  const TemporaryFolder folder;
  const fs::path rules = folder.path() / "rules";
  fs::copy(SCRUTINEER_SOURCE_DIR "/rules", rules, fs::copy_options::recursive);
  WriteBytes(rules / "tender" / "broken.toml", "id = \"tender.broken\"\ntag = tender\n");
  const auto result =
      RunScrutineer({"--rules", rules.string(), "--data", (folder.path() / "data").string(),
                     "ingest", SampleFolder().string()});
  CheckOneLine(result, 2, {"tender/broken.toml:2:"});
  CHECK_FALSE(fs::exists(folder.path() / "data" / "scrutineer.db"));
}

TEST_CASE("two runs never write at once, and the second says who holds the lock") {
  const TemporaryFolder folder;
  const fs::path lock = folder.path() / "run.lock";
  WriteBytes(lock, "'scrutineer run', process 4711 on archive, since 2026-11-20T02:30:00Z");
  const int fd = ::open(lock.c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(::flock(fd, LOCK_EX | LOCK_NB) == 0);
  CheckOneLine(RunScrutineer({"--data", folder.path().string(), "ingest", SampleFolder().string()}),
               2, {"process 4711 on archive", "since 2026-11-20T02:30:00Z"});
  ::close(fd);
  CHECK(IngestSample(folder.path(), "talfryn").exit_code == 0);
}

TEST_CASE("rules test passes on the rules that are shipped") {
  const auto result = RunScrutineer({"rules", "test"});
  INFO(result.out << result.error);
  CHECK(result.exit_code == 0);
  CHECK(result.error.empty());
}

TEST_CASE("tag --lines answers every line, also empty ones, with code point offsets") {
  const auto result =
      RunScrutineer({"tag", "--lines", "-"},
                    "\xC2\xA3"
                    "5m: the contract was awarded to Veolia.\n\nThe meeting closed at 9pm.\r\n");
  REQUIRE(result.exit_code == 0);
  const auto lines = Lines(result.out);
  REQUIRE(lines.size() == 3);
  const auto first = nlohmann::json::parse(lines[0]);
  CHECK(first["line"] == 1);
  bool tender = false;
  bool provider = false;
  for (const auto& mention : first["mentions"]) {
    tender = tender || (mention["tag"] == "tender" && mention["stage"] == "award");
    if (mention["tag"] != "provider") continue;
    provider = true;
    CHECK(mention["text"] == "Veolia");
    CHECK(mention["start"] == 33);
    CHECK(mention["end"] == 39);
  }
  CHECK(tender);
  CHECK(provider);
  CHECK(nlohmann::json::parse(lines[1])["mentions"].empty());
  CHECK(nlohmann::json::parse(lines[2])["line"] == 3);
}

TEST_CASE("completions for bash are bash, and know every command") {
  const auto result = RunScrutineer({"completion", "bash"});
  REQUIRE(result.exit_code == 0);
  for (const auto* word : {"ingest", "search", "alerts", "--since", "--retry-failed", "preview"}) {
    INFO(word);
    CHECK(result.out.find(word) != std::string::npos);
  }
  const TemporaryFolder folder;
  WriteBytes(folder.path() / "completion", result.out);
  CHECK(std::system(("bash -n " + (folder.path() / "completion").string()).c_str()) == 0);
}

TEST_CASE("output that cannot be written is an error") {
  const TemporaryFolder folder;
  const std::string command = SCRUTINEER_BINARY_DIR "/scrutineer rules list > /dev/full 2> " +
                              (folder.path() / "error").string();
  const int status = std::system(command.c_str());
  CHECK(WEXITSTATUS(status) == 2);
  CHECK(ReadBytes(folder.path() / "error").find("standard output") != std::string::npos);
}

}  // namespace
}  // namespace scrutineer::tests

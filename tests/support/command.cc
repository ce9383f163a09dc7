#include "tests/support/command.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;

pid_t Start(const std::vector<std::string>& arguments, const fs::path& in, const fs::path& out,
            const fs::path& error) {
  std::vector<std::string> words = {SCRUTINEER_BINARY_DIR "/scrutineer"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::string home = "HOME=/nonexistent";
  std::string path = "PATH=/usr/bin:/bin";
  std::string options = "ASAN_OPTIONS=detect_leaks=1";
  // Tests of a machine without Tesseract's data set it.
  const char* tessdata = std::getenv("TESSDATA_PREFIX");
  std::string prefix = std::string("TESSDATA_PREFIX=") + (tessdata == nullptr ? "" : tessdata);
  // LibreOffice, or a stand-in, only where a test asks for it.
  const char* office = std::getenv("SCRUTINEER_OFFICE");
  std::string converter = std::string("SCRUTINEER_OFFICE=") + (office == nullptr ? "" : office);
  std::vector<char*> environment = {home.data(),
                                    path.data(),
                                    options.data(),
                                    converter.data(),
                                    tessdata == nullptr ? nullptr : prefix.data(),
                                    nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, error.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + words.front());
  return pid;
}

int ExitCode(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

CommandResult RunScrutineer(const std::vector<std::string>& arguments, std::string_view input) {
  const TemporaryFolder folder;
  WriteBytes(folder.path() / "in", input);
  const pid_t pid =
      Start(arguments, folder.path() / "in", folder.path() / "out", folder.path() / "error");
  int status = 0;
  if (::waitpid(pid, &status, 0) != pid) throw std::runtime_error("waitpid failed");
  return {ExitCode(status), ReadBytes(folder.path() / "out"), ReadBytes(folder.path() / "error")};
}

bool KillScrutineerAfter(const std::vector<std::string>& arguments, int milliseconds) {
  const pid_t pid = Start(arguments, "/dev/null", "/dev/null", "/dev/null");
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  ::kill(pid, SIGKILL);
  int status = 0;
  if (::waitpid(pid, &status, 0) != pid) throw std::runtime_error("waitpid failed");
  return WIFSIGNALED(status);
}

CommandResult IngestSample(const fs::path& data, std::string_view folder) {
  return RunScrutineer(
      {"--data", data.string(), "ingest", (SampleFolder() / folder).string(), "--format", "json"});
}

fs::path SampleFolder() { return SCRUTINEER_SOURCE_DIR "/corpus/sample"; }

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string ReadBytes(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void WriteBytes(const fs::path& file, std::string_view bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace scrutineer::tests

#ifndef SCRUTINEER_TESTS_SUPPORT_COMMAND_H_
#define SCRUTINEER_TESTS_SUPPORT_COMMAND_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::tests {

struct CommandResult {
  int exit_code = -1;  // 128 + signal where one ended it
  std::string out;
  std::string error;
};

// Runs build/scrutineer with a HOME of nobody and `input` as standard input, and waits for it.
CommandResult RunScrutineer(const std::vector<std::string>& arguments, std::string_view input = {});

// Starts it, kills it (SIGKILL) after so many milliseconds, and waits. True where it was still
// running then.
bool KillScrutineerAfter(const std::vector<std::string>& arguments, int milliseconds);

// A data folder with the sample papers in it, or only those below `folder` of it.
CommandResult IngestSample(const std::filesystem::path& data, std::string_view folder = {});

std::filesystem::path SampleFolder();
std::vector<std::string> Lines(std::string_view text);
std::string ReadBytes(const std::filesystem::path& file);
void WriteBytes(const std::filesystem::path& file, std::string_view bytes);

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_SUPPORT_COMMAND_H_

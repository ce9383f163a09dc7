#ifndef SCRUTINEER_PIPELINE_CLI_CONFIGURATION_H_
#define SCRUTINEER_PIPELINE_CLI_CONFIGURATION_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::cli {

// The operator's settings, from a TOML file. Paths in it are relative to its folder.
struct Configuration {
  std::filesystem::path data_folder;           // empty: the default
  std::filesystem::path rules_folder;          // empty: the default
  std::vector<std::filesystem::path> folders;  // what `run` reads
  int workers = 0;                             // 0: one for each processor, at most 8
  std::chrono::seconds time_limit{30};         // per paper
  std::int64_t memory_limit_bytes = std::int64_t{512} << 20;  // per paper
  int page_limit = 20'000;                                    // per paper
  std::int64_t file_limit_bytes = std::int64_t{1} << 30;
  std::vector<std::string> passwords;        // tried on encrypted papers; never shown
  std::chrono::minutes ocr_budget{60};       // of a run; 0: no scanned page is read
  std::chrono::seconds ocr_time_limit{120};  // per page
  std::int64_t ocr_memory_limit_bytes = std::int64_t{1} << 30;  // per page
  std::filesystem::path maildir;                                // empty: alerts/ in the data folder
  std::string from = "scrutineer@localhost";
  std::string contact;  // whom reps may ask; empty: none is named
  std::string link;     // template; empty: the default
};

// Errors: kNotFound; kConfiguration with "file:line:column" as context for syntax, unknown keys,
// wrong types and values out of range.
Result<Configuration> LoadConfiguration(const std::filesystem::path& file);

// The text that `init` writes: every setting with its default and what it is for.
std::string ConfigurationTemplate();

// $XDG_CONFIG_HOME/scrutineer/scrutineer.toml, or ~/.config/...
std::filesystem::path DefaultConfigurationFile();
// $XDG_DATA_HOME/scrutineer, or ~/.local/share/scrutineer.
std::filesystem::path DefaultDataFolder();
// The rules beside the program: where it was installed, or of the source tree that it was built in.
std::filesystem::path DefaultRulesFolder();

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_CONFIGURATION_H_

#include "pipeline/cli/configuration.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/passwords.h"
#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::cli {
namespace {

namespace fs = std::filesystem;

std::string Where(const fs::path& file, const toml::source_region& region) {
  return fmt::format("{}:{}:{}", file.string(), region.begin.line, region.begin.column);
}

// Reads one table of the file, key by key; the first mistake is kept.
class TableReader {
 public:
  TableReader(const fs::path& file, const toml::table* table, std::string name)
      : file_(file), table_(table), name_(std::move(name)) {}

  void Text(std::string_view key, std::string& target) {
    if (const toml::node* node = Take(key)) {
      if (const auto value = node->value_exact<std::string>()) {
        target = *value;
      } else {
        Mistake(*node, fmt::format("'{}' must be text in quotes", key));
      }
    }
  }

  void Path(std::string_view key, fs::path& target) {
    std::string text;
    Text(key, text);
    if (!text.empty()) target = (file_.parent_path() / text).lexically_normal();
  }

  void Paths(std::string_view key, std::vector<fs::path>& target) {
    const toml::node* node = Take(key);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      return Mistake(*node, fmt::format("'{}' must be a list of paths: [\"/srv/papers\"]", key));
    }
    for (const toml::node& element : *array) {
      const auto value = element.value_exact<std::string>();
      if (!value || value->empty()) {
        return Mistake(element, fmt::format("'{}' must hold paths in quotes", key));
      }
      target.push_back((file_.parent_path() / *value).lexically_normal());
    }
  }

  // Passwords; a mistake is told without them.
  void Passwords(std::string_view key, std::vector<std::string>& target) {
    const toml::node* node = Take(key);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr || array->size() > kMaxPasswords) {
      return Mistake(*node, fmt::format("'{}' must be a list of at most {} passwords in quotes",
                                        key, kMaxPasswords));
    }
    for (const toml::node& element : *array) {
      const auto value = element.value_exact<std::string>();
      if (!value || value->empty() || value->size() > pdf::kMaxPasswordBytes) {
        return Mistake(element, fmt::format("'{}' must hold passwords in quotes, of at most {} "
                                            "bytes each",
                                            key, pdf::kMaxPasswordBytes));
      }
      target.push_back(*value);
    }
  }

  // A whole number within [least, most].
  std::optional<std::int64_t> Number(std::string_view key, std::int64_t least, std::int64_t most) {
    const toml::node* node = Take(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
      Mistake(*node, fmt::format("'{}' must be a whole number from {} to {}", key, least, most));
      return std::nullopt;
    }
    return value;
  }

  // Complains of keys that nobody asked for.
  std::optional<Error> Finish() {
    if (mistake_ || table_ == nullptr) return mistake_;
    for (const auto& [key, node] : *table_) {
      if (std::find(known_.begin(), known_.end(), key.str()) == known_.end()) {
        return Error{ErrorCode::kConfiguration,
                     fmt::format("unknown key '{}' in [{}] (known: {})", key.str(), name_,
                                 fmt::join(known_, ", ")),
                     Where(file_, node.source())};
      }
    }
    return std::nullopt;
  }

 private:
  const toml::node* Take(std::string_view key) {
    known_.emplace_back(key);
    return table_ == nullptr ? nullptr : table_->get(key);
  }

  void Mistake(const toml::node& node, std::string message) {
    if (!mistake_) {
      mistake_ = Error{ErrorCode::kConfiguration, std::move(message), Where(file_, node.source())};
    }
  }

  const fs::path& file_;
  const toml::table* table_;
  std::string name_;
  std::vector<std::string> known_;
  std::optional<Error> mistake_;
};

constexpr std::array<std::string_view, 6> kTables = {"data",   "sources", "ingest",
                                                     "limits", "ocr",     "alerts"};

Status CheckTables(const fs::path& file, const toml::table& root) {
  for (const auto& [key, node] : root) {
    if (std::find(kTables.begin(), kTables.end(), key.str()) == kTables.end()) {
      return Fail(
          ErrorCode::kConfiguration,
          fmt::format("unknown table '{}' (known: {})", key.str(), fmt::join(kTables, ", ")),
          Where(file, node.source()));
    }
    if (!node.is_table()) {
      return Fail(ErrorCode::kConfiguration,
                  fmt::format("'{0}' must be a table: [{0}] on a line of its own", key.str()),
                  Where(file, node.source()));
    }
  }
  return {};
}

Result<Configuration> FromTable(const fs::path& file, const toml::table& root) {
  SCRUTINEER_RETURN_IF_ERROR(CheckTables(file, root));
  Configuration configuration;
  TableReader data(file, root.get_as<toml::table>("data"), "data");
  data.Path("folder", configuration.data_folder);
  data.Path("rules", configuration.rules_folder);

  TableReader sources(file, root.get_as<toml::table>("sources"), "sources");
  sources.Paths("folders", configuration.folders);

  TableReader ingest(file, root.get_as<toml::table>("ingest"), "ingest");
  ingest.Passwords("passwords", configuration.passwords);

  TableReader limits(file, root.get_as<toml::table>("limits"), "limits");
  const auto workers = limits.Number("workers", 0, 64);
  const auto seconds = limits.Number("seconds", 1, 3600);
  const auto memory = limits.Number("memory_mib", 64, 65536);
  const auto pages = limits.Number("pages", 1, 131'071);
  const auto size = limits.Number("file_mib", 1, 65536);
  configuration.workers = static_cast<int>(workers.value_or(configuration.workers));
  if (seconds) configuration.time_limit = std::chrono::seconds(*seconds);
  if (memory) configuration.memory_limit_bytes = *memory << 20;
  configuration.page_limit = static_cast<int>(pages.value_or(configuration.page_limit));
  if (size) configuration.file_limit_bytes = *size << 20;

  TableReader ocr(file, root.get_as<toml::table>("ocr"), "ocr");
  if (const auto minutes = ocr.Number("minutes", 0, 1440)) {
    configuration.ocr_budget = std::chrono::minutes(*minutes);
  }
  if (const auto limit = ocr.Number("seconds", 1, 3600)) {
    configuration.ocr_time_limit = std::chrono::seconds(*limit);
  }
  if (const auto limit = ocr.Number("memory_mib", 256, 65536)) {
    configuration.ocr_memory_limit_bytes = *limit << 20;
  }

  TableReader alerts(file, root.get_as<toml::table>("alerts"), "alerts");
  alerts.Path("maildir", configuration.maildir);
  alerts.Text("from", configuration.from);
  alerts.Text("contact", configuration.contact);
  alerts.Text("link", configuration.link);

  for (TableReader* reader : {&data, &sources, &ingest, &limits, &ocr, &alerts}) {
    if (auto mistake = reader->Finish()) return Fail(*std::move(mistake));
  }
  return configuration;
}

fs::path FromEnvironment(const char* variable, const char* below_home) {
  // Read before any thread starts, and never changed by this program.
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  if (value != nullptr && *value == '/') return value;
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe)
  return fs::path(home != nullptr && *home != '\0' ? home : "/") / below_home;
}

}  // namespace

Result<Configuration> LoadConfiguration(const fs::path& file) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file, 1 << 20));
  if (const auto offset = FirstInvalidUtf8(bytes)) {
    return Fail(ErrorCode::kConfiguration,
                fmt::format("byte {} is not UTF-8 (save the file as UTF-8)", *offset + 1),
                file.string());
  }
  try {
    return FromTable(fs::absolute(file), toml::parse(bytes, file.string()));
  } catch (const toml::parse_error& error) {
    return Fail(ErrorCode::kConfiguration, std::string(error.description()),
                Where(file, error.source()));
  }
}

std::string ConfigurationTemplate() {
  return R"(# Settings of Scrutineer. Every line that begins with '#' shows a default; paths may be relative
# to this file.

[data]
# Where papers, index and subscriptions are kept.
# folder = "~/.local/share/scrutineer"      (write the whole path)
# Rule files of your own in place of those that came with the program.
# rules = "/usr/local/share/scrutineer/rules"

[sources]
# The folders that `scrutineer run` reads, with all folders below them.
folders = []

[ingest]
# Tried on encrypted papers. Whoever can read this file can read them: chmod 600. Papers that failed
# before a password was added are tried again by `scrutineer ingest --retry-failed FOLDER`.
# passwords = []

[limits]
# PDFs read side by side; 0 is one for each processor, at most 8.
# workers = 0
# What one paper may cost before it is given up and reported as failed.
# seconds = 30
# memory_mib = 512
# pages = 20000
# file_mib = 1024

[ocr]
# How long a run may spend on scanned pages before it goes on to the alerts; the rest waits for the
# next run. 0 leaves all waiting.
# minutes = 60
# What one page may cost before it is given up.
# seconds = 120
# memory_mib = 1024

[alerts]
# Digests are written as .eml files into this maildir; by default alerts/ in the data folder.
# maildir = "/var/mail/scrutineer"
# from = "scrutineer@localhost"
# Whom a rep may ask about the alerts; named at the end of each.
# contact = "Jo at the branch office, jo@example.org"
# Where the link of an item leads: {path}, {page} and {sha256} are filled in.
# link = "file://{path}#page={page}"
)";
}

fs::path DefaultConfigurationFile() {
  return FromEnvironment("XDG_CONFIG_HOME", ".config") / "scrutineer" / "scrutineer.toml";
}

fs::path DefaultDataFolder() {
  return FromEnvironment("XDG_DATA_HOME", ".local/share") / "scrutineer";
}

fs::path DefaultRulesFolder() {
  std::error_code code;
  const fs::path program = fs::read_symlink("/proc/self/exe", code);
  if (!code) {
    fs::path installed = program.parent_path().parent_path() / "share" / "scrutineer" / "rules";
    if (fs::is_directory(installed, code)) return installed;
  }
  return SCRUTINEER_SOURCE_RULES;
}

}  // namespace scrutineer::cli

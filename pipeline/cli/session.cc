#include "pipeline/cli/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <system_error>
#include <thread>
#include <utility>

namespace scrutineer::cli {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> stop_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void RequestStop(int signal) {
  stop_requested.store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

Error EmptyCorpus(const fs::path& data_folder) {
  return Error{ErrorCode::kNotFound,
               "holds no papers yet (scrutineer ingest FOLDER reads some; --data names another)",
               data_folder.string()};
}

void WatchSignals() {
  std::signal(SIGINT, RequestStop);
  std::signal(SIGTERM, RequestStop);
}

void UnwatchSignals() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

Session::Session(GlobalOptions options, const Clock& clock)
    : options_(std::move(options)), clock_(clock) {}

const std::atomic<bool>& Session::stop() const { return stop_requested; }

Result<fs::path> Session::configuration_file() const {
  return options_.configuration_file.empty() ? DefaultConfigurationFile()
                                             : options_.configuration_file;
}

Result<const Configuration*> Session::configuration() {
  if (!configuration_) {
    SCRUTINEER_ASSIGN_OR_RETURN(const fs::path file, configuration_file());
    auto loaded = LoadConfiguration(file);
    if (!loaded) {
      const bool may_be_missing = options_.configuration_file.empty();
      if (loaded.error().code != ErrorCode::kNotFound || !may_be_missing) {
        return Fail(std::move(loaded).error());
      }
      loaded = Configuration{};
    }
    configuration_ = std::move(*loaded);
  }
  return &*configuration_;
}

Result<fs::path> Session::data_folder() {
  // Settings that were named are read even where an option overrides this one: a mistake in them
  // must not pass unseen.
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, configuration());
  if (!options_.data_folder.empty()) return options_.data_folder;
  return settings->data_folder.empty() ? DefaultDataFolder() : settings->data_folder;
}

Result<fs::path> Session::rules_folder() {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, configuration());
  if (!options_.rules_folder.empty()) return options_.rules_folder;
  return settings->rules_folder.empty() ? DefaultRulesFolder() : settings->rules_folder;
}

Result<fs::path> Session::own_rules_folder() {
  SCRUTINEER_ASSIGN_OR_RETURN(const fs::path data, data_folder());
  return data / "rules";
}

Result<fs::path> Session::maildir() {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, configuration());
  if (!settings->maildir.empty()) return settings->maildir;
  SCRUTINEER_ASSIGN_OR_RETURN(const fs::path data, data_folder());
  return data / "alerts";
}

Result<const extractors::RuleSet*> Session::rules() {
  if (!rules_) {
    SCRUTINEER_ASSIGN_OR_RETURN(const fs::path folder, rules_folder());
    SCRUTINEER_ASSIGN_OR_RETURN(const fs::path own, own_rules_folder());
    SCRUTINEER_ASSIGN_OR_RETURN(auto loaded, extractors::RuleSet::Load(folder, own));
    rules_ = std::move(loaded);
  }
  return &*rules_;
}

Result<text::CouncilNames> Session::councils() {
  SCRUTINEER_ASSIGN_OR_RETURN(const fs::path folder, rules_folder());
  const fs::path file = folder / "councils.txt";
  std::error_code code;
  // A folder of rules of one's own may do without: councils are then known by pattern only.
  if (!fs::exists(file, code)) return text::CouncilNames();
  return text::CouncilNames::Load(file);
}

Result<std::unique_ptr<corpus::Corpus>> Session::OpenCorpus(corpus::OpenMode mode) {
  SCRUTINEER_ASSIGN_OR_RETURN(const fs::path folder, data_folder());
  auto opened = corpus::Corpus::Open(folder, mode, clock_);
  if (!opened && opened.error().code == ErrorCode::kNotFound) {
    return Fail(EmptyCorpus(folder));
  }
  return opened;
}

Result<pdf::PoolOptions> Session::pool_options() {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, configuration());
  pdf::PoolOptions pool;
  const int processors = static_cast<int>(std::thread::hardware_concurrency());
  pool.workers = settings->workers > 0 ? settings->workers : std::clamp(processors, 1, 8);
  pool.limits.time = settings->time_limit;
  pool.limits.memory_bytes = settings->memory_limit_bytes;
  pool.limits.pages = settings->page_limit;
  pool.passwords = settings->passwords;
  return pool;
}

}  // namespace scrutineer::cli

#ifndef SCRUTINEER_PIPELINE_CLI_SESSION_H_
#define SCRUTINEER_PIPELINE_CLI_SESSION_H_

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>

#include "corpus/corpus.h"
#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"
#include "pipeline/cli/configuration.h"
#include "pipeline/pdf/worker_pool.h"
#include "pipeline/text/metadata.h"

namespace scrutineer::cli {

// Exit codes: the contract of the command line.
enum ExitCode {
  kExitDone = 0,     // done; search: found
  kExitNothing = 1,  // nothing found
  kExitUsage = 2,    // usage or configuration error, or the run could not go on
  kExitPartly = 3,   // finished, but some papers or sources failed
};

// The options before the command's name.
struct GlobalOptions {
  std::filesystem::path data_folder;
  std::filesystem::path configuration_file;
  std::filesystem::path rules_folder;
  bool quiet = false;
};

// What commands share: settings, rules and the corpus, each loaded when first asked for.
// Precedence: option, configuration file, default.
class Session {
 public:
  Session(GlobalOptions options, const Clock& clock);

  // The configuration file named on the command line must exist; the default one may be missing.
  Result<const Configuration*> configuration();
  Result<std::filesystem::path> data_folder();
  Result<std::filesystem::path> rules_folder();
  // The operator's own rules, lists and decisions: rules/ in the data folder, which may be missing.
  Result<std::filesystem::path> own_rules_folder();
  Result<std::filesystem::path> configuration_file() const;
  Result<std::filesystem::path> maildir();

  Result<const extractors::RuleSet*> rules();
  Result<text::CouncilNames> councils();
  Result<std::unique_ptr<corpus::Corpus>> OpenCorpus(corpus::OpenMode mode);
  // Limits, number of workers and passwords as configured.
  Result<pdf::PoolOptions> pool_options();

  const Clock& clock() const { return clock_; }
  bool quiet() const { return options_.quiet; }
  // Set by SIGINT and SIGTERM, once signals are watched: long work ends soon and tidily.
  const std::atomic<bool>& stop() const;

 private:
  GlobalOptions options_;
  const Clock& clock_;
  std::optional<Configuration> configuration_;
  std::optional<extractors::RuleSet> rules_;
};

// The error for a data folder in which there is nothing to find.
Error EmptyCorpus(const std::filesystem::path& data_folder);

// From now on SIGINT and SIGTERM ask for a tidy end; a second one ends the program at once.
void WatchSignals();
// From now on they end the program at once again.
void UnwatchSignals();

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_SESSION_H_

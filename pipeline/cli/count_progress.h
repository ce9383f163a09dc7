#ifndef SCRUTINEER_PIPELINE_CLI_COUNT_PROGRESS_H_
#define SCRUTINEER_PIPELINE_CLI_COUNT_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace scrutineer::cli {

// Shows on standard error how much of a count is done: on a terminal one line that is drawn again,
// elsewhere a plain line every ten seconds.
class CountProgress {
 public:
  // What is counted, in the singular.
  CountProgress(std::string what, bool quiet);
  ~CountProgress();
  CountProgress(const CountProgress&) = delete;
  CountProgress& operator=(const CountProgress&) = delete;

  void Show(std::int64_t done, std::int64_t all);
  // Takes the line away.
  void Finish();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  const std::string what_;
  const bool quiet_;
  const bool terminal_;
  const SteadyTime started_;
  SteadyTime last_drawn_;
  bool drawn_ = false;
};

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_COUNT_PROGRESS_H_

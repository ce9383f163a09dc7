#ifndef SCRUTINEER_PIPELINE_CLI_PROGRESS_H_
#define SCRUTINEER_PIPELINE_CLI_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "pipeline/ingest/ingest.h"

namespace scrutineer::cli {

// How often a line of progress is drawn again on a terminal, and how often one is written
// elsewhere.
inline constexpr std::chrono::milliseconds kTerminalInterval{100};
inline constexpr std::chrono::seconds kPlainInterval{10};

// How long the rest takes at the pace so far; nothing before a fiftieth is done, for such a guess
// would only frighten.
std::optional<double> SecondsLeft(double elapsed_seconds, double done_bytes, double offered_bytes);

// Shows an ingest on standard error: on a terminal one line that is drawn again (done of all, rate,
// time left), elsewhere a plain line every ten seconds. Failures are told as they come.
class TerminalProgress final : public ingest::ProgressListener {
 public:
  explicit TerminalProgress(bool quiet);
  ~TerminalProgress() override;

  void Started(std::int64_t offered, std::int64_t size_bytes) override;
  void Added(std::int64_t attached_files) override;
  void Finished(const ingest::FileOutcome& outcome) override;
  void PageRead(const std::filesystem::path& path, int page_number, int page_count) override;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  void Draw();
  void Erase();
  std::string Line() const;

  const bool quiet_;
  const bool terminal_;
  SteadyTime started_;
  SteadyTime last_drawn_;
  bool drawn_ = false;
  std::int64_t offered_ = 0;
  std::int64_t done_ = 0;
  std::int64_t offered_bytes_ = 0;
  std::int64_t done_bytes_ = 0;  // of files offered: an attached file is part of its paper
  std::int64_t pages_ = 0;
  std::filesystem::path long_paper_;  // the one that read a page last; empty: none is being read
  double long_paper_bytes_ = 0;
  int long_paper_page_ = 0;
  int long_paper_pages_ = 0;
};

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_PROGRESS_H_

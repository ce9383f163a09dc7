#include "pipeline/cli/count_progress.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <utility>

#include "pipeline/cli/output.h"
#include "pipeline/cli/progress.h"

namespace scrutineer::cli {
namespace {

using std::chrono::steady_clock;

}  // namespace

CountProgress::CountProgress(std::string what, bool quiet)
    : what_(std::move(what)),
      quiet_(quiet),
      terminal_(StderrIsTerminal()),
      started_(steady_clock::now()),
      last_drawn_(started_) {}

CountProgress::~CountProgress() { Finish(); }

void CountProgress::Show(std::int64_t done, std::int64_t all) {
  if (quiet_) return;
  const auto time = steady_clock::now();
  const bool due =
      terminal_ ? time - last_drawn_ >= kTerminalInterval : time - last_drawn_ >= kPlainInterval;
  if (!due) return;
  last_drawn_ = time;
  std::string line = fmt::format("{} of {}", Grouped(done), Counted(all, what_));
  if (done > 0 && done < all) {
    const double elapsed = std::chrono::duration<double>(time - started_).count();
    const std::int64_t left =
        std::llround(elapsed / static_cast<double>(done) * static_cast<double>(all - done));
    line += fmt::format(", {}:{:02} left", left / 60, left % 60);
  }
  if (!terminal_) {
    fmt::print(stderr, "{}\n", line);
    return;
  }
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
  drawn_ = true;
}

void CountProgress::Finish() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace scrutineer::cli

#include "pipeline/cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "pipeline/cli/output.h"
#include "pipeline/model/attachment.h"

namespace scrutineer::cli {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

// A paper of more pages than this tells how far it is.
constexpr int kLongPaperPages = 100;

std::string Minutes(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::lround(seconds));
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

std::optional<double> SecondsLeft(double elapsed_seconds, double done_bytes, double offered_bytes) {
  constexpr double kTooEarly = 0.02;
  if (done_bytes <= kTooEarly * offered_bytes || done_bytes >= offered_bytes) return std::nullopt;
  return elapsed_seconds / done_bytes * (offered_bytes - done_bytes);
}

TerminalProgress::TerminalProgress(bool quiet)
    : quiet_(quiet),
      terminal_(StderrIsTerminal()),
      started_(steady_clock::now()),
      last_drawn_(started_) {}

TerminalProgress::~TerminalProgress() { Erase(); }

void TerminalProgress::Started(std::int64_t offered, std::int64_t size_bytes) {
  offered_ = offered;
  offered_bytes_ = size_bytes;
  started_ = last_drawn_ = steady_clock::now();
}

void TerminalProgress::Added(std::int64_t attached_files) { offered_ += attached_files; }

void TerminalProgress::Finished(const ingest::FileOutcome& outcome) {
  ++done_;
  if (AttachmentDepth(outcome.path.native()) == 0) done_bytes_ += outcome.size_bytes;
  if (outcome.path == long_paper_) long_paper_.clear();
  if (outcome.disposition == ingest::Disposition::kFailed) {
    Erase();
    fmt::print(stderr, "failed: {}: {}\n", Printable(outcome.path.native()),
               Printable(outcome.reason));
  }
  Draw();
}

void TerminalProgress::PageRead(const std::filesystem::path& path, int page_number,
                                int page_count) {
  ++pages_;
  if (page_count > kLongPaperPages) {
    if (path != long_paper_) {
      long_paper_ = path;
      std::error_code unknown;
      const auto size = std::filesystem::file_size(path, unknown);
      long_paper_bytes_ = unknown ? 0 : static_cast<double>(size);
    }
    long_paper_page_ = page_number;
    long_paper_pages_ = page_count;
  }
  Draw();
}

std::string TerminalProgress::Line() const {
  const double elapsed = duration<double>(steady_clock::now() - started_).count();
  std::string line =
      fmt::format("{} of {} files, {}", Grouped(done_), Grouped(offered_), Counted(pages_, "page"));
  if (elapsed > 0.5 && pages_ > 0) {
    line += fmt::format(
        ", {} a second",
        Counted(static_cast<std::int64_t>(static_cast<double>(pages_) / elapsed), "page"));
  }
  // By bytes, for the largest files come first.
  auto done_bytes = static_cast<double>(done_bytes_);
  if (!long_paper_.empty()) done_bytes += long_paper_bytes_ * long_paper_page_ / long_paper_pages_;
  if (const auto left = SecondsLeft(elapsed, done_bytes, static_cast<double>(offered_bytes_))) {
    line += fmt::format(", {} left", Minutes(*left));
  }
  if (!long_paper_.empty()) {
    line += fmt::format(", {} page {}/{}", Printable(long_paper_.filename().native()),
                        long_paper_page_, long_paper_pages_);
  }
  return line;
}

void TerminalProgress::Draw() {
  if (quiet_) return;
  const auto time = steady_clock::now();
  const bool due =
      terminal_ ? time - last_drawn_ >= kTerminalInterval : time - last_drawn_ >= kPlainInterval;
  if (!due) return;
  last_drawn_ = time;
  if (terminal_) {
    fmt::print(stderr, "\r\x1b[K{}", Line());
    std::fflush(stderr);
    drawn_ = true;
  } else {
    fmt::print(stderr, "{}\n", Line());
  }
}

void TerminalProgress::Erase() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace scrutineer::cli

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "tests/bench/bench.h"
#include "tests/bench/bench_papers.h"
#include "tests/bench/process_tree.h"

namespace scrutineer::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 7;

std::vector<std::string> IngestCommand(const BenchPapers& papers, const fs::path& data) {
  fs::remove_all(data);
  std::vector<std::string> command = {SCRUTINEER_BINARY_DIR "/scrutineer",
                                      "--data",
                                      data.string(),
                                      "--quiet",
                                      "ingest",
                                      "--workers",
                                      "2"};
  command.insert(command.end(), papers.files.begin(), papers.files.end());
  return command;
}

void PrintPeaks(const BenchPapers& papers, const fs::path& data) {
  std::map<std::string, std::int64_t> peaks;
  for (const auto& [pid, peak] : Run(IngestCommand(papers, data), true).peaks) {
    peaks[peak.name] = std::max(peaks[peak.name], peak.peak_bytes);
  }
  for (const auto& [name, bytes] : peaks) {
    fmt::print("peak memory of {:<16} {:7.1f} MiB\n", name, static_cast<double>(bytes) / (1 << 20));
  }
}

}  // namespace

int BenchIngest(const fs::path& folder) {
  std::string pattern = SCRUTINEER_BINARY_DIR "/bench-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  const fs::path scratch = pattern;
  // One paper has a web page attached, which pdftotext leaves alone, too.
  ::setenv("SCRUTINEER_OFFICE", "", 1);
  const BenchPapers papers = ChoosePapers(folder, scratch);
  fmt::print("{} PDFs, {} pages with text layer ({} PDFs without text left out)\n",
             papers.files.size(), papers.pages, papers.left_out);

  const fs::path list = scratch / "list";
  {
    std::ofstream stream(list, std::ios::binary);
    for (const std::string& file : papers.files) stream << file << '\0';
  }
  const std::vector<std::string> reference = {
      "sh", "-c", "xargs -0 -P2 -I{} pdftotext {} /dev/null < '" + list.string() + "'"};
  std::vector<double> ours;
  std::vector<double> theirs;
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    const auto command = IngestCommand(papers, scratch / "data");
    const RunResult run = Run(command, false);
    if (run.exit_code != 0 && run.exit_code != 3) {
      throw std::runtime_error(fmt::format("ingest ended with {}", run.exit_code));
    }
    ours.push_back(run.seconds);
    theirs.push_back(Run(reference, false).seconds);
    ratios.push_back(ours.back() / theirs.back());
    fmt::print("round {}: ingest {:.3f} s, pdftotext {:.3f} s, ratio {:.3f}\n", round + 1,
               ours.back(), theirs.back(), ratios.back());
  }
  const double median = Median(ours);
  fmt::print("median: ingest {:.3f} s ({:.0f} pages a second), pdftotext {:.3f} s, ratio {:.3f}\n",
             median, static_cast<double>(papers.pages) / median, Median(theirs), Median(ratios));
  PrintPeaks(papers, scratch / "data");
  fs::remove_all(scratch);
  return 0;
}

}  // namespace scrutineer::bench

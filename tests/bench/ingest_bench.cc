#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "pipeline/sources/folder_source.h"
#include "tests/bench/bench.h"
#include "tests/bench/process_tree.h"

namespace scrutineer::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 7;

struct Papers {
  std::vector<std::string> files;
  std::int64_t pages = 0;
  int left_out = 0;  // PDFs that give no text
};

// Whether pdftotext finds at least a few words, and the number of pages.
bool HasText(const fs::path& pdf, const fs::path& scratch, std::int64_t& pages) {
  const fs::path text = scratch / "text";
  if (Run({"pdftotext", pdf.string(), text.string()}, false).exit_code != 0) return false;
  std::ifstream stream(text, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  pages = std::count(bytes.begin(), bytes.end(), '\f');
  return std::count_if(bytes.begin(), bytes.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0; }) > 100;
}

Papers Choose(const fs::path& folder, const fs::path& scratch) {
  const auto listing = sources::ListFiles({folder});
  if (!listing) throw std::runtime_error(listing.error().ToString());
  Papers papers;
  for (const sources::OfferedFile& file : listing->files) {
    if (!sources::IsNamedPdf(file.path)) continue;
    std::int64_t pages = 0;
    if (HasText(file.path, scratch, pages)) {
      papers.files.push_back(file.path.string());
      papers.pages += pages;
    } else {
      ++papers.left_out;
    }
  }
  if (papers.files.empty()) throw std::runtime_error(folder.string() + ": no PDF with text");
  return papers;
}

std::vector<std::string> IngestCommand(const Papers& papers, const fs::path& data) {
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

void PrintPeaks(const Papers& papers, const fs::path& data) {
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
  const Papers papers = Choose(folder, scratch);
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

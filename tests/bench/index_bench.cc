#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/bench.h"
#include "tests/bench/bench_papers.h"
#include "tests/bench/process_tree.h"

namespace scrutineer::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 3;

struct Program {
  const char* name;
  std::vector<std::string> command;
  fs::path output;                           // removed before each run
  std::function<std::int64_t()> size_bytes;  // of what it keeps for searching
};

std::int64_t SizeOfFolder(const fs::path& folder) {
  std::int64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += static_cast<std::int64_t>(entry.file_size());
  }
  return bytes;
}

// Of the tables of the full-text index alone.
std::int64_t SizeOfIndex(const fs::path& file) {
  sqlite3* database = nullptr;
  sqlite3_stmt* row = nullptr;
  std::int64_t bytes = 0;
  if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
      sqlite3_prepare_v2(database, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'pages_fts%'",
                         -1, &row, nullptr) == SQLITE_OK &&
      sqlite3_step(row) == SQLITE_ROW) {
    bytes = sqlite3_column_int64(row, 0);
  }
  sqlite3_finalize(row);
  sqlite3_close(database);
  return bytes;
}

// The same files under another name, for programs that take a folder.
fs::path Gather(const BenchPapers& papers, const fs::path& scratch) {
  const fs::path folder = scratch / "papers";
  fs::create_directory(folder);
  int number = 0;
  for (const std::string& file : papers.files) {
    const fs::path copy = folder / fmt::format("{}.pdf", ++number);
    std::error_code error;
    fs::create_hard_link(file, copy, error);
    if (error) fs::copy_file(file, copy);
  }
  return folder;
}

void WriteRecollSettings(const fs::path& folder, const fs::path& papers) {
  fs::create_directories(folder);
  // Without the word lists that it makes for corrections of spelling.
  std::ofstream(folder / "recoll.conf") << "topdirs = " << papers.string() << "\nnoaspell = 1\n";
}

void Print(const Program& program, std::int64_t pages) {
  std::vector<double> seconds;
  for (int round = 0; round < kRounds; ++round) {
    fs::remove_all(program.output);
    const RunResult run = Run(program.command, false);
    // 3: ingest read all but some papers.
    if (run.exit_code != 0 && run.exit_code != 3) {
      throw std::runtime_error(fmt::format("{} ended with {}", program.name, run.exit_code));
    }
    seconds.push_back(run.seconds);
  }
  const double median = Median(seconds);
  const auto count = static_cast<double>(pages);
  fmt::print("{:34}{:>10.1f}{:>17.0f}{:>15.0f}\n", program.name, median, count / median,
             static_cast<double>(program.size_bytes()) / count);
}

}  // namespace

int BenchIndex(const fs::path& folder) {
  std::string pattern = SCRUTINEER_BINARY_DIR "/bench-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  const fs::path scratch = pattern;
  ::setenv("SCRUTINEER_OFFICE", "", 1);
  const BenchPapers papers = ChoosePapers(folder, scratch);
  const fs::path gathered = Gather(papers, scratch);
  const fs::path data = scratch / "data";
  const fs::path recoll = scratch / "recoll";
  const fs::path omega = scratch / "omega";
  WriteRecollSettings(recoll, gathered);
  const Program programs[] = {
      {"scrutineer ingest",
       {SCRUTINEER_BINARY_DIR "/scrutineer", "--data", data.string(), "--quiet", "ingest",
        gathered.string()},
       data,
       [&] { return static_cast<std::int64_t>(fs::file_size(data / "scrutineer.db")); }},
      {"recollindex",
       {"env", "HOME=" + scratch.string(), "recollindex", "-c", recoll.string()},
       recoll / "xapiandb",
       [&] { return SizeOfFolder(recoll / "xapiandb"); }},
      {"omindex (Xapian Omega)",
       {"omindex", "--db", omega.string(), "--url", "/", gathered.string()},
       omega,
       [&] { return SizeOfFolder(omega); }},
  };
  fmt::print("{} PDFs, {} pages with text; medians of {} runs from nothing\n", papers.files.size(),
             papers.pages, kRounds);
  fmt::print("{:34}{:>10}{:>17}{:>15}\n", "", "seconds", "pages a second", "bytes a page");
  for (const Program& program : programs) Print(program, papers.pages);
  fmt::print(
      "of scrutineer's bytes a page the full-text index has {:.0f}\n",
      static_cast<double>(SizeOfIndex(data / "scrutineer.db")) / static_cast<double>(papers.pages));
  fs::remove_all(scratch);
  return 0;
}

}  // namespace scrutineer::bench

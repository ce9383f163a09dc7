#ifndef SCRUTINEER_TESTS_BENCH_BENCH_PAPERS_H_
#define SCRUTINEER_TESTS_BENCH_BENCH_PAPERS_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace scrutineer::bench {

// The PDFs of a folder whose text pdftotext finds, so that all programs have the same work.
struct BenchPapers {
  std::vector<std::string> files;
  std::int64_t pages = 0;
  int left_out = 0;  // PDFs that give no text
};

// `scratch` is a folder for files in between. Throws std::runtime_error where there is no such PDF.
BenchPapers ChoosePapers(const std::filesystem::path& folder, const std::filesystem::path& scratch);

}  // namespace scrutineer::bench

#endif  // SCRUTINEER_TESTS_BENCH_BENCH_PAPERS_H_

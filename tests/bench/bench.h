#ifndef SCRUTINEER_TESTS_BENCH_BENCH_H_
#define SCRUTINEER_TESTS_BENCH_BENCH_H_

#include <cstdint>
#include <filesystem>

namespace scrutineer::bench {

// Times a cold ingest of the PDFs with a text layer in `folder` beside pdftotext on the same files,
// in turns, and prints medians, their ratio, and each process's peak memory. Returns an exit code.
int BenchIngest(const std::filesystem::path& folder);

// Prints the speed of all rules over a text file, on one core, how much slower ten times as many
// rules and providers make it, and the memory of the compiled rules. Returns an exit code.
int BenchTag(const std::filesystem::path& file);

// Prints what each rule costs over a text file, the dearest first. Returns an exit code.
int BenchRules(const std::filesystem::path& file);

// Prints how long searches of several kinds take on a corpus of so many generated pages, which is
// built once and kept in the build folder, beside the same words on the bare FTS5 index, with and
// without its snippets; how far the first hits agree with full scoring; and searches while papers
// are stored. Returns an exit code.
int BenchSearch(std::int64_t pages);

// Prints how fast the PDFs with a text layer in `folder` are made searchable, and what that takes
// on disk, beside Recoll and Xapian's omindex on the same files. Returns an exit code.
int BenchIndex(const std::filesystem::path& folder);

}  // namespace scrutineer::bench

#endif  // SCRUTINEER_TESTS_BENCH_BENCH_H_

#ifndef SCRUTINEER_TESTS_PIPELINE_PDF_POOL_READING_H_
#define SCRUTINEER_TESTS_PIPELINE_PDF_POOL_READING_H_

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::pdf {

inline const char* const kRealWorker = SCRUTINEER_BINARY_DIR "/scrutineer-pdf-worker";
inline const char* const kFakeWorker = SCRUTINEER_FAKE_PDF_WORKER;

// An open file, on no disk, with these bytes.
inline FileDescriptor FileOf(std::string_view bytes) {
  FileDescriptor fd(::memfd_create("paper", MFD_CLOEXEC));
  if (!WriteAll(fd.get(), bytes, "paper")) return {};
  return fd;
}

struct Reading {
  Result<DocumentProperties> outcome;
  std::vector<ExtractedPage> pages;
};

inline Reading Read(WorkerPool& pool, std::string_view bytes) {
  const FileDescriptor file = FileOf(bytes);
  Reading reading;
  reading.outcome = pool.Extract(
      file.get(), [&](ExtractedPage page) { reading.pages.push_back(std::move(page)); });
  return reading;
}

inline PoolOptions OptionsFor(const char* program, int workers = 1) {
  PoolOptions options;
  options.worker_program = program;
  options.workers = workers;
  return options;
}

inline std::unique_ptr<WorkerPool> StartPool(const PoolOptions& options) {
  auto pool = WorkerPool::Start(options);
  if (!pool) FAIL(pool.error().ToString());
  return std::move(*pool);
}

// Process ids of the living and dead children of all threads of this process.
inline std::set<int> Children() {
  std::set<int> children;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream list(task.path() / "children");
    children.insert(std::istream_iterator<int>(list), std::istream_iterator<int>());
  }
  return children;
}

inline std::ptrdiff_t CountOpenDescriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                       std::filesystem::directory_iterator());
}

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_TESTS_PIPELINE_PDF_POOL_READING_H_

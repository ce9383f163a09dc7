#include "pipeline/ingest/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "pipeline/ingest/ingest_run.h"
#include "pipeline/ingest/paper_reader.h"
#include "pipeline/ingest/refresh_findings.h"

namespace scrutineer::ingest {

std::string_view DispositionName(Disposition disposition) {
  switch (disposition) {
    case Disposition::kIngested:
      return "ingested";
    case Disposition::kUnchanged:
      return "unchanged";
    case Disposition::kSkipped:
      return "skipped";
    case Disposition::kFailed:
      return "failed";
  }
  return "failed";
}

namespace {

// What every paper is read without, where the kernel or a container refuses a protection.
std::vector<std::string> WarningsOf(const pdf::Protections& protections) {
  if (protections.complete()) return {};
  return {fmt::format("PDFs are read with less protection than there could be; missing: {} ({})",
                      protections.Missing(), protections.reason)};
}

}  // namespace

Result<IngestReport> Ingest(const IngestContext& context, sources::FolderListing listing,
                            const IngestOptions& options, ProgressListener& progress) {
  const auto started = std::chrono::steady_clock::now();
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pool, pdf::WorkerPool::Start(options.pool));
  const PaperReader reader(*pool, *context.rules, *context.councils);

  std::int64_t size_bytes = 0;
  for (const sources::OfferedFile& file : listing.files) size_bytes += file.size_bytes;
  progress.Started(static_cast<std::int64_t>(listing.files.size()), size_bytes);
  IngestRun run(context, options, *pool, reader, std::move(listing.files), progress);
  {
    // One thread more than workers: while it hashes, writes or waits for the disk, no worker idles.
    std::vector<std::jthread> threads;
    const int count = std::max(1, options.pool.workers) + 1;
    threads.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) threads.emplace_back([&run] { run.WorkThrough(); });
  }
  SCRUTINEER_ASSIGN_OR_RETURN(IngestReport report, run.Finish());
  report.unreadable_folders = std::move(listing.unreadable);
  report.warnings = WarningsOf(pool->protections());
  report.peak_worker_memory_bytes = pool->peak_worker_memory_bytes();
  report.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - started);
  return report;
}

}  // namespace scrutineer::ingest

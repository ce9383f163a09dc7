#include "pipeline/ingest/compare_pages.h"

#include <chrono>

namespace scrutineer::ingest {
namespace {

constexpr std::chrono::milliseconds kCompareCommitInterval{500};

}  // namespace

Result<CompareReport> ComparePages(
    const IngestContext& context,
    const std::function<void(std::int64_t done, std::int64_t all)>& progress) {
  corpus::PaperStore& papers = context.corpus->papers();
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t all, papers.PagesToCompare());
  CompareReport report;
  auto last_commit = std::chrono::steady_clock::now();
  while (context.stop == nullptr || !context.stop->load()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t pages, papers.ComparePages());
    if (pages == 0) break;
    report.pages += pages;
    if (progress) progress(report.pages, all);
    const auto now = std::chrono::steady_clock::now();
    if (now - last_commit < kCompareCommitInterval) continue;
    SCRUTINEER_RETURN_IF_ERROR(papers.Commit());
    last_commit = now;
  }
  SCRUTINEER_RETURN_IF_ERROR(papers.Commit());
  report.left = all - report.pages;
  return report;
}

}  // namespace scrutineer::ingest

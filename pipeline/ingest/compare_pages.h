#ifndef SCRUTINEER_PIPELINE_INGEST_COMPARE_PAGES_H_
#define SCRUTINEER_PIPELINE_INGEST_COMPARE_PAGES_H_

#include <cstdint>
#include <functional>

#include "pipeline/base/result.h"
#include "pipeline/ingest/ingest.h"

namespace scrutineer::ingest {

struct CompareReport {
  std::int64_t pages = 0;  // compared now
  std::int64_t left = 0;   // still to be compared: the work was stopped
};

// Finds out which pages repeat others, of papers that were stored by a version of the program that
// did not look (PaperStore::ComparePages). Papers that a run reads are compared as they are stored,
// so after one there mostly is nothing to do. Some thousand pages a second; committed twice a
// second, so it may be stopped or killed at any time, and the next run does the rest. `progress` is
// told pages done and all.
Result<CompareReport> ComparePages(
    const IngestContext& context,
    const std::function<void(std::int64_t done, std::int64_t all)>& progress);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_COMPARE_PAGES_H_

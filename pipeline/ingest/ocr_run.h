#ifndef SCRUTINEER_PIPELINE_INGEST_OCR_RUN_H_
#define SCRUTINEER_PIPELINE_INGEST_OCR_RUN_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/ocr_ledger.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/pdf/ocr_reader.h"

namespace scrutineer::ingest {

struct OcrRunOptions {
  pdf::OcrOptions reader;
  pdf::PoolOptions pool;  // for the papers' text layers; its workers count for OCR, too
  // No page is begun after it; unset: until the queue is empty.
  std::optional<std::chrono::milliseconds> budget;
  std::function<void(std::int64_t done, std::int64_t all)> progress;  // pages; may be empty
};

struct OcrReport {
  std::int64_t read = 0;                     // pages with words
  std::int64_t blank = 0;                    // pages on which nothing was found
  std::vector<corpus::FailedPage> failures;  // pages that were tried in vain, this time
  std::int64_t waiting = 0;                  // pages still in the queue, failed ones included
  std::int64_t papers = 0;                   // written anew with what was read
  // Papers whose pages were read but that could not be written anew: they are tried again next
  // time.
  std::vector<Error> not_rewritten;
  std::int64_t welsh_missing = 0;  // pages in Welsh that were read without its model
  bool turns_missing = false;      // no model to tell which way up a page is
  std::string engine;              // empty where nothing was to be read
  std::chrono::milliseconds elapsed{0};

  bool complete() const { return failures.empty() && not_rewritten.empty(); }
  double pages_per_minute() const;
};

// Works off the queue of pages without a usable text layer: each is read from its image by an OCR
// worker, its text kept at once, so that a run that dies loses a page at most; when all pages of a
// paper are read, or time is up, the paper goes through all stages again with those texts, and
// pages, index, metadata, mentions and findings change in one transaction. A page that crashes the
// worker or takes too long is tried kMaxAttempts times over as many runs.
//
// Errors are run errors: no worker or no English model (nothing is lost: the queue stays), disk
// full, corpus damaged. Without pages in the queue no worker is started.
Result<OcrReport> RunOcr(const IngestContext& context, const OcrRunOptions& options);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_OCR_RUN_H_

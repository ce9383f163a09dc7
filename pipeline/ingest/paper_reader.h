#ifndef SCRUTINEER_PIPELINE_INGEST_PAPER_READER_H_
#define SCRUTINEER_PIPELINE_INGEST_PAPER_READER_H_

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "corpus/ocr_ledger.h"
#include "corpus/paper_store.h"
#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/pdf/worker_pool.h"
#include "pipeline/text/metadata.h"

namespace scrutineer::ingest {

// Takes one PDF's bytes through extraction, normalisation, tagging and metadata. Thread-safe.
class PaperReader {
 public:
  // All must outlive the reader.
  PaperReader(pdf::WorkerPool& pool, const extractors::RuleSet& rules,
              const text::CouncilNames& councils);

  // Fills everything but source, locator, hash, size, stamp and converter. Of `locator` the file's
  // name counts, for the metadata, and how deep it is attached. Pages with a text in `ocr` are read
  // from it, unless their own text layer tells more. `page_read` is told each page's number, and
  // how many there are, as it is done. Errors: as WorkerPool::Extract.
  Result<corpus::ReadPaper> Read(int fd, std::string_view locator,
                                 const std::function<void(int, int)>& page_read,
                                 const corpus::OcrTexts& ocr) const;

  // Results of another value are stale: the pool's version joined with those of the text stage.
  const std::string& stage_version() const { return stage_version_; }

 private:
  pdf::WorkerPool& pool_;
  const extractors::RuleSet& rules_;
  const text::CouncilNames& councils_;
  std::string stage_version_;
};

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_PAPER_READER_H_

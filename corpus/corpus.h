#ifndef SCRUTINEER_CORPUS_CORPUS_H_
#define SCRUTINEER_CORPUS_CORPUS_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/alert_ledger.h"
#include "corpus/entity_directory.h"
#include "corpus/export.h"
#include "corpus/ocr_ledger.h"
#include "corpus/paper_store.h"
#include "corpus/run_log.h"
#include "corpus/saved_queries.h"
#include "corpus/searcher.h"
#include "corpus/tagging_ledger.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

enum class OpenMode {
  kReadOnly,   // never changes the data folder; the corpus must exist
  kReadWrite,  // makes the folder and the schema, and migrates forward
};

// Everything that Scrutineer remembers: papers, pages, index, mentions, subscriptions, outbox,
// runs. One handle serves one thread; many handles, also of other processes, may read while one
// writes.
class Corpus {
 public:
  // Opens `data_folder`/scrutineer.db. `clock` must outlive the corpus.
  // Errors: kNotFound (read-only and nothing there), kSchemaTooNew, kCorrupt, kReadOnly,
  // kPermission, kDiskFull, kLocked (another process is migrating).
  static Result<std::unique_ptr<Corpus>> Open(const std::filesystem::path& data_folder,
                                              OpenMode mode, const Clock& clock);
  virtual ~Corpus() = default;

  virtual PaperStore& papers() = 0;
  virtual TaggingLedger& tagging() = 0;
  virtual OcrLedger& ocr() = 0;
  virtual Searcher& searcher() = 0;
  virtual EntityDirectory& entities() = 0;
  virtual Exporter& exporter() = 0;
  virtual AlertLedger& alerts() = 0;
  virtual RunLog& runs() = 0;
  virtual SavedQueries& queries() = 0;

  virtual int schema_version() const = 0;
  virtual const std::filesystem::path& data_folder() const = 0;

  // For `doctor`: everything wrong with the database and its index, one line each; empty is sound.
  // Opened for writing, every word of the pages is compared with the index, too, which keeps other
  // writers waiting (10 s for 76,000 pages).
  virtual Result<std::vector<std::string>> CheckIntegrity() = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_CORPUS_H_

#ifndef SCRUTINEER_PIPELINE_CLI_INGEST_SESSION_H_
#define SCRUTINEER_PIPELINE_CLI_INGEST_SESSION_H_

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

#include "corpus/blob_store.h"
#include "corpus/corpus.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/session.h"
#include "pipeline/ingest/compare_pages.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/run_lock.h"

namespace scrutineer::cli {

// All that `ingest`, `retag` and `run` need, under the run lock.
class IngestSession {
 public:
  // Errors: kLocked where another run writes; configuration, rule and corpus errors.
  static Result<std::unique_ptr<IngestSession>> Open(Session& session, std::string_view command);

  corpus::Corpus& corpus() { return *corpus_; }
  // Valid as long as this object.
  ingest::IngestContext context(Session& session);
  // Options with the limits that are configured.
  static Result<ingest::IngestOptions> Options(Session& session);

 private:
  IngestSession(ingest::RunLock lock, std::unique_ptr<corpus::Corpus> corpus,
                corpus::BlobStore blobs, const extractors::RuleSet* rules,
                text::CouncilNames councils);

  ingest::RunLock lock_;
  std::unique_ptr<corpus::Corpus> corpus_;
  corpus::BlobStore blobs_;
  const extractors::RuleSet* rules_;
  text::CouncilNames councils_;
};

// Compares the pages of which nobody knows yet whether they repeat others, and shows how far it is.
Result<ingest::CompareReport> CompareStoredPages(Session& session, IngestSession& work);
nlohmann::ordered_json CompareReportJson(const ingest::CompareReport& report);
// Nothing where there was nothing to compare.
void PrintCompareReport(const ingest::CompareReport& report);

nlohmann::ordered_json ReportJson(const ingest::IngestReport& report);
// The counts, every file that was skipped or failed with its reason, and what could not be read.
void PrintReport(const ingest::IngestReport& report);
void FillRunRecord(const ingest::IngestReport& report, corpus::RunRecord& record);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_INGEST_SESSION_H_

#ifndef SCRUTINEER_CORPUS_SQLITE_RUN_LOG_H_
#define SCRUTINEER_CORPUS_SQLITE_RUN_LOG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/run_log.h"
#include "corpus/sqlite_database.h"
#include "corpus/write_batch.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

// Each write is durable when it returns, and so is what stood in the open batch before it.
class SqliteRunLog final : public RunLog {
 public:
  // All must outlive the log.
  SqliteRunLog(Database& database, WriteBatch& batch, const Clock& clock)
      : database_(database), batch_(batch), clock_(clock) {}

  Result<std::int64_t> Begin(std::string command) override;
  Status End(const RunRecord& run) override;
  Result<std::vector<RunRecord>> Recent(int limit) override;

 private:
  Database& database_;
  WriteBatch& batch_;
  const Clock& clock_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_RUN_LOG_H_

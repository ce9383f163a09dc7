#ifndef SCRUTINEER_CORPUS_RUN_LOG_H_
#define SCRUTINEER_CORPUS_RUN_LOG_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

// One run of `ingest` or `run`. offered = ingested + unchanged + skipped + failed.
struct RunRecord {
  std::int64_t id = 0;
  std::string command;  // "ingest" or "run"
  Instant started{};
  std::optional<Instant> ended;  // unset: still going, or died
  std::int64_t offered = 0;
  std::int64_t ingested = 0;
  std::int64_t unchanged = 0;
  std::int64_t skipped = 0;
  std::int64_t failed = 0;
  std::int64_t pages = 0;
  std::int64_t mentions = 0;
  std::int64_t alerts_queued = 0;
  std::int64_t alerts_delivered = 0;
  std::string summary;  // one line
};

class RunLog {
 public:
  virtual ~RunLog() = default;
  virtual Result<std::int64_t> Begin(std::string command) = 0;
  virtual Status End(const RunRecord& run) = 0;  // by its id
  virtual Result<std::vector<RunRecord>> Recent(int limit) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_RUN_LOG_H_

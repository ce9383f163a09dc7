#ifndef SCRUTINEER_CORPUS_VERSION_CACHE_H_
#define SCRUTINEER_CORPUS_VERSION_CACHE_H_

#include <cstdint>
#include <string>
#include <unordered_map>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"
#include "pipeline/model/paper.h"

namespace scrutineer::corpus {

// What hits, and the pages behind them, show of their paper, as one version of it has it.
struct ShownVersion {
  Paper paper;
  std::string sha256;
  bool is_current = false;
  Instant fetched_at{};
  bool has_parts = false;  // agenda items or reports
};

// Versions that were read lately: the hits of a search, and of those after it, come from the same
// papers.
class VersionCache {
 public:
  // Must outlive the cache.
  explicit VersionCache(Database& database) : database_(database) {}

  // Valid until the next call. kCorrupt where no such version is stored.
  Result<const ShownVersion*> Of(std::int64_t version_id);
  // To be called once anything was written.
  void Clear() { versions_.clear(); }

 private:
  Database& database_;
  std::unordered_map<std::int64_t, ShownVersion> versions_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_VERSION_CACHE_H_

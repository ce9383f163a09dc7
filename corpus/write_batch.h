#ifndef SCRUTINEER_CORPUS_WRITE_BATCH_H_
#define SCRUTINEER_CORPUS_WRITE_BATCH_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// The one open transaction of a corpus' handle, opened by the first write.
//
// Pages enter the full-text index when the batch ends, by ascending id: FTS5 writes out all that it
// holds whenever an id is not above the one before, and papers arrive in no order of date.
class WriteBatch {
 public:
  explicit WriteBatch(Database& database) : database_(database) {}

  // Runs `write` inside the batch. An error undoes everything since the last Commit: half a paper
  // must not become durable, and savepoints would make FTS5 write out its buffer at each.
  template <typename Write>
  auto Do(const Write& write) -> decltype(write()) {
    if (Status begun = Begin(); !begun) return tl::unexpected(std::move(begun).error());
    auto result = write();
    if (!result) Rollback();
    return result;
  }
  // Runs `write` in a transaction of its own, durable when this returns; what stood in the open
  // batch becomes durable before it.
  template <typename Write>
  Status DoNow(const Write& write) {
    SCRUTINEER_RETURN_IF_ERROR(Commit());
    SCRUTINEER_RETURN_IF_ERROR(Do(write));
    return Commit();
  }

  Status Commit();
  void Rollback();

  void IndexPage(std::int64_t page_id) { unindexed_.push_back(page_id); }
  // Takes a page out of the index. REQUIRES: the page and its text still stand in `pages`.
  Status UnindexPage(std::int64_t page_id);
  // Brings the index up to date with the open batch; call before reading it.
  Status FlushIndex();

  // Changes at each Rollback: ids handed out before it may be void.
  int generation() const { return generation_; }

 private:
  Status Begin();

  Database& database_;
  std::vector<std::int64_t> unindexed_;
  int generation_ = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_WRITE_BATCH_H_

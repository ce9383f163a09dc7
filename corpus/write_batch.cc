#include "corpus/write_batch.h"

#include <algorithm>
#include <set>

#include "corpus/page_directory.h"
#include "corpus/page_id.h"

namespace scrutineer::corpus {

Status WriteBatch::Begin() {
  if (database_.in_transaction()) return {};
  return database_.Begin();
}

Status WriteBatch::FlushIndex() {
  std::sort(unindexed_.begin(), unindexed_.end());
  for (const std::int64_t page_id : unindexed_) {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO pages_fts (rowid, text) SELECT id, text FROM pages WHERE id = ?1", page_id));
  }
  std::set<std::int64_t> versions;
  for (const std::int64_t page_id : unindexed_) versions.insert(VersionIdOf(page_id));
  for (const std::int64_t version : versions) {
    SCRUTINEER_RETURN_IF_ERROR(StoreLengths(database_, version));
  }
  unindexed_.clear();
  return {};
}

Status WriteBatch::UnindexPage(std::int64_t page_id) {
  SCRUTINEER_RETURN_IF_ERROR(FlushIndex());
  return database_.Run(
      "INSERT INTO pages_fts (pages_fts, rowid, text) SELECT 'delete', id, text FROM pages WHERE "
      "id = ?1",
      page_id);
}

Status WriteBatch::Commit() {
  if (!database_.in_transaction()) return {};
  Status committed = FlushIndex();
  if (committed) committed = database_.Commit();
  if (!committed) Rollback();
  return committed;
}

void WriteBatch::Rollback() {
  database_.Rollback();
  unindexed_.clear();
  ++generation_;
}

}  // namespace scrutineer::corpus

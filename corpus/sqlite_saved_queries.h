#ifndef SCRUTINEER_CORPUS_SQLITE_SAVED_QUERIES_H_
#define SCRUTINEER_CORPUS_SQLITE_SAVED_QUERIES_H_

#include <string_view>
#include <vector>

#include "corpus/saved_queries.h"
#include "corpus/sqlite_database.h"
#include "corpus/write_batch.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

class SqliteSavedQueries final : public SavedQueries {
 public:
  // All must outlive it.
  SqliteSavedQueries(Database& database, WriteBatch& batch, const Clock& clock)
      : database_(database), batch_(batch), clock_(clock) {}

  Status Save(std::string_view name, std::string_view query, bool replace) override;
  Result<std::vector<SavedQuery>> List() override;
  Result<SavedQuery> Find(std::string_view name) override;
  Status Delete(std::string_view name) override;

 private:
  Database& database_;
  WriteBatch& batch_;
  const Clock& clock_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_SAVED_QUERIES_H_

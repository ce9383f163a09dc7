#ifndef SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_
#define SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_

#include "corpus/searcher.h"
#include "corpus/sqlite_database.h"
#include "corpus/write_batch.h"

namespace scrutineer::corpus {

class SqliteSearcher final : public Searcher {
 public:
  // Both must outlive the searcher.
  SqliteSearcher(Database& database, WriteBatch& batch) : database_(database), batch_(batch) {}

  Result<SearchResult> Search(const SearchRequest& request) override;

 private:
  Database& database_;
  WriteBatch& batch_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_

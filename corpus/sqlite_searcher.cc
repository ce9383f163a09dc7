#include "corpus/sqlite_searcher.h"

namespace scrutineer::corpus {

Result<SearchResult> SqliteSearcher::Search(const SearchRequest& /*request*/) {
  return Fail(ErrorCode::kInternal, "search comes with the next commit");
}

}  // namespace scrutineer::corpus

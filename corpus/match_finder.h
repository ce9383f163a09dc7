#ifndef SCRUTINEER_CORPUS_MATCH_FINDER_H_
#define SCRUTINEER_CORPUS_MATCH_FINDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/passage.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Tells where on a page a query's words and phrases stand: FTS5's own matches, so that exactly what
// was found is highlighted.
class MatchFinder {
 public:
  // The database must outlive the finder.
  explicit MatchFinder(Database& database) : database_(database) {}

  // By place; none where the page does not match. `match` is from MatchExpression.
  Result<std::vector<TextMatch>> Find(std::int64_t page_id, const std::string& match);

 private:
  Status Register();

  Database& database_;
  bool is_registered_ = false;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_MATCH_FINDER_H_

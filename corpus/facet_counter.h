#ifndef SCRUTINEER_CORPUS_FACET_COUNTER_H_
#define SCRUTINEER_CORPUS_FACET_COUNTER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/search_cursor.h"
#include "corpus/searcher.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Counts pages by what they and their papers are.
class FacetCounter {
 public:
  // `database` and `pages` must outlive it; `pages` need no order and hold none twice.
  FacetCounter(Database& database, const std::vector<RankedPage>& pages)
      : database_(database), pages_(pages) {}

  // With at most `limit` values.
  Result<Facet> Count(FacetName name, int limit);

 private:
  using Counts = std::map<std::string, std::int64_t>;
  struct Counted {
    Counts counts;  // of mentions of entities by the entity's number
    std::int64_t pages_with = 0;
  };

  // Each counts facets that are read together, once.
  Status CountVersions();
  Status CountMentions();
  // Two ways to the same counts: page by page, or through the indexes of all mentions.
  Status CountMentionsOfPages();
  Status CountMentionsOfAll();
  void CountYears();

  // Numbers of entities become their names.
  Result<Counts> WithNames(const Counts& counts);

  Database& database_;
  const std::vector<RankedPage>& pages_;
  std::map<FacetName, Counted> counted_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_FACET_COUNTER_H_

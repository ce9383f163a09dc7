#ifndef SCRUTINEER_CORPUS_SEARCH_PLAN_H_
#define SCRUTINEER_CORPUS_SEARCH_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/filter_sql.h"
#include "corpus/match_finder.h"
#include "corpus/page_id.h"
#include "corpus/searcher.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// A selection of pages as SQL: what stands after FROM and WHERE, with its values.
struct SearchPlan {
  std::string page;  // the page's id in SQL
  SqlText from;      // gives it, and its version as v
  SqlConditions where;
  SqlConditions of_papers;  // those on versions v alone
  bool by_match = false;    // FTS5 leads
  // Where it leads: its expression, and whether a page needs no more than to match, to lie in the
  // range, and to be of a current version.
  std::string match;
  PageIdRange range;
  bool by_match_alone = false;
  bool all_versions = false;
  bool by_date_index = false;  // an index gives pages by date: nothing to sort
  std::string highlight;       // FTS5 expression of the words to show; empty: none
  SqlText mentions;            // condition on mentions m that one is asked for; empty: none are

  // "FROM ... WHERE ..."; `more` conditions come last.
  SqlText FromWhere(const SqlConditions& more = {}) const;
};

// Errors: kQuery.
Result<SearchPlan> PlanSearch(Database& database, MatchFinder& matches,
                              const PageSelection& selection);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SEARCH_PLAN_H_

#ifndef SCRUTINEER_CORPUS_ITEM_SCOPE_H_
#define SCRUTINEER_CORPUS_ITEM_SCOPE_H_

#include "corpus/match_finder.h"
#include "corpus/query_plan.h"
#include "corpus/searcher.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Answers a query whose conditions must hold in one agenda item or report (scope:item): the pages
// on which a word of the query (or a mention of a field, where it has no words) stands in such an
// item. An item is the innermost item or report around a place; places under none make up one more
// of their paper, and a paper of which no parts are known is one item. Fields of papers hold for
// all items of the paper.
//
// Papers that cannot answer are left out by the index; in the others every match is placed.
// Errors: kQuery, see FieldSql. REQUIRES: selection.query, of scope kItem.
Result<QueryPlan> PlanByItem(Database& database, MatchFinder& matches,
                             const PageSelection& selection);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_ITEM_SCOPE_H_

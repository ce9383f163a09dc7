#ifndef SCRUTINEER_CORPUS_QUERY_PLAN_H_
#define SCRUTINEER_CORPUS_QUERY_PLAN_H_

#include <string>

#include "corpus/field_sql.h"
#include "corpus/filter_sql.h"
#include "corpus/page_id.h"
#include "corpus/paper_store.h"
#include "corpus/query.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// How a query is answered: which table leads to its pages, and what they must fulfil.
struct QueryPlan {
  // FTS5 expression that every page found matches; empty where pages may be found without words.
  std::string match;
  // FTS5 expression of the words to show; empty where the query has none.
  std::string highlight;
  // Where `match` is empty: "SELECT ..." of the ids of the pages to look at as page_id, each
  // possibly many times; empty: all pages.
  SqlText pages;
  // The page's id in SQL: of the index where `match` leads, else of pages pg.
  std::string page = "pg.id";
  PageIdRange range;  // in which all pages found lie
  SqlConditions conditions;
  // Those of them that stand at the top and are of the paper alone: on versions v.
  SqlConditions of_papers;
  // Condition on mentions m that one is asked for, rather than left out; empty: none are.
  SqlText mentions;
};

// Errors: kQuery, see FieldSql.
// REQUIRES: query.scope is kPage or kPaper.
Result<QueryPlan> PlanQuery(Database& database, const Query& query, UnknownValues unknown_values);

// FROM clause that gives page ids as plan.page, and their versions as v.
SqlText FromClause(const QueryPlan& plan);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_PLAN_H_

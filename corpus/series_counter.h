#ifndef SCRUTINEER_CORPUS_SERIES_COUNTER_H_
#define SCRUTINEER_CORPUS_SERIES_COUNTER_H_

#include <vector>

#include "corpus/search_cursor.h"
#include "corpus/search_plan.h"
#include "corpus/searcher.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Counts the pages that a plan found, and the mentions on them that it asks for, by time of
// meeting.
Result<Series> CountSeries(Database& database, const SearchPlan& plan,
                           const std::vector<RankedPage>& pages, SeriesUnit unit);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SERIES_COUNTER_H_

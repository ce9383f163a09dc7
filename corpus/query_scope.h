#ifndef SCRUTINEER_CORPUS_QUERY_SCOPE_H_
#define SCRUTINEER_CORPUS_QUERY_SCOPE_H_

#include "corpus/query.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Takes scope: out of a query's tree and sets its scope. Errors as ParseQuery's: scope: alone,
// twice with two meanings, or in a part of the query.
Status TakeScope(Query& query);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_SCOPE_H_

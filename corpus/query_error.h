#ifndef SCRUTINEER_CORPUS_QUERY_ERROR_H_
#define SCRUTINEER_CORPUS_QUERY_ERROR_H_

#include <cstddef>
#include <string_view>

#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Error kQuery at a place in the query: `what` completes "... at character N", then the query with
// a caret under that place, then `fix`.
Error QueryError(std::string_view query, std::size_t offset_code_points, std::string_view what,
                 std::string_view fix);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_ERROR_H_

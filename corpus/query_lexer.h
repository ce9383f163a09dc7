#ifndef SCRUTINEER_CORPUS_QUERY_LEXER_H_
#define SCRUTINEER_CORPUS_QUERY_LEXER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::corpus {

struct QueryToken {
  enum class Kind { kWord, kPrefix, kPhrase, kAnd, kOr, kNot, kMinus, kOpen, kClose, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;                    // as typed; words, prefixes and phrases without marks
  std::size_t offset_code_points = 0;  // of its first character
};

// Cuts a query into tokens; the last is kEnd. Errors as ParseQuery's.
Result<std::vector<QueryToken>> LexQuery(std::string_view query);

// Error kQuery at a place in the query: `what` completes "... at character N", then the query with
// a caret under that place, then `fix`.
Error QueryError(std::string_view query, std::size_t offset_code_points, std::string_view what,
                 std::string_view fix);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_LEXER_H_

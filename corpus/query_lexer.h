#ifndef SCRUTINEER_CORPUS_QUERY_LEXER_H_
#define SCRUTINEER_CORPUS_QUERY_LEXER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::corpus {

struct QueryToken {
  enum class Kind {
    kWord,
    kPrefix,
    kPhrase,
    kField,
    kNear,
    kAnd,
    kOr,
    kNot,
    kMinus,
    kOpen,
    kClose,
    kEnd
  };
  Kind kind = Kind::kEnd;
  // As typed; words, prefixes and phrases without marks, of a field its name.
  std::string text;
  std::size_t offset_code_points = 0;  // of its first character
  bool is_quoted = false;              // a phrase or a field's value that stood in quotation marks

  // kField.
  std::string relation;                      // ":", "=", ">", ">=", "<" or "<="
  std::string value;                         // without quotation marks; may be empty
  std::size_t value_offset_code_points = 0;  // where it stands, or should

  // kNear.
  std::vector<QueryToken> inside;  // words, prefixes and phrases: two or more
  int distance = 0;                // words between them at most
};

// Cuts a query into tokens; the last is kEnd. Errors as ParseQuery's.
// REQUIRES: well-formed UTF-8.
Result<std::vector<QueryToken>> LexQuery(std::string_view query);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_LEXER_H_

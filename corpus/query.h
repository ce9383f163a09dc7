#ifndef SCRUTINEER_CORPUS_QUERY_H_
#define SCRUTINEER_CORPUS_QUERY_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// A search query as a tree. Grammar (keywords in capitals, as people type them):
//
//   query   := or
//   or      := and { "OR" and }
//   and     := not { ["AND"] not }
//   not     := "NOT" not | "-" primary | primary
//   primary := word | word "*" | '"' words '"' | "(" or ")"
//
// Curly quotes are quotes. A word that the index would split ("in-house") is a phrase.
struct QueryNode {
  enum class Kind { kWord, kPrefix, kPhrase, kAnd, kOr, kNot };
  Kind kind = Kind::kWord;
  std::string text;                    // word, prefix or phrase, without quotes and '*'
  std::vector<QueryNode> children;     // kAnd, kOr: two or more; kNot: one
  std::size_t offset_code_points = 0;  // where it stands in the query
};

struct Query {
  std::string source;  // as typed
  QueryNode root;
};

// Error kQuery: what is wrong, at which character (counted from 1), the query with a caret under
// that place, and what to write instead. A query of nothing but NOT is refused: it names no page.
Result<Query> ParseQuery(std::string_view text);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_H_

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
// Curly quotes and guillemets are quotes. A word that the index would split ("in-house") is a
// phrase. In other letter case and, or, not are words like any other. Before '*' stand at least two
// letters or digits. A query has at most 4,096 bytes and 64 groups inside each other.
struct QueryNode {
  enum class Kind { kWord, kPrefix, kPhrase, kAnd, kOr, kNot };
  Kind kind = Kind::kWord;
  std::string text;                    // word, prefix or phrase, without quotes and '*'
  std::vector<QueryNode> children;     // kAnd, kOr: two or more; kNot: one, never a kNot
  std::size_t offset_code_points = 0;  // where it stands in the query
};

struct Query {
  std::string source;  // as typed
  QueryNode root;
};

// Error kQuery: what is wrong, at which character (counted from 1), the query with a caret under
// that place, and what to write instead, on lines of their own. A query of nothing but NOT is
// refused, for it names no page, and so is an OR with such an alternative. FTS5 takes every query
// that this takes.
Result<Query> ParseQuery(std::string_view text);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_H_

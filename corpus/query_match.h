#ifndef SCRUTINEER_CORPUS_QUERY_MATCH_H_
#define SCRUTINEER_CORPUS_QUERY_MATCH_H_

#include <string>

#include "corpus/query.h"

namespace scrutineer::corpus {

// The FTS5 expression that finds what the query asks for, made of quoted strings, parentheses, AND,
// OR, NOT and '*' only. REQUIRES: a query from ParseQuery, and then FTS5 always takes it.
std::string MatchExpression(const Query& query);

// Whether FTS5's parser, whose stack holds 100 symbols, has room for the tree. REQUIRES: no OR
// whose alternatives partly say only what to leave out.
bool FitsFts5(const QueryNode& node);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_MATCH_H_

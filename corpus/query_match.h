#ifndef SCRUTINEER_CORPUS_QUERY_MATCH_H_
#define SCRUTINEER_CORPUS_QUERY_MATCH_H_

#include <string>
#include <vector>

#include "corpus/query.h"

namespace scrutineer::corpus {

// Whether no field stands in the tree, so that FTS5 alone can answer it.
bool IsTextOnly(const QueryNode& node);

// The FTS5 expression that finds what a tree asks for, made of quoted strings, parentheses, AND,
// OR, NOT, NEAR and '*' only. What only says what to leave out is compiled as what it leaves out.
// REQUIRES: IsTextOnly(node), a tree (or a part of one) from ParseQuery; then FTS5 always takes it.
std::string MatchExpression(const QueryNode& node);
inline std::string MatchExpression(const Query& query) { return MatchExpression(query.root); }

// Whether a tree says what to leave out rather than what to find.
// REQUIRES: a tree or a part of one from ParseQuery.
bool IsNegative(const QueryNode& node);

// Words, prefixes, phrases and NEARs that are to be found rather than left out, in order.
std::vector<const QueryNode*> PositiveTexts(const QueryNode& node);
// Any of these, as an FTS5 expression; empty for none.
std::string MatchAny(const std::vector<const QueryNode*>& texts);

// Whether FTS5's parser, whose stack holds 100 symbols, has room for the tree. REQUIRES: no OR
// whose alternatives partly say only what to leave out.
bool FitsFts5(const QueryNode& node);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_MATCH_H_

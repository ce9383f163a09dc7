#ifndef SCRUTINEER_CORPUS_QUERY_FIELDS_H_
#define SCRUTINEER_CORPUS_QUERY_FIELDS_H_

#include <optional>
#include <string_view>

#include "corpus/query.h"
#include "corpus/query_lexer.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

std::string_view FieldName(QueryField field);                    // "tag", "provider", ...
std::optional<QueryField> FieldFromName(std::string_view name);  // in any letter case
std::optional<QueryScope> ScopeFromName(std::string_view name);  // "page", "item", "paper"

std::string_view FieldExample(QueryField field);  // "tag:tender"

// The node of a field as typed. Errors as ParseQuery's: no such field, with those near it; no
// value; a value that is none of a closed set, no date or no amount. REQUIRES: token.kind ==
// kField, of this query.
Result<QueryNode> ReadField(std::string_view query, const QueryToken& token);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_FIELDS_H_

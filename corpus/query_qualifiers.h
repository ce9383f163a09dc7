#ifndef SCRUTINEER_CORPUS_QUERY_QUALIFIERS_H_
#define SCRUTINEER_CORPUS_QUERY_QUALIFIERS_H_

#include "corpus/query.h"

namespace scrutineer::corpus {

// Hands status:, stage: and money of an AND to the tag: and rule: fields beside them, as their
// qualifiers: what is asked is a tender that is decided, not a tender and something decided. A
// field that the AND holds twice (status:decided status:proposed) stays by itself, for one mention
// cannot be both, and so does every one where no tag: or rule: is asked for.
void JoinQualifiers(QueryNode& node);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_QUALIFIERS_H_

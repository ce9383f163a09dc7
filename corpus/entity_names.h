#ifndef SCRUTINEER_CORPUS_ENTITY_NAMES_H_
#define SCRUTINEER_CORPUS_ENTITY_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"

namespace scrutineer::corpus {

// Rows of `entities` that any of these names or ids mean: an id, letter case aside, or any way in
// which a paper ever wrote the name, compared by CanonicalName. Error kQuery for one that no page
// of the corpus mentions; the message has the nearest names that do occur.
Result<std::vector<std::int64_t>> ResolveEntities(Database& database, Tag tag,
                                                  const std::vector<std::string>& names);

// Number of letters to insert, remove, replace or swap with their neighbour to make one of the
// other (optimal string alignment, over bytes).
int EditDistance(std::string_view a, std::string_view b);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_ENTITY_NAMES_H_

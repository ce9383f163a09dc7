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

// The same of one name; none where no page of the corpus mentions it.
Result<std::vector<std::int64_t>> FindEntities(Database& database, Tag tag, std::string_view name);

// What to do about a name that none mentions: the nearest that do occur, or where to look them up.
Result<std::string> UnknownEntityAdvice(Database& database, Tag tag, std::string_view name);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_ENTITY_NAMES_H_

#ifndef SCRUTINEER_CORPUS_VALUE_ROWS_H_
#define SCRUTINEER_CORPUS_VALUE_ROWS_H_

#include <cstdint>
#include <vector>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"

namespace scrutineer::corpus {

// The table `mention_values`. Values go with their mention when it is deleted.

Status InsertValues(Database& database, std::int64_t mention_id, const std::vector<Value>& values);
// In the order in which they were inserted.
Result<std::vector<Value>> ReadValues(Database& database, std::int64_t mention_id);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_VALUE_ROWS_H_

#ifndef SCRUTINEER_CORPUS_FURNITURE_ROWS_H_
#define SCRUTINEER_CORPUS_FURNITURE_ROWS_H_

#include <cstdint>
#include <vector>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"
#include "pipeline/model/paper.h"

namespace scrutineer::corpus {

// The rows of page_furniture; they go with their page.
Status InsertFurniture(Database& database, std::int64_t page_id,
                       const std::vector<Furniture>& furniture);
// Fills that of a version's pages. REQUIRES: all of them, by number.
Status ReadFurniture(Database& database, std::int64_t version_id, std::vector<Page>& pages);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_FURNITURE_ROWS_H_

#ifndef SCRUTINEER_CORPUS_SQLITE_ENTITY_DIRECTORY_H_
#define SCRUTINEER_CORPUS_SQLITE_ENTITY_DIRECTORY_H_

#include <cstdint>
#include <vector>

#include "corpus/entity_directory.h"
#include "corpus/sqlite_database.h"

namespace scrutineer::corpus {

class SqliteEntityDirectory final : public EntityDirectory {
 public:
  // The database must outlive the directory.
  explicit SqliteEntityDirectory(Database& database) : database_(database) {}

  Result<std::vector<EntityRow>> List(Tag tag) override;
  Result<std::vector<EntityVariant>> Variants(std::int64_t entity) override;

 private:
  Database& database_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_ENTITY_DIRECTORY_H_

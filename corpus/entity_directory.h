#ifndef SCRUTINEER_CORPUS_ENTITY_DIRECTORY_H_
#define SCRUTINEER_CORPUS_ENTITY_DIRECTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"

namespace scrutineer::corpus {

// A provider or service that current papers mention.
struct EntityRow {
  std::int64_t id = 0;
  std::string entity_id;  // in the lists; empty for a name that stands in none
  std::string name;       // as it is best written
  std::string canonical;  // see CanonicalName
  std::int64_t mentions = 0;
  std::int64_t papers = 0;
};

// One way in which papers write an entity's name.
struct EntityVariant {
  std::string name;
  std::int64_t mentions = 0;  // in current papers
};

// The providers and services of the corpus as wholes.
class EntityDirectory {
 public:
  virtual ~EntityDirectory() = default;
  // All of one kind that current papers mention, the most mentioned first.
  virtual Result<std::vector<EntityRow>> List(Tag tag) = 0;
  // The most frequent first; their mentions add up to the entity's.
  virtual Result<std::vector<EntityVariant>> Variants(std::int64_t entity) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_ENTITY_DIRECTORY_H_

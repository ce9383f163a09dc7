#ifndef SCRUTINEER_CORPUS_SAVED_QUERIES_H_
#define SCRUTINEER_CORPUS_SAVED_QUERIES_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

struct SavedQuery {
  std::string name;
  std::string query;  // as ParseQuery takes it
  Instant created{};
  Instant changed{};
};

// Queries with names. Each write is durable when it returns.
class SavedQueries {
 public:
  virtual ~SavedQueries() = default;
  // Saves it under the name. Errors: kQuery where it is no query; kUsage for a name that is empty,
  // longer than 100 characters or not one line, and for one in use unless `replace`.
  virtual Status Save(std::string_view name, std::string_view query, bool replace) = 0;
  // By name.
  virtual Result<std::vector<SavedQuery>> List() = 0;
  // Errors of both: kNotFound, with names near it.
  virtual Result<SavedQuery> Find(std::string_view name) = 0;
  virtual Status Delete(std::string_view name) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SAVED_QUERIES_H_

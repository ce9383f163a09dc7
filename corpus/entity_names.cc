#include "corpus/entity_names.h"

#include <fmt/format.h>

#include "corpus/fts_tokenizer.h"
#include "corpus/near_names.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::corpus {
namespace {

Result<std::vector<std::string>> NearEntities(Database& database, Tag tag,
                                              const std::string& canonical) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database.Query("SELECT name, folded_name FROM entities WHERE tag = ?1", TagName(tag)));
  std::vector<NameChoice> choices;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return NearestNames(canonical, choices);
    choices.push_back({rows.String(0), rows.String(1)});
  }
}

}  // namespace

Result<std::string> UnknownEntityAdvice(Database& database, Tag tag, std::string_view name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto near, NearEntities(database, tag, CanonicalName(name)));
  if (!near.empty()) return DidYouMean(near);
  return fmt::format(
      "`scrutineer mentions --tag {}` lists those that are; for other words search without --{}",
      TagName(tag), TagName(tag));
}

Result<std::vector<std::int64_t>> FindEntities(Database& database, Tag tag, std::string_view name) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database.Query("SELECT id FROM entities WHERE tag = ?1 AND folded_name = ?2 AND ?2 <> ''"
                     " UNION SELECT id FROM entities WHERE tag = ?1 AND entity_id <> ''"
                     "  AND fold(entity_id) = ?3 AND ?3 <> ''"
                     " UNION SELECT e.id FROM entity_variants n JOIN entities e ON e.id = n.entity"
                     "  WHERE e.tag = ?1 AND n.folded_name = ?2 AND ?2 <> ''",
                     TagName(tag), CanonicalName(name), Fold(name)));
  std::vector<std::int64_t> entities;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return entities;
    entities.push_back(rows.Int64(0));
  }
}

Result<std::vector<std::int64_t>> ResolveEntities(Database& database, Tag tag,
                                                  const std::vector<std::string>& names) {
  std::vector<std::int64_t> entities;
  for (const std::string& name : names) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto found, FindEntities(database, tag, name));
    if (found.empty()) {
      SCRUTINEER_ASSIGN_OR_RETURN(const auto advice, UnknownEntityAdvice(database, tag, name));
      return Fail(ErrorCode::kQuery, fmt::format("no paper mentions a {} called \"{}\" ({})",
                                                 TagName(tag), name, advice));
    }
    entities.insert(entities.end(), found.begin(), found.end());
  }
  return entities;
}

}  // namespace scrutineer::corpus

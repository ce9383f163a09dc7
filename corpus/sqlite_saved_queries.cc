#include "corpus/sqlite_saved_queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "corpus/fts_tokenizer.h"
#include "corpus/near_names.h"
#include "corpus/query.h"
#include "corpus/sqlite_rows.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kLongestName = 100;

Status CheckQueryName(std::string_view name) {
  const bool is_line = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  const bool is_fine = !name.empty() && name.front() != ' ' && name.back() != ' ' && is_line &&
                       !FirstInvalidUtf8(name) && CountCodePoints(name) <= kLongestName;
  if (is_fine) return {};
  return Fail(
      ErrorCode::kUsage,
      fmt::format("the name of a query is one line of at most {} characters, without spaces "
                  "at its ends",
                  kLongestName));
}

Error NoSuchQuery(std::string_view name, const std::vector<SavedQuery>& queries) {
  std::vector<NameChoice> choices;
  choices.reserve(queries.size());
  for (const SavedQuery& query : queries) choices.push_back({query.name, Fold(query.name)});
  const auto near = NearestNames(Fold(name), choices);
  return {ErrorCode::kNotFound,
          fmt::format("no saved query is called \"{}\" ({})", name,
                      near.empty() ? "`scrutineer queries list` shows them" : DidYouMean(near)),
          {}};
}

SavedQuery ReadQuery(const Statement& row) {
  return {row.String(0), row.String(1), InstantFromText(row.Text(2)), InstantFromText(row.Text(3))};
}

}  // namespace

Status SqliteSavedQueries::Save(std::string_view name, std::string_view query, bool replace) {
  SCRUTINEER_RETURN_IF_ERROR(CheckQueryName(name));
  if (const auto parsed = ParseQuery(query); !parsed) return Fail(parsed.error());
  return batch_.DoNow([&]() -> Status {
    const std::string now = InstantToText(clock_.Now());
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run(fmt::format("INSERT INTO saved_queries (name, query, created_at, changed_at)"
                                  " VALUES (?1, ?2, ?3, ?3) ON CONFLICT (name) DO {}",
                                  replace ? "UPDATE SET query = ?2, changed_at = ?3" : "NOTHING"),
                      name, query, now));
    if (database_.changes() > 0) return {};
    return Fail(ErrorCode::kUsage,
                fmt::format("a query is called \"{}\" already (--replace saves over it)", name));
  });
}

Result<std::vector<SavedQuery>> SqliteSavedQueries::List() {
  SCRUTINEER_ASSIGN_OR_RETURN(Statement rows,
                              database_.Query("SELECT name, query, created_at, changed_at"
                                              " FROM saved_queries ORDER BY name"));
  std::vector<SavedQuery> queries;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return queries;
    queries.push_back(ReadQuery(rows));
  }
}

Result<SavedQuery> SqliteSavedQueries::Find(std::string_view name) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto queries, List());
  const auto named = std::find_if(queries.begin(), queries.end(),
                                  [&](const SavedQuery& query) { return query.name == name; });
  if (named != queries.end()) return std::move(*named);
  return Fail(NoSuchQuery(name, queries));
}

Status SqliteSavedQueries::Delete(std::string_view name) {
  if (const auto found = Find(name); !found) return Fail(found.error());
  return batch_.DoNow(
      [&] { return database_.Run("DELETE FROM saved_queries WHERE name = ?1", name); });
}

}  // namespace scrutineer::corpus

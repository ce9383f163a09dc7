#include "corpus/entity_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "corpus/fts_tokenizer.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kMaxSuggestions = 5;

struct NamedDistance {
  int distance = 0;
  std::string name;
};

// How far a name typed stands from one stored: a part of it is as near as a slip of the finger.
int Distance(std::string_view typed, std::string_view stored) {
  if (stored.find(typed) != std::string_view::npos) return 1;
  int nearest = EditDistance(typed, stored);
  for (std::size_t begin = 0; begin < stored.size();) {
    const std::size_t end = std::min(stored.find(' ', begin), stored.size());
    nearest = std::min(nearest, EditDistance(typed, stored.substr(begin, end - begin)) + 1);
    begin = end + 1;
  }
  return nearest;
}

Result<std::vector<NamedDistance>> NearNames(Database& database, Tag tag,
                                             const std::string& folded) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database.Query("SELECT name, folded_name FROM entities WHERE tag = ?1", TagName(tag)));
  const int farthest = 2 + static_cast<int>(folded.size()) / 5;
  std::vector<NamedDistance> near;
  std::set<std::string> seen;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    const int distance = folded.empty() ? farthest + 1 : Distance(folded, rows.Text(1));
    if (distance <= farthest && seen.insert(rows.String(0)).second) {
      near.push_back({distance, rows.String(0)});
    }
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.distance < b.distance; });
  if (near.size() > kMaxSuggestions) near.resize(kMaxSuggestions);
  return near;
}

Result<std::vector<std::int64_t>> Unknown(Database& database, Tag tag, const std::string& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto near, NearNames(database, tag, CanonicalName(name)));
  std::string advice;
  for (const NamedDistance& candidate : near) {
    advice += fmt::format("{}\"{}\"", advice.empty() ? "did you mean " : ", ", candidate.name);
  }
  if (near.empty()) {
    advice = fmt::format(
        "`scrutineer mentions --tag {}` lists those that are; for other words "
        "search without --{}",
        TagName(tag), TagName(tag));
  } else {
    advice += '?';
  }
  return Fail(ErrorCode::kQuery,
              fmt::format("no paper mentions a {} called \"{}\" ({})", TagName(tag), name, advice));
}

}  // namespace

int EditDistance(std::string_view a, std::string_view b) {
  std::vector<int> before_last;
  std::vector<int> last(b.size() + 1);
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

Result<std::vector<std::int64_t>> ResolveEntities(Database& database, Tag tag,
                                                  const std::vector<std::string>& names) {
  std::vector<std::int64_t> entities;
  for (const std::string& name : names) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database.Query(
            "SELECT id FROM entities WHERE tag = ?1 AND folded_name = ?2 AND ?2 <> ''"
            " UNION SELECT id FROM entities WHERE tag = ?1 AND entity_id <> ''"
            "  AND fold(entity_id) = ?3 AND ?3 <> ''"
            " UNION SELECT e.id FROM entity_variants n JOIN entities e ON e.id = n.entity"
            "  WHERE e.tag = ?1 AND n.folded_name = ?2 AND ?2 <> ''",
            TagName(tag), CanonicalName(name), Fold(name)));
    const std::size_t before = entities.size();
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      entities.push_back(rows.Int64(0));
    }
    if (entities.size() == before) return Unknown(database, tag, name);
  }
  return entities;
}

}  // namespace scrutineer::corpus

#include "corpus/duplicate_table.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "corpus/page_id.h"

namespace scrutineer::corpus {

Status DuplicateTable::Add(std::int64_t page_id, std::string_view text) {
  const PageShingles page = ShinglesOf(text);
  const std::vector<std::int64_t> keys = BandKeys(page);
  SCRUTINEER_ASSIGN_OR_RETURN(const auto candidates, Candidates(keys));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto leader, MostAlike(page_id, page, candidates));
  return leader ? Join(page_id, *leader) : AddBands(page_id, keys);
}

Result<std::vector<std::int64_t>> DuplicateTable::Candidates(
    const std::vector<std::int64_t>& keys) {
  std::map<std::int64_t, int> shared;
  for (const std::int64_t key : keys) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database_.Query("SELECT page_id FROM page_bands WHERE band_key = ?1 LIMIT ?2", key,
                        static_cast<std::int64_t>(4 * kMostComparisons)));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      ++shared[rows.Int64(0)];
    }
  }
  std::vector<std::pair<int, std::int64_t>> by_bands;
  by_bands.reserve(shared.size());
  for (const auto& [page_id, bands] : shared) by_bands.emplace_back(-bands, page_id);
  std::sort(by_bands.begin(), by_bands.end());
  if (by_bands.size() > kMostComparisons) by_bands.resize(kMostComparisons);
  std::vector<std::int64_t> candidates;
  candidates.reserve(by_bands.size());
  for (const auto& [bands, page_id] : by_bands) candidates.push_back(page_id);
  return candidates;
}

Result<std::optional<std::int64_t>> DuplicateTable::MostAlike(
    std::int64_t page_id, const PageShingles& page, const std::vector<std::int64_t>& candidates) {
  std::optional<std::int64_t> best;
  double resemblance = 0;
  for (const std::int64_t candidate : candidates) {
    SCRUTINEER_ASSIGN_OR_RETURN(Statement row,
                                database_.Query("SELECT text FROM pages WHERE id = ?1", candidate));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (!found) continue;
    const PageShingles other = ShinglesOf(row.Text(0));
    if (!AreDuplicates(page, other)) continue;
    const double alike = Resemblance(page, other);
    if (alike <= resemblance) continue;
    if (alike < 1) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool apart, AreOfTwoCouncils(page_id, candidate));
      if (apart) continue;
    }
    best = candidate;
    resemblance = alike;
    if (resemblance == 1) break;
  }
  return best;
}

Result<bool> DuplicateTable::AreOfTwoCouncils(std::int64_t page_id, std::int64_t other_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto apart,
      database_.Number("SELECT 1 FROM versions a, versions b WHERE a.id = ?1 AND b.id = ?2"
                       " AND a.council <> '' AND b.council <> '' AND a.council <> b.council",
                       DecodePageId(page_id).version_id, DecodePageId(other_id).version_id));
  return apart.has_value();
}

Status DuplicateTable::Join(std::int64_t page_id, std::int64_t leader_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      auto group,
      database_.Number("SELECT group_number FROM duplicate_pages WHERE page_id = ?1", leader_id));
  if (!group) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        group, database_.Number("SELECT coalesce(max(group_number), 0) + 1 FROM duplicate_pages"));
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO duplicate_pages (page_id, group_number) VALUES (?1, ?2)", leader_id, group));
  }
  return database_.Run("INSERT INTO duplicate_pages (page_id, group_number) VALUES (?1, ?2)",
                       page_id, group);
}

Status DuplicateTable::AddBands(std::int64_t page_id, const std::vector<std::int64_t>& keys) {
  for (const std::int64_t key : keys) {
    // Two bands of one page have the same key once in billions.
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO page_bands (band_key, page_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING", key,
        page_id));
  }
  return {};
}

Status DuplicateTable::Remove(std::int64_t page_id, std::string_view text) {
  bool could_be_found = false;
  for (const std::int64_t key : BandKeys(ShinglesOf(text))) {
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run("DELETE FROM page_bands WHERE band_key = ?1 AND page_id = ?2", key, page_id));
    could_be_found = could_be_found || database_.changes() > 0;
  }
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto group,
      database_.Number("SELECT group_number FROM duplicate_pages WHERE page_id = ?1", page_id));
  if (!group) return {};
  SCRUTINEER_RETURN_IF_ERROR(
      database_.Run("DELETE FROM duplicate_pages WHERE page_id = ?1", page_id));
  if (could_be_found) SCRUTINEER_RETURN_IF_ERROR(LeadAnew(*group));
  return database_.Run(
      "DELETE FROM duplicate_pages WHERE group_number = ?1 AND"
      " (SELECT count(*) FROM (SELECT 1 FROM duplicate_pages WHERE group_number = ?1 LIMIT 2)) = 1",
      *group);
}

Status DuplicateTable::LeadAnew(std::int64_t group_number) {
  std::int64_t page_id = 0;
  std::vector<std::int64_t> keys;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement row,
        database_.Query(
            "SELECT pg.id, pg.text FROM duplicate_pages d JOIN pages pg"
            " ON pg.id = d.page_id WHERE d.group_number = ?1 ORDER BY d.page_id LIMIT 1",
            group_number));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (!found) return {};
    page_id = row.Int64(0);
    keys = BandKeys(ShinglesOf(row.Text(1)));
  }
  return AddBands(page_id, keys);
}

}  // namespace scrutineer::corpus

#include "corpus/facet_counter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "corpus/page_id.h"
#include "pipeline/model/kind_names.h"

namespace scrutineer::corpus {
namespace {

constexpr auto kFacets = std::to_array<Named<FacetName>>({
    {FacetName::kCouncil, "council"},
    {FacetName::kCommittee, "committee"},
    {FacetName::kYear, "year"},
    {FacetName::kTag, "tag"},
    {FacetName::kProvider, "provider"},
    {FacetName::kService, "service"},
    {FacetName::kKind, "kind"},
});

// Looking up the mentions of one page costs as much as passing so many in an index.
constexpr std::int64_t kMentionsPassedPerLookup = 8;

bool IsOfMentions(FacetName name) {
  return name == FacetName::kTag || name == FacetName::kProvider || name == FacetName::kService;
}

}  // namespace

std::string_view FacetNameOf(FacetName facet) { return NameIn(kFacets, facet, "council"); }

std::optional<FacetName> FacetFromName(std::string_view name) { return KindIn(kFacets, name); }

const std::vector<FacetName>& AllFacets() {
  static const std::vector<FacetName> all = [] {
    std::vector<FacetName> names;
    names.reserve(kFacets.size());
    for (const auto& facet : kFacets) names.push_back(facet.kind);
    return names;
  }();
  return all;
}

Result<Facet> FacetCounter::Count(FacetName name, int limit) {
  Facet facet;
  facet.name = name;
  Counts counts;
  if (IsOfMentions(name)) {
    std::int64_t pages_with = 0;
    SCRUTINEER_ASSIGN_OR_RETURN(counts, ByMention(name, pages_with));
    facet.pages_without = static_cast<std::int64_t>(pages_.size()) - pages_with;
  } else {
    SCRUTINEER_ASSIGN_OR_RETURN(counts, ByVersion(name));
    if (const auto unknown = counts.find(""); unknown != counts.end()) {
      facet.pages_without = unknown->second;
      counts.erase(unknown);
    }
  }
  facet.distinct = static_cast<std::int64_t>(counts.size());
  for (auto& [value, pages] : counts) facet.values.push_back({value, pages});
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.pages > b.pages; });
  const auto most = static_cast<std::size_t>(std::max(limit, 0));
  if (facet.values.size() > most) facet.values.resize(most);
  return facet;
}

Result<FacetCounter::Counts> FacetCounter::ByVersion(FacetName name) {
  Counts counts;
  if (name == FacetName::kYear) {
    for (const RankedPage& page : pages_) {
      const auto date = DecodePageId(page.page_id).meeting_date;
      ++counts[date ? fmt::format("{}", static_cast<int>(date->year())) : std::string()];
    }
    return counts;
  }
  std::unordered_map<std::int64_t, std::int64_t> pages_of_version;
  for (const RankedPage& page : pages_) ++pages_of_version[DecodePageId(page.page_id).version_id];
  const std::string sql = fmt::format("SELECT {} FROM versions WHERE id = ?1", FacetNameOf(name));
  for (const auto& [version, pages] : pages_of_version) {
    SCRUTINEER_ASSIGN_OR_RETURN(Statement row, database_.Query(sql, version));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    counts[found ? row.String(0) : std::string()] += pages;
  }
  return counts;
}

Result<FacetCounter::Counts> FacetCounter::ByMention(FacetName name, std::int64_t& pages_with) {
  const bool by_tag = name == FacetName::kTag;
  const std::string column = by_tag ? "m.tag" : "m.entity";
  const std::string condition =
      by_tag ? std::string("1")
             : fmt::format("m.entity IS NOT NULL AND m.tag = '{}'", FacetNameOf(name));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto last, database_.Number("SELECT max(id) FROM mentions"));
  const std::int64_t lookups = static_cast<std::int64_t>(pages_.size()) * kMentionsPassedPerLookup;
  return lookups < last.value_or(0) ? ByMentionOfPages(column, condition, pages_with)
                                    : ByMentionOfAll(column, condition, pages_with);
}

Result<FacetCounter::Counts> FacetCounter::ByMentionOfPages(std::string_view column,
                                                            std::string_view condition,
                                                            std::int64_t& pages_with) {
  Counts counts;
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Prepare(fmt::format(
          "SELECT DISTINCT {} FROM mentions m WHERE m.page_id = ?1 AND {}", column, condition)));
  for (const RankedPage& page : pages_) {
    rows.Reset();
    rows.Bind(1, page.page_id);
    bool has_any = false;
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      ++counts[rows.String(0)];
      has_any = true;
    }
    if (has_any) ++pages_with;
  }
  return WithNames(std::move(counts), column);
}

Result<FacetCounter::Counts> FacetCounter::ByMentionOfAll(std::string_view column,
                                                          std::string_view condition,
                                                          std::int64_t& pages_with) {
  std::unordered_set<std::int64_t> found_pages;
  found_pages.reserve(pages_.size());
  for (const RankedPage& page : pages_) found_pages.insert(page.page_id);
  std::unordered_set<std::int64_t> with;
  Counts counts;
  SCRUTINEER_ASSIGN_OR_RETURN(Statement rows, database_.Prepare(fmt::format(
                                                  "SELECT {0}, m.page_id FROM mentions m WHERE {1}"
                                                  " GROUP BY {0}, m.page_id",
                                                  column, condition)));
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    if (!found_pages.contains(rows.Int64(1))) continue;
    ++counts[rows.String(0)];
    with.insert(rows.Int64(1));
  }
  pages_with = static_cast<std::int64_t>(with.size());
  return WithNames(std::move(counts), column);
}

Result<FacetCounter::Counts> FacetCounter::WithNames(Counts counts, std::string_view column) {
  if (column != "m.entity") return counts;
  Counts named;
  for (const auto& [entity, pages] : counts) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement row,
        database_.Query("SELECT name FROM entities WHERE id = CAST(?1 AS INTEGER)", entity));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (found) named[row.String(0)] += pages;
  }
  return named;
}

}  // namespace scrutineer::corpus

#include "corpus/facet_counter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
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

bool IsOfEntities(FacetName name) {
  return name == FacetName::kProvider || name == FacetName::kService;
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
  if (!counted_.contains(name)) {
    if (name == FacetName::kYear) {
      CountYears();
    } else {
      SCRUTINEER_RETURN_IF_ERROR(IsOfMentions(name) ? CountMentions() : CountVersions());
    }
  }
  const Counted& counted = counted_[name];
  Counts counts = counted.counts;
  if (IsOfEntities(name)) {
    SCRUTINEER_ASSIGN_OR_RETURN(counts, WithNames(counted.counts));
  }
  Facet facet;
  facet.name = name;
  facet.pages_without = static_cast<std::int64_t>(pages_.size()) - counted.pages_with;
  facet.distinct = static_cast<std::int64_t>(counts.size());
  for (const auto& [value, pages] : counts) facet.values.push_back({value, pages});
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.pages > b.pages; });
  const auto most = static_cast<std::size_t>(std::max(limit, 0));
  if (facet.values.size() > most) facet.values.resize(most);
  return facet;
}

void FacetCounter::CountYears() {
  Counted& years = counted_[FacetName::kYear];
  for (const RankedPage& page : pages_) {
    const auto date = DecodePageId(page.page_id).meeting_date;
    if (!date) continue;
    ++years.counts[fmt::format("{}", static_cast<int>(date->year()))];
    ++years.pages_with;
  }
}

Status FacetCounter::CountVersions() {
  std::unordered_map<std::int64_t, std::int64_t> pages_of_version;
  for (const RankedPage& page : pages_) ++pages_of_version[VersionIdOf(page.page_id)];
  constexpr FacetName kColumns[] = {FacetName::kCouncil, FacetName::kCommittee, FacetName::kKind};
  for (const FacetName name : kColumns) counted_[name] = {};
  for (const auto& [version, pages] : pages_of_version) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement row,
        database_.Query("SELECT council, committee, kind FROM versions WHERE id = ?1", version));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (!found) continue;
    int column = 0;
    for (const FacetName name : kColumns) {
      const std::string value = row.String(column++);
      if (value.empty()) continue;
      counted_[name].counts[value] += pages;
      counted_[name].pages_with += pages;
    }
  }
  return {};
}

Status FacetCounter::CountMentions() {
  for (const FacetName name : {FacetName::kTag, FacetName::kProvider, FacetName::kService}) {
    counted_[name] = {};
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto last, database_.Number("SELECT max(id) FROM mentions"));
  const std::int64_t lookups = static_cast<std::int64_t>(pages_.size()) * kMentionsPassedPerLookup;
  return lookups < last.value_or(0) ? CountMentionsOfPages() : CountMentionsOfAll();
}

Status FacetCounter::CountMentionsOfPages() {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Prepare("SELECT DISTINCT tag, entity FROM mentions WHERE page_id = ?1"));
  std::map<FacetName, std::set<std::string>> on_page;
  for (const RankedPage& page : pages_) {
    rows.Reset();
    rows.Bind(1, page.page_id);
    for (auto& [name, values] : on_page) values.clear();
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      const std::string_view tag = rows.Text(0);
      on_page[FacetName::kTag].emplace(tag);
      const auto of_entities = FacetFromName(tag);
      if (of_entities && !rows.IsNull(1)) on_page[*of_entities].insert(rows.String(1));
    }
    for (const auto& [name, values] : on_page) {
      if (!values.empty()) ++counted_[name].pages_with;
      for (const std::string& value : values) ++counted_[name].counts[value];
    }
  }
  return {};
}

Status FacetCounter::CountMentionsOfAll() {
  std::unordered_set<std::int64_t> found_pages;
  found_pages.reserve(pages_.size());
  for (const RankedPage& page : pages_) found_pages.insert(page.page_id);
  for (const FacetName name : {FacetName::kTag, FacetName::kProvider, FacetName::kService}) {
    Counted& counted = counted_[name];
    std::unordered_set<std::int64_t> with;
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database_.Prepare(
            name == FacetName::kTag
                ? "SELECT tag, page_id FROM mentions GROUP BY tag, page_id"
                : fmt::format("SELECT entity, page_id FROM mentions WHERE entity IS NOT NULL"
                              " AND tag = '{}' GROUP BY entity, page_id",
                              FacetNameOf(name))));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      if (!found_pages.contains(rows.Int64(1))) continue;
      ++counted.counts[rows.String(0)];
      with.insert(rows.Int64(1));
    }
    counted.pages_with = static_cast<std::int64_t>(with.size());
  }
  return {};
}

Result<FacetCounter::Counts> FacetCounter::WithNames(const Counts& counts) {
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

#include "corpus/duplicate_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/page_id.h"
#include "corpus/page_resemblance.h"
#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

// So many pages, of one search or several, are looked up one by one, some 2 µs each; then all pages
// that have duplicates are read into memory, some 0.15 µs each.
constexpr std::size_t kMostLookups = 2'000;

// Finding a row anew costs as much as walking over so many.
constexpr std::size_t kRowsPerJump = 16;

// Up to so many members of groups a list of all groups would cost more than it saves.
constexpr std::size_t kFewMembers = 2'000;

// The pages of a group that were found.
struct Group {
  std::size_t first = 0;  // in the pages found
  std::size_t members = 0;
};

// Groups by their number. Those are numbered from 1 on without large gaps, so of many members a
// list is fastest; of few it would cost more to make than to use.
class GroupTable {
 public:
  explicit GroupTable(std::size_t members) : are_few_(members <= kFewMembers) {}

  Group& At(std::int64_t number) {
    if (are_few_) return few_[number];
    const auto index = static_cast<std::size_t>(number);
    if (index >= many_.size()) many_.resize(index + 1);
    return many_[index];
  }

 private:
  bool are_few_;
  std::unordered_map<std::int64_t, Group> few_;
  std::vector<Group> many_;
};

// Of each version the page that comes first.
std::unordered_map<std::int64_t, RankedPage> BestPages(const std::vector<RankedPage>& pages,
                                                       SearchOrder order) {
  std::unordered_map<std::int64_t, RankedPage> best;
  for (const RankedPage& page : pages) {
    const auto [entry, is_new] = best.try_emplace(VersionIdOf(page.page_id), page);
    if (!is_new && ComesBefore(order, page, entry->second)) entry->second = page;
  }
  return best;
}

}  // namespace

bool DuplicateFolder::Precedes(const RankedPage& a, const RankedPage& b) const {
  const std::int64_t version_a = VersionIdOf(a.page_id);
  const std::int64_t version_b = VersionIdOf(b.page_id);
  if (!by_paper_ || version_a == version_b) return ComesBefore(order_, a, b);
  return ComesBefore(order_, best_of_version_.at(version_a), best_of_version_.at(version_b));
}

Status DuplicateFolder::Fold(std::vector<RankedPage>& pages, SearchOrder order, bool by_paper) {
  order_ = order;
  by_paper_ = by_paper;
  if (by_paper) best_of_version_ = BestPages(pages, order);
  SCRUTINEER_ASSIGN_OR_RETURN(const std::vector<Member> members, MembersAmong(pages));
  GroupTable groups(members.size());
  for (const Member& member : members) {
    Group& group = groups.At(member.group_number);
    if (group.members++ == 0 || Precedes(pages[member.index], pages[group.first])) {
      group.first = member.index;
    }
  }
  constexpr std::int64_t kTakenOut = -1;  // no page has such an id
  for (const Member& member : members) {
    const Group& group = groups.At(member.group_number);
    RankedPage& page = pages[member.index];
    if (group.members < 2) continue;
    if (group.first == member.index) {
      firsts_.push_back({page.page_id, member.group_number});
      continue;
    }
    repeats_.push_back({member.group_number, page});
    page.page_id = kTakenOut;
  }
  std::erase_if(pages, [](const RankedPage& page) { return page.page_id == kTakenOut; });
  std::sort(repeats_.begin(), repeats_.end(),
            [](const Repeat& a, const Repeat& b) { return a.group_number < b.group_number; });
  const auto by_page = [](const First& a, const First& b) { return a.page_id < b.page_id; };
  // As they are where the index led.
  if (!std::is_sorted(firsts_.begin(), firsts_.end(), by_page)) {
    std::sort(firsts_.begin(), firsts_.end(), by_page);
  }
  return {};
}

bool DuplicateFolder::HasDuplicates(std::int64_t page_id) const {
  return directory_.GroupOf(page_id).value_or(0) != 0;
}

std::vector<RankedPage> DuplicateFolder::Behind(std::int64_t page_id) const {
  const auto first =
      std::lower_bound(firsts_.begin(), firsts_.end(), page_id,
                       [](const First& entry, std::int64_t id) { return entry.page_id < id; });
  if (first == firsts_.end() || first->page_id != page_id) return {};
  auto repeat = std::lower_bound(
      repeats_.begin(), repeats_.end(), first->group_number,
      [](const Repeat& entry, std::int64_t group) { return entry.group_number < group; });
  std::vector<RankedPage> behind;
  for (; repeat != repeats_.end() && repeat->group_number == first->group_number; ++repeat) {
    behind.push_back(repeat->page);
  }
  std::sort(behind.begin(), behind.end(),
            [&](const RankedPage& a, const RankedPage& b) { return Precedes(a, b); });
  return behind;
}

Result<std::vector<DuplicateFolder::Member>> DuplicateFolder::MembersAmong(
    const std::vector<RankedPage>& pages) {
  const bool are_few = directory_.has_duplicates()
                           ? pages.size() < directory_.duplicates().size() / kRowsPerJump
                           : directory_.noted_groups() + pages.size() <= kMostLookups;
  if (are_few) return LookUpEach(pages);
  SCRUTINEER_RETURN_IF_ERROR(directory_.LoadDuplicates());
  const std::vector<PageDirectory::Duplicate>& rows = directory_.duplicates();
  std::vector<Member> members;
  const auto is_before = [](const PageDirectory::Duplicate& row, std::int64_t page_id) {
    return row.page_id < page_id;
  };
  auto row = rows.begin();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::int64_t page_id = pages[i].page_id;
    // The index gives most pages by ascending id: then both lists are walked side by side.
    if (i == 0 || page_id < pages[i - 1].page_id) {
      row = std::lower_bound(rows.begin(), rows.end(), page_id, is_before);
    } else {
      while (row != rows.end() && row->page_id < page_id) ++row;
    }
    if (row != rows.end() && row->page_id == page_id) members.push_back({row->group_number, i});
  }
  return members;
}

Result<std::vector<DuplicateFolder::Member>> DuplicateFolder::LookUpEach(
    const std::vector<RankedPage>& pages) {
  std::vector<Member> members;
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Prepare("SELECT group_number FROM duplicate_pages WHERE page_id = ?1"));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::int64_t page_id = pages[i].page_id;
    std::optional<std::int64_t> group = directory_.GroupOf(page_id);
    if (!group) {
      row.Reset();
      row.Bind(1, page_id);
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
      group = found ? row.Int64(0) : 0;
      directory_.NoteGroup(page_id, *group);
    }
    if (*group != 0) members.push_back({*group, i});
  }
  return members;
}

Result<RankedPage> DuplicateLoader::PageToShow(const RankedPage& first,
                                               std::span<const RankedPage> behind) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto replaced_paper,
      behind.empty() ? Result<std::optional<std::int64_t>>(std::nullopt)
                     : database_.Number("SELECT v.paper_id FROM pages pg JOIN versions v"
                                        " ON v.id = pg.version_id"
                                        " WHERE pg.id = ?1 AND NOT v.is_current",
                                        first.page_id));
  if (!replaced_paper) return first;
  for (const RankedPage& page : behind) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto paper,
                                database_.Number("SELECT v.paper_id FROM pages pg JOIN versions v"
                                                 " ON v.id = pg.version_id"
                                                 " WHERE pg.id = ?1 AND v.is_current",
                                                 page.page_id));
    if (paper == replaced_paper) return RankedPage{page.page_id, first.score};
  }
  return first;
}

Status DuplicateLoader::AddOthers(const RankedPage& first, std::span<const RankedPage> behind,
                                  SearchHit& hit) {
  std::vector<std::int64_t> others;
  if (first.page_id != hit.page_id) others.push_back(first.page_id);
  for (const RankedPage& page : behind) {
    if (page.page_id != hit.page_id) others.push_back(page.page_id);
  }
  std::string text;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement row,
        database_.Query("SELECT pg.text FROM duplicate_pages d JOIN pages pg ON pg.id = d.page_id"
                        " WHERE d.page_id = ?1",
                        hit.page_id));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (!found) return {};
    text = row.String(0);
  }
  std::vector<std::int64_t> papers = {hit.paper.id};
  for (std::size_t i = 0; i < std::min(others.size(), kDuplicatesNamed); ++i) {
    SCRUTINEER_ASSIGN_OR_RETURN(DuplicatePage page, Load(others[i], text));
    papers.push_back(page.paper.id);
    hit.also_in.push_back(std::move(page));
  }
  std::sort(papers.begin(), papers.end());
  papers.erase(std::unique(papers.begin(), papers.end()), papers.end());
  std::vector<std::int64_t> replaced;
  for (const std::int64_t paper_id : papers) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, InReplacedVersions(hit.page_id, paper_id));
    for (const std::int64_t page_id : pages) {
      const bool is_known = page_id == hit.page_id ||
                            std::find(others.begin(), others.end(), page_id) != others.end();
      if (!is_known) replaced.push_back(page_id);
    }
  }
  hit.also_in_total = static_cast<std::int64_t>(others.size() + replaced.size());
  for (const std::int64_t page_id : replaced) {
    if (hit.also_in.size() == kDuplicatesNamed) break;
    SCRUTINEER_ASSIGN_OR_RETURN(DuplicatePage page, Load(page_id, text));
    hit.also_in.push_back(std::move(page));
  }
  return {};
}

Result<DuplicatePage> DuplicateLoader::Load(std::int64_t page_id, std::string_view text_of_hit) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Query("SELECT number, ocr_confidence, text FROM pages WHERE id = ?1", page_id));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) {
    return Fail(ErrorCode::kCorrupt,
                fmt::format("page {} is named as a duplicate and not stored (run `scrutineer "
                            "doctor`)",
                            page_id),
                database_.file().string());
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const ShownVersion* version, versions_.Of(VersionIdOf(page_id)));
  DuplicatePage page;
  page.paper = version->paper;
  page.page_id = page_id;
  page.sha256 = version->sha256;
  page.page_number = row.Int(0);
  page.ocr_confidence = ReadConfidence(row, 1);
  if (!version->is_current) page.fetched_at = version->fetched_at;
  if (const std::string_view text = row.Text(2); text != text_of_hit) {
    page.resemblance = Resemblance(ShinglesOf(text_of_hit), ShinglesOf(text));
  }
  return page;
}

Result<std::vector<std::int64_t>> DuplicateLoader::InReplacedVersions(std::int64_t page_id,
                                                                      std::int64_t paper_id) {
  // From the paper's versions, not from the group ("+"): a notice may stand in thousands of papers.
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT pg.id FROM versions v CROSS JOIN pages pg ON pg.version_id = v.id"
                      " CROSS JOIN duplicate_pages d ON d.page_id = pg.id"
                      " WHERE v.paper_id = ?2 AND NOT v.is_current AND +d.group_number ="
                      " (SELECT group_number FROM duplicate_pages WHERE page_id = ?1)"
                      " ORDER BY v.id DESC, pg.number",
                      page_id, paper_id));
  std::vector<std::int64_t> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return pages;
    pages.push_back(rows.Int64(0));
  }
}

}  // namespace scrutineer::corpus

#include "pipeline/text/structure.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/text/ascii.h"
#include "pipeline/text/heading_role.h"
#include "pipeline/text/heading_tree.h"
#include "pipeline/text/item_finder.h"
#include "pipeline/text/normalizer.h"
#include "pipeline/text/report_finder.h"
#include "pipeline/text/section_span.h"
#include "pipeline/text/sections.h"

namespace scrutineer::text {
namespace {

// An agenda at the front of a pack has no more pages than this.
constexpr int kLongestAgenda = 12;

bool ListsItems(PaperKind kind) {
  return kind == PaperKind::kAgenda || kind == PaperKind::kMinutes || kind == PaperKind::kPack ||
         kind == PaperKind::kSupplement;
}

// "NOTES", "ADJOURNMENT": what stands behind the items of an agenda and is none.
bool EndsAgenda(std::string_view line) {
  const auto heading = ReadHeading(line);
  return heading && heading->sure && !heading->run_in && heading->number.empty() &&
         std::none_of(line.begin(), line.end(), IsAsciiLower);
}

// Where the last item ends: before the contents page, the first report, or what follows the items
// of an agenda.
TextPlace EndOfItems(const StructureNotes& notes, TextPlace last_item, int end_page,
                     PaperKind kind) {
  for (const NotedLine& line : notes.lines()) {
    const bool behind =
        line.page > last_item.page || (line.page == last_item.page && line.start > last_item.start);
    if (behind && line.page < end_page &&
        (HeadsContents(line.text) || (kind != PaperKind::kMinutes && EndsAgenda(line.text)))) {
      return {line.page, line.start};
    }
  }
  return {end_page, 0};
}

void AppendItems(const StructureNotes& notes, const std::vector<FoundItem>& items, PaperKind kind,
                 int end_page, std::vector<PaperSection>& sections) {
  if (items.empty()) return;
  const TextPlace end = EndOfItems(notes, items.back().place, end_page, kind);
  int parent = -1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const FoundItem& item = items[i];
    const auto next =
        std::find_if(items.begin() + static_cast<std::ptrdiff_t>(i) + 1, items.end(),
                     [&](const FoundItem& other) { return other.depth <= item.depth; });
    PaperSection section;
    section.kind = SectionKind::kItem;
    section.number = item.number;
    section.title = item.title;
    section.first_page = item.place.page;
    section.start = item.place.start;
    section.Add(SectionEvidence::kHeading);
    if (item.first_printed > 0) section.Add(SectionEvidence::kContents);
    EndBefore(notes, next == items.end() ? end : next->place, section);
    if (item.depth == 0) parent = static_cast<int>(sections.size());
    if (item.depth > 0) section.parent = parent;
    sections.push_back(std::move(section));
  }
}

void AppendHeadings(const StructureNotes& notes, const std::vector<Bookmark>& bookmarks,
                    const std::string& title, int first, int last, int parent,
                    std::vector<PaperSection>& sections) {
  const auto base = static_cast<int>(sections.size());
  for (PaperSection& heading : FindHeadings(notes, bookmarks, title, first, last)) {
    heading.parent = heading.parent < 0 ? parent : heading.parent + base;
    sections.push_back(std::move(heading));
  }
}

// Items that an outline names are known by it, too.
void MarkBookmarked(const std::vector<Bookmark>& bookmarks, std::vector<PaperSection>& sections) {
  std::set<std::string> named;
  for (const Bookmark& bookmark : bookmarks) named.insert(FoldedTitle(bookmark.title));
  named.erase("");
  for (PaperSection& section : sections) {
    if (named.contains(FoldedTitle(section.title))) section.Add(SectionEvidence::kBookmark);
  }
}

// Those that lead to pages of the paper, by page, their titles as the paper's text would have them.
std::vector<Bookmark> Usable(const std::vector<Bookmark>& bookmarks, int last_page) {
  std::vector<Bookmark> usable;
  for (const Bookmark& bookmark : bookmarks) {
    if (bookmark.page_number > last_page) continue;
    std::string title = Normalize(bookmark.title).text;
    std::replace(title.begin(), title.end(), '\n', ' ');
    usable.push_back({std::move(title), bookmark.page_number, bookmark.depth});
  }
  std::stable_sort(usable.begin(), usable.end(), [](const Bookmark& a, const Bookmark& b) {
    return a.page_number < b.page_number;
  });
  return usable;
}

}  // namespace

std::vector<PaperSection> StructureFinder::Finish(const PaperMetadata& paper,
                                                  const std::vector<Bookmark>& bookmarks) const {
  const auto last_page = static_cast<int>(notes_.pages().size());
  std::vector<PaperSection> sections;
  if (last_page == 0) return sections;
  const std::vector<Bookmark> within = Usable(bookmarks, last_page);
  const int first_report = FirstReportPage(notes_, paper.kind, within);
  int end_of_agenda = first_report;
  if (paper.kind == PaperKind::kPack) {
    end_of_agenda = std::min(end_of_agenda, kLongestAgenda + 1);
  }
  const std::vector<FoundItem> items = FindItems(notes_, paper.kind, end_of_agenda - 1);
  const std::vector<PaperSection> reports = FindReports(notes_, paper, within, items);
  if (!reports.empty() && ListsItems(paper.kind)) {
    end_of_agenda = std::min(end_of_agenda, reports.front().first_page);
  }
  AppendItems(notes_, items, paper.kind, end_of_agenda, sections);
  MarkBookmarked(within, sections);
  for (const PaperSection& report : reports) {
    const auto parent = static_cast<int>(sections.size());
    sections.push_back(report);
    AppendHeadings(notes_, within, report.title, report.first_page, report.last_page, parent,
                   sections);
  }
  if (reports.empty() && items.empty() && !ListsItems(paper.kind)) {
    AppendHeadings(notes_, within, paper.title, 1, last_page, -1, sections);
  }
  return sections;
}

}  // namespace scrutineer::text

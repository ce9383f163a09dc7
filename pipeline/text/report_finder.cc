#include "pipeline/text/report_finder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/text/heading_role.h"
#include "pipeline/text/item_alignment.h"
#include "pipeline/text/item_number.h"
#include "pipeline/text/page_numbering.h"

namespace scrutineer::text {
namespace {

using enum SectionEvidence;

bool HoldsReports(PaperKind kind) {
  return kind == PaperKind::kPack || kind == PaperKind::kSupplement || kind == PaperKind::kAgenda;
}

// Reports by the page on which they begin.
using Starts = std::map<int, PaperSection>;

PaperSection& StartAt(Starts& starts, int page, SectionEvidence evidence) {
  PaperSection& section = starts[page];
  section.kind = SectionKind::kReport;
  section.first_page = page;
  section.Add(evidence);
  return section;
}

void FillIn(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

// Items by number and by title; the first of those that are the same.
class ItemIndex {
 public:
  explicit ItemIndex(const std::vector<FoundItem>& items) {
    for (const FoundItem& item : items) {
      by_number_.try_emplace(item.number, &item);
      by_title_.try_emplace(FoldedTitle(item.title), &item);
    }
  }
  const FoundItem* Numbered(const std::string& number) const { return In(by_number_, number); }
  const FoundItem* Titled(std::string_view title) const {
    return In(by_title_, FoldedTitle(title));
  }

 private:
  using Items = std::map<std::string, const FoundItem*>;
  static const FoundItem* In(const Items& items, const std::string& key) {
    const auto found = items.find(key);
    return key.empty() || found == items.end() ? nullptr : found->second;
  }
  Items by_number_;
  Items by_title_;
};

// "7 Budget monitoring", "Item 7 - Budget": the number where it is one of an item.
std::string_view BookmarkNumber(std::string_view title) {
  if (!ReadItemNumber(title)) return {};
  return PrintedItemNumber(title);
}

void AddHeads(const StructureNotes& notes, PaperKind kind, Starts& starts) {
  // An agenda says "Report of the Director" of its items.
  if (kind == PaperKind::kAgenda) return;
  for (std::size_t i = 1; i < notes.pages().size(); ++i) {
    const NotedPage& page = notes.pages()[i];
    if (!page.opens_report) continue;
    PaperSection& report = StartAt(starts, static_cast<int>(i) + 1, kHeading);
    FillIn(report.number, page.head.item);
  }
}

// Bookmarks of reports stand at the top, or below one for the whole pack.
int ReportDepth(const std::vector<Bookmark>& bookmarks) {
  const auto at_top = std::count_if(bookmarks.begin(), bookmarks.end(),
                                    [](const Bookmark& one) { return one.depth == 0; });
  return at_top == 1 ? 1 : 0;
}

void AddBookmarks(const std::vector<Bookmark>& bookmarks, const ItemIndex& items, int after_page,
                  Starts& starts) {
  const int depth = ReportDepth(bookmarks);
  for (const Bookmark& bookmark : bookmarks) {
    if (bookmark.depth != depth || bookmark.page_number <= after_page) continue;
    std::string_view number = BookmarkNumber(bookmark.title);
    const std::string_view title =
        number.empty() ? std::string_view(bookmark.title) : BehindItemNumber(bookmark.title);
    const FoundItem* const item = items.Titled(title);
    if (number.empty() && item != nullptr) number = item->number;
    if (number.empty() || !AppendixLabel(bookmark.title).empty()) continue;
    PaperSection& report = StartAt(starts, bookmark.page_number, kBookmark);
    FillIn(report.number, number);
    FillIn(report.title, title);
  }
}

// What the agenda or the contents page lists, where its page numbers lead to pages.
void AddListed(const StructureNotes& notes, const std::vector<FoundItem>& items, int after_page,
               Starts& starts) {
  const PageNumbering numbering(notes, items, after_page);
  const auto last_page = static_cast<int>(notes.pages().size());
  for (const FoundItem& item : items) {
    const auto first = numbering.PageOf(item.first_printed);
    if (item.first_printed == 0 || !first || *first <= after_page || *first > last_page) continue;
    const NotedPage& page = notes.pages()[static_cast<std::size_t>(*first) - 1];
    const bool headed = page.head.item == item.number || notes.Find(item.title, *first, *first);
    // A number that another stamp contradicts leads astray.
    const bool contradicted = !page.head.item.empty() && page.head.item != item.number;
    if (contradicted || (!headed && !numbering.is_sure())) continue;
    PaperSection& report = StartAt(starts, *first, kContents);
    if (numbering.is_printed()) report.Add(kPageLabel);
    if (headed) report.Add(kHeading);
    FillIn(report.number, item.number);
    if (item.last_printed > 0) {
      report.last_page = std::min(numbering.PageOf(item.last_printed).value_or(0), last_page);
    }
  }
}

// Where an item's title heads a page behind the agenda, its report begins there.
void AddTitled(const StructureNotes& notes, const std::vector<FoundItem>& items, int after_page,
               Starts& starts) {
  constexpr std::uint32_t kTopBytes = 400;
  const auto last_page = static_cast<int>(notes.pages().size());
  std::set<std::string> known;
  for (const auto& [page, report] : starts) known.insert(report.number);
  for (const FoundItem& item : items) {
    constexpr std::size_t kShortestTitle = 12;
    if (known.contains(item.number) || FoldedTitle(item.title).size() < kShortestTitle) continue;
    const auto place = notes.Find(item.title, after_page + 1, last_page);
    if (!place || place->start > kTopBytes) continue;
    const auto there = starts.find(place->page);
    if (there != starts.end() && !there->second.number.empty()) continue;
    FillIn(StartAt(starts, place->page, kHeading).number, item.number);
  }
}

// Packs put together by scanning bear no marks: there the items' words are looked for.
void AddAligned(const StructureNotes& notes, const std::vector<FoundItem>& items, int after_page,
                Starts& starts) {
  const auto marked = std::count_if(starts.begin(), starts.end(),
                                    [](const auto& start) { return !start.second.number.empty(); });
  if (static_cast<std::size_t>(marked) * 3 > items.size()) return;
  const std::vector<std::optional<int>> pages = AlignItems(notes, items, after_page);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!pages[i]) continue;
    const auto there = starts.find(*pages[i]);
    if (there != starts.end() && !there->second.number.empty()) continue;
    FillIn(StartAt(starts, *pages[i], kContents).number, items[i].number);
  }
}

// Pages within a report that is surely known are headed as reports where it has other papers
// behind it, and stamped again where it goes on.
void DropRepeated(Starts& starts) {
  const auto is_listed = [](const PaperSection& section) {
    return section.Has(kBookmark) || section.Has(kContents);
  };
  const auto listed = std::count_if(starts.begin(), starts.end(),
                                    [&](const auto& start) { return is_listed(start.second); });
  constexpr std::ptrdiff_t kFewestListed = 2;
  const PaperSection* before = nullptr;
  for (auto start = starts.begin(); start != starts.end();) {
    const PaperSection& section = start->second;
    const bool repeats = before != nullptr && !section.number.empty() &&
                         section.number == before->number && !is_listed(section);
    const bool within = listed >= kFewestListed && before != nullptr && !is_listed(section) &&
                        section.number.empty();
    if (repeats || within) {
      start = starts.erase(start);
    } else {
      before = &section;
      ++start;
    }
  }
}

// A listed report ends where the list says, any other before the next.
std::vector<PaperSection> Closed(const StructureNotes& notes, Starts starts) {
  std::vector<PaperSection> reports;
  const auto last_page = static_cast<int>(notes.pages().size());
  for (auto start = starts.begin(); start != starts.end(); ++start) {
    PaperSection report = std::move(start->second);
    const auto next = std::next(start);
    const int last = next == starts.end() ? last_page : next->first - 1;
    report.last_page =
        report.last_page < report.first_page ? last : std::min(report.last_page, last);
    report.end = notes.pages()[static_cast<std::size_t>(report.last_page) - 1].size_bytes;
    reports.push_back(std::move(report));
  }
  return reports;
}

void NameReports(const StructureNotes& notes, const ItemIndex& items,
                 std::vector<PaperSection>& reports) {
  for (PaperSection& report : reports) {
    const ReportHead& head = notes.pages()[static_cast<std::size_t>(report.first_page) - 1].head;
    // The agenda's title names what is meant also where the report's own is a table's cell.
    if (const FoundItem* const item = items.Numbered(report.number)) report.title = item->title;
    FillIn(report.title, head.title);
    FillIn(report.author, head.author);
  }
}

std::vector<PaperSection> WholeReport(const StructureNotes& notes, const PaperMetadata& paper) {
  const ReportHead& head = notes.pages().front().head;
  if (head.author.empty() && head.item.empty()) return {};
  PaperSection report;
  report.kind = SectionKind::kReport;
  report.number = head.item;
  report.title = paper.title;
  report.author = head.author;
  report.first_page = 1;
  report.last_page = static_cast<int>(notes.pages().size());
  report.end = notes.pages().back().size_bytes;
  report.Add(kHeading);
  return {report};
}

}  // namespace

int FirstReportPage(const StructureNotes& notes, PaperKind kind,
                    const std::vector<Bookmark>& bookmarks) {
  const auto past = static_cast<int>(notes.pages().size()) + 1;
  if (!HoldsReports(kind)) return past;
  Starts starts;
  AddHeads(notes, kind, starts);
  if (starts.empty()) AddBookmarks(bookmarks, ItemIndex({}), 1, starts);
  return starts.empty() ? past : starts.begin()->first;
}

std::vector<PaperSection> FindReports(const StructureNotes& notes, const PaperMetadata& paper,
                                      const std::vector<Bookmark>& bookmarks,
                                      const std::vector<FoundItem>& items) {
  if (notes.pages().empty()) return {};
  if (paper.kind == PaperKind::kReport) return WholeReport(notes, paper);
  if (!HoldsReports(paper.kind)) return {};
  const ItemIndex index(items);
  const int agenda_ends = items.empty() ? 0 : items.back().place.page;
  Starts starts;
  AddHeads(notes, paper.kind, starts);
  AddBookmarks(bookmarks, index, agenda_ends, starts);
  AddListed(notes, items, agenda_ends, starts);
  if (paper.kind != PaperKind::kAgenda) AddTitled(notes, items, agenda_ends, starts);
  if (paper.kind == PaperKind::kPack) AddAligned(notes, items, agenda_ends, starts);
  DropRepeated(starts);
  std::vector<PaperSection> reports = Closed(notes, std::move(starts));
  NameReports(notes, index, reports);
  return reports;
}

}  // namespace scrutineer::text

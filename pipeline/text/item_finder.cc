#include "pipeline/text/item_finder.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/heading_role.h"
#include "pipeline/text/item_chain.h"
#include "pipeline/text/item_number.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/page_range.h"

namespace scrutineer::text {
namespace {

// What counts further is no agenda.
constexpr std::size_t kMostItems = 2'000;
constexpr std::size_t kLongestTitle = 160;  // bytes; what is longer is cut between words

bool IsAgendaKind(PaperKind kind) {
  return kind == PaperKind::kAgenda || kind == PaperKind::kPack || kind == PaperKind::kSupplement;
}

// How much a line looks like the first of an item.
double WeightOf(const std::vector<NotedLine>& lines, std::size_t at, PaperKind kind) {
  const NotedLine& line = lines[at];
  const std::string_view rest = BehindItemNumber(line.text);
  double weight = 1;
  if (rest.empty()) weight = 0.9;
  if (!rest.empty() && IsAsciiLower(rest.front())) weight = 0.2;
  if (rest.size() > kLongestTitle) weight = 0.8;
  // Where titles are in capitals, what is not is something else.
  if (IsCapitals(rest)) weight = 1.3;
  // Minutes say something of each item: numbers in lines one below the other are a list within one.
  const bool listed = at + 1 < lines.size() && lines[at + 1].page == line.page &&
                      lines[at + 1].index == line.index + 1 && !rest.empty() &&
                      ReadItemNumber(lines[at + 1].text).has_value();
  if (listed && kind == PaperKind::kMinutes) weight *= 0.15;
  return weight;
}

void AddNumbers(const std::vector<NotedLine>& lines, std::size_t at, PaperKind kind,
                std::vector<NumberedLine>& numbered) {
  const std::string_view text = lines[at].text;
  const double weight = WeightOf(lines, at, kind);
  const auto with_year = ReadNumberWithYear(text);
  for (const ItemNumber& number : with_year) {
    numbered.push_back({at, number.series, number.value, weight});
  }
  if (!with_year.empty()) return;
  if (const auto number = ReadItemNumber(text)) {
    numbered.push_back({at, number->series, number->value, weight});
    // A full stop is forgotten now and then.
    if (number->series == "bare") numbered.push_back({at, "number", number->value, weight / 2});
    return;
  }
  if (const auto number = ReadTightNumber(text)) {
    numbered.push_back({at, number->series, number->value, weight});
    return;
  }
  const auto marker = ParseListMarker(text);
  if (marker && marker->style == MarkerStyle::kLetter && IsAsciiUpper(text.front())) {
    numbered.push_back({at, "letter", marker->value, weight});
  }
}

// The lines that begin items, one agenda after the other.
std::vector<std::size_t> ItemLines(const std::vector<NotedLine>& lines, PaperKind kind,
                                   int last_page) {
  std::vector<std::size_t> chosen;
  std::vector<NumberedLine> numbered;
  const auto close = [&] {
    const std::vector<std::size_t> found = ChooseItemLines(numbered);
    chosen.insert(chosen.end(), found.begin(), found.end());
    numbered.clear();
  };
  for (std::size_t i = 0; i < lines.size() && lines[i].page <= last_page; ++i) {
    const bool heads = kind == PaperKind::kAgenda && lines[i].page == 1;
    if (heads && IsAgendaHeading(lines[i].text)) close();
    AddNumbers(lines, i, kind, numbered);
  }
  close();
  return chosen;
}

std::string CutTitle(std::string_view text, PaperKind kind) {
  text = TrimAscii(text);
  const bool is_long = text.size() > kLongestTitle;
  const auto cut_at = [&](std::string_view stop) {
    constexpr std::size_t kShortest = 4;
    const std::size_t at = text.find(stop, kShortest);
    // "Resolution: adopt the estimates ..." says of itself no more than its kind.
    const bool only_kind =
        kind != PaperKind::kMinutes && text.substr(0, at).find(' ') == std::string_view::npos;
    if (at < kLongestTitle && !only_kind) text = text.substr(0, at);
  };
  // "Declarations of interest: there were none.", "Apologies. Cllr Ebb had sent some."; not
  // "Extra-care housing: the first three months".
  constexpr std::size_t kLongestPlain = 110;
  const bool says =
      kind == PaperKind::kMinutes && (text.ends_with('.') || text.size() > kLongestPlain);
  if (is_long || says) {
    cut_at(": ");
    cut_at(". ");
  }
  if (is_long) {
    cut_at(" \u2013 ");
    cut_at(" - ");
  }
  if (text.size() > kLongestTitle) {
    const std::size_t space = text.rfind(' ', kLongestTitle);
    text = text.substr(
        0, space != std::string_view::npos ? space : FloorToCodePoint(text, kLongestTitle));
  }
  while (text.ends_with(':') || text.ends_with(' ') || text.ends_with('.') || text.ends_with(',') ||
         text.ends_with('-')) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

void TakePages(const PrintedPages& pages, FoundItem& item) {
  item.first_printed = pages.first;
  item.last_printed = pages.last;
}

// `next`: the line that begins the next item, or past the last line.
FoundItem ReadItem(const std::vector<NotedLine>& lines, std::size_t at, std::size_t next,
                   PaperKind kind) {
  FoundItem item;
  item.place = {lines[at].page, lines[at].start};
  item.number = PrintedItemNumber(lines[at].text);
  std::string_view title = BehindItemNumber(lines[at].text);
  if (title.empty() && at + 1 < next && lines[at + 1].page == lines[at].page &&
      lines[at + 1].index == lines[at].index + 1) {
    title = lines[at + 1].text;
  }
  if (const auto pages = ReadPageRange(title)) {
    TakePages(*pages, item);
    title = pages->before;
  }
  for (std::size_t i = at + 1; i < next && item.first_printed == 0; ++i) {
    if (lines[i].page > item.place.page) break;
    if (const auto pages = ReadPageRange(lines[i].text)) TakePages(*pages, item);
  }
  item.title = CutTitle(title, kind);
  return item;
}

// "4.1", "4.2" below item 4, in order.
void AddParts(const std::vector<NotedLine>& lines, std::size_t at, std::size_t next,
              std::vector<FoundItem>& items) {
  const std::string series = "dotted" + items.back().number;
  std::vector<std::size_t> parts;
  int wanted = 1;
  for (std::size_t i = at + 1; i < next; ++i) {
    const auto number = ReadItemNumber(lines[i].text);
    if (!number || number->series != series || number->value != wanted) continue;
    parts.push_back(i);
    ++wanted;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t end = i + 1 < parts.size() ? parts[i + 1] : next;
    items.push_back(ReadItem(lines, parts[i], end, PaperKind::kAgenda));
    items.back().depth = 1;
  }
}

bool IsYear(int number) { return number >= 1900 && number <= 2100; }

// Agendas with their pages in a column of their own: "Budget monitoring 5 - 22". Two at least,
// which rise: what else ends in two numbers does not.
void TakeTrailingRanges(std::vector<FoundItem>& items) {
  std::vector<std::pair<FoundItem*, PrintedPages>> found;
  for (FoundItem& item : items) {
    const auto entry = item.first_printed == 0 ? ReadContentsEntry(item.title) : std::nullopt;
    if (!entry || entry->first == entry->last || IsYear(entry->first)) continue;
    if (!found.empty() && entry->first < found.back().second.first) return;
    found.emplace_back(&item, *entry);
  }
  constexpr std::size_t kFewest = 2;
  if (found.size() < kFewest) return;
  for (const auto& [item, pages] : found) {
    TakePages(pages, *item);
    item->title = std::string(pages.before);
  }
}

// The contents page says the pages of items that the agenda gives without.
void TakeContents(const std::vector<NotedLine>& lines, int last_page,
                  std::vector<FoundItem>& items) {
  int contents_page = 0;
  for (const NotedLine& line : lines) {
    if (line.page > last_page) return;
    if (HeadsContents(line.text)) contents_page = line.page;
    if (line.page != contents_page) continue;
    const std::string_view number = PrintedItemNumber(line.text);
    const auto entry = ReadContentsEntry(line.text);
    if (!entry || number.empty()) continue;
    const auto item = std::find_if(items.begin(), items.end(), [&](const FoundItem& one) {
      return one.number == number && one.first_printed == 0;
    });
    if (item != items.end() &&
        FoldedTitle(BehindItemNumber(entry->before)) == FoldedTitle(item->title)) {
      item->first_printed = entry->first;
      // One number says where a report begins, not where it ends.
      item->last_printed = entry->last > entry->first ? entry->last : 0;
    }
  }
}

// A notice of decisions names the item behind each subject, or in the line below.
std::vector<FoundItem> DecidedItems(const std::vector<NotedLine>& lines) {
  std::vector<FoundItem> items;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto referred = ReferredItem(lines[i].text);
    if (!referred) continue;
    std::size_t begin = i;
    std::string_view title = referred->before;
    if (title.empty() && i > 0 && lines[i - 1].page == lines[i].page &&
        lines[i - 1].index + 1 == lines[i].index) {
      title = lines[--begin].text;
    }
    if (const auto subject = SubjectOf(title); !subject.empty()) title = subject;
    if (title.empty()) continue;
    FoundItem item;
    // Each decision has a form of its own: a line above its subject at a page's top is the form's.
    const bool at_top = lines[begin].index <= 1 && lines[begin].page > 1;
    item.place = {lines[begin].page, at_top ? 0 : lines[begin].start};
    item.number = referred->number;
    item.title = CutTitle(title, PaperKind::kDecision);
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

std::vector<FoundItem> FindItems(const StructureNotes& notes, PaperKind kind, int last_page) {
  const std::vector<NotedLine>& lines = notes.lines();
  if (kind == PaperKind::kDecision) return DecidedItems(lines);
  std::vector<FoundItem> items;
  if (!IsAgendaKind(kind) && kind != PaperKind::kMinutes) return items;
  const std::vector<std::size_t> chosen = ItemLines(lines, kind, last_page);
  if (chosen.size() > kMostItems) return items;
  const auto past = std::find_if(lines.begin(), lines.end(),
                                 [&](const NotedLine& line) { return line.page > last_page; });
  const auto end = static_cast<std::size_t>(past - lines.begin());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::size_t next = i + 1 < chosen.size() ? chosen[i + 1] : end;
    items.push_back(ReadItem(lines, chosen[i], next, kind));
    if (IsAgendaKind(kind)) AddParts(lines, chosen[i], next, items);
  }
  if (IsAgendaKind(kind)) {
    TakeTrailingRanges(items);
    TakeContents(lines, last_page, items);
  }
  return items;
}

}  // namespace scrutineer::text

#include "extractors/paper_items.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kHeadLines = 12;
constexpr std::size_t kLongestHeadLine = 160;
constexpr std::size_t kLongestItemLine = 40;  // "Agenda item no. 5A (pages 12 to 30)"

// What only the head of a report begins a line with.
constexpr auto kReportHeads = std::to_array<std::string_view>(
    {"report of ", "report by ", "report to ", "report from ", "report title", "report author",
     "joint report of ", "joint report by ", "cover report", "report for decision"});

// What other papers may have too: two make a report.
constexpr auto kLabels = std::to_array<std::string_view>({"committee",
                                                          "meeting",
                                                          "date of meeting",
                                                          "meeting date",
                                                          "title",
                                                          "subject",
                                                          "ward",
                                                          "wards",
                                                          "wards affected",
                                                          "ward(s) affected",
                                                          "portfolio",
                                                          "portfolio holder",
                                                          "lead officer",
                                                          "lead member",
                                                          "contact officer",
                                                          "author",
                                                          "classification",
                                                          "key decision",
                                                          "cabinet member",
                                                          "executive member",
                                                          "responsible officer",
                                                          "accountable officer",
                                                          "purpose of report",
                                                          "purpose of the report"});

bool IsAny(const auto& list, std::string_view line, auto matches) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view entry) { return matches(line, entry); });
}

// "wards affected: all", "wards affected all", and the label alone.
bool IsLabelled(std::string_view line, std::string_view label) {
  if (!line.starts_with(label)) return false;
  return line.size() == label.size() || !text::IsAsciiLetter(line[label.size()]);
}

bool IsItemLine(std::string_view line) {
  constexpr std::string_view kItem = "agenda item";
  return line.starts_with(kItem) && line.size() <= kLongestItemLine &&
         line.find_first_of("0123456789") != std::string_view::npos;
}

struct Head {
  std::vector<std::string> lines;  // those that speak for a report
  bool opens_report = false;
};

Head ReadHead(std::string_view page) {
  Head head;
  std::size_t labels = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kHeadLines && at < page.size(); ++i) {
    const std::size_t newline = std::min(page.find('\n', at), page.size());
    const std::string line = text::ToAsciiLower(text::TrimAscii(page.substr(at, newline - at)));
    at = newline + 1;
    if (line.size() > kLongestHeadLine) continue;
    const bool sure = IsItemLine(line) ||
                      IsAny(kReportHeads, line, [](std::string_view l, std::string_view head_) {
                        return l.starts_with(head_);
                      });
    const bool label = !sure && IsAny(kLabels, line, IsLabelled);
    if (!sure && !label) continue;
    labels += label ? 1 : 0;
    head.opens_report = head.opens_report || sure || labels >= 2;
    head.lines.push_back(line);
  }
  return head;
}

// A head that stands on the page before as well is printed on every page.
bool IsNew(const Head& head, const Head& before) {
  return std::any_of(head.lines.begin(), head.lines.end(), [&](const std::string& line) {
    return std::find(before.lines.begin(), before.lines.end(), line) == before.lines.end();
  });
}

}  // namespace

std::vector<PageRange> SplitIntoItems(const std::vector<Page>& pages, PaperKind kind) {
  std::vector<PageRange> items = {{0, pages.size()}};
  if (kind != PaperKind::kPack && kind != PaperKind::kSupplement) return items;
  Head before;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    Head head = ReadHead(pages[i].text);
    if (i > 0 && head.opens_report && IsNew(head, before)) {
      items.back().end = i;
      items.push_back({i, pages.size()});
    }
    before = std::move(head);
  }
  return items;
}

}  // namespace scrutineer::extractors

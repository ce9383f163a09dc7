#include "pipeline/text/report_head.h"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/text/ascii.h"

namespace scrutineer::text {
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
  return line.size() == label.size() || !IsAsciiLetter(line[label.size()]);
}

// Labels of who a report is from; the first of them that a head has is believed.
constexpr auto kAuthorLabels = std::to_array<std::string_view>(
    {"report of the", "report of", "joint report of the", "joint report of", "report by the",
     "report by", "joint report by", "report from the", "report from", "report author", "author",
     "officer presenting the report", "presented by", "responsible officer", "accountable officer",
     "lead officer", "contact officer"});
constexpr auto kTitleLabels =
    std::to_array<std::string_view>({"report title", "title of report", "title", "subject"});
constexpr std::size_t kLongestAuthor = 120;

// Behind `label` and its colon, or empty.
std::string_view LabelledValue(std::string_view line, std::string_view label) {
  if (!StartsWithIgnoringCase(line, label)) return {};
  std::string_view rest = line.substr(label.size());
  if (rest.empty() || IsAsciiLetter(rest.front())) return {};
  while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ')) rest.remove_prefix(1);
  return TrimAscii(rest);
}

// Names end where the next label or a sentence begins: "Director of Place. Key decision: Yes".
std::string AuthorOf(std::string_view value) {
  constexpr std::size_t kShortestName = 6;  // "Dr. " is no name yet
  for (const std::string_view stop :
       {". ", " Job title", " Contact", " Email", " Tel", "; ", " ("}) {
    value = value.substr(0, value.find(stop, kShortestName));
  }
  while (value.ends_with('.') || value.ends_with(',') || value.ends_with(':'))
    value.remove_suffix(1);
  const bool is_name =
      !value.empty() && value.size() <= kLongestAuthor && !IsAsciiLower(value.front());
  return is_name ? std::string(value) : std::string();
}

// The number that begins `text`, as items have it: "5", "5A", "12b".
std::string_view LeadingNumber(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && IsDigit(text[end])) ++end;
  if (end == 0 || end > 3) return {};
  const bool letter = end < text.size() && IsAsciiLetter(text[end]) &&
                      (end + 1 == text.size() || !IsAsciiLetter(text[end + 1]));
  if (letter) ++end;
  return text.substr(0, end);
}

std::string_view BehindItemWord(std::string_view line) {
  for (const std::string_view word :
       {"agenda item number", "agenda item no.", "agenda item no", "agenda item:", "agenda item",
        "item number", "item no.", "item no", "item"}) {
    if (!StartsWithIgnoringCase(line, word)) continue;
    std::string_view rest = line.substr(word.size());
    while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ')) rest.remove_prefix(1);
    return rest;
  }
  return {};
}

// "Item 5A – Reference from scrutiny", and what AgendaItemNumber takes.
std::string_view ItemOf(std::string_view line) {
  if (const std::string_view alone = AgendaItemNumber(line); !alone.empty()) return alone;
  const std::string_view behind = BehindItemWord(line);
  const std::string_view number = LeadingNumber(behind);
  const std::string_view rest = behind.substr(number.size());
  const bool parted = rest.starts_with(" \u2013 ") || rest.starts_with(" - ") ||
                      rest.starts_with(": ") || rest.starts_with(" \u2014 ");
  return parted ? number : std::string_view();
}

bool IsItemLine(std::string_view line) {
  constexpr std::string_view kItem = "agenda item";
  return line.starts_with(kItem) && line.size() <= kLongestItemLine &&
         line.find_first_of("0123456789") != std::string_view::npos;
}

// Of several labels the one that says it best, by the order of the list.
class BestLabel {
 public:
  template <std::size_t kCount>
  std::string_view Read(const std::array<std::string_view, kCount>& labels, std::string_view line) {
    for (std::size_t i = 0; i < std::min(best_, kCount); ++i) {
      const std::string_view value = LabelledValue(line, labels[i]);
      if (value.empty()) continue;
      best_ = i;
      return value;
    }
    return {};
  }

 private:
  std::size_t best_ = static_cast<std::size_t>(-1);
};

}  // namespace

std::string_view AgendaItemNumber(std::string_view line) {
  line = TrimAscii(line);
  if (line.size() > kLongestItemLine || !StartsWithIgnoringCase(line, "agenda item")) return {};
  const std::string_view behind = BehindItemWord(line);
  const std::string_view number = LeadingNumber(behind);
  std::string_view rest = TrimAscii(behind.substr(number.size()));
  if (rest.starts_with('.') || rest.starts_with(':')) rest.remove_prefix(1);
  // "Agenda item no. 5A (pages 12 to 30)"
  return rest.empty() || rest.starts_with('(') ? number : std::string_view();
}

ReportHead ReadReportHead(std::string_view page) {
  ReportHead head;
  BestLabel author;
  BestLabel title;
  std::size_t labels = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kHeadLines && at < page.size(); ++i) {
    const std::size_t newline = std::min(page.find('\n', at), page.size());
    const std::string_view printed = TrimAscii(page.substr(at, newline - at));
    at = newline + 1;
    if (head.item.empty()) head.item = ItemOf(printed);
    if (const auto value = author.Read(kAuthorLabels, printed); !value.empty()) {
      head.author = AuthorOf(value);
    }
    if (printed.size() > kLongestHeadLine) continue;
    if (const auto value = title.Read(kTitleLabels, printed); !value.empty()) head.title = value;
    const std::string line = ToAsciiLower(printed);
    const bool sure = IsItemLine(line) ||
                      IsAny(kReportHeads, line, [](std::string_view l, std::string_view begin) {
                        return l.starts_with(begin);
                      });
    const bool label = !sure && IsAny(kLabels, line, IsLabelled);
    if (!sure && !label) continue;
    labels += label ? 1 : 0;
    head.opens_report = head.opens_report || sure || labels >= 2;
    head.lines.push_back(line);
  }
  return head;
}

bool IsNewHead(const ReportHead& head, const ReportHead& before) {
  return std::any_of(head.lines.begin(), head.lines.end(), [&](const std::string& line) {
    return std::find(before.lines.begin(), before.lines.end(), line) == before.lines.end();
  });
}

}  // namespace scrutineer::text

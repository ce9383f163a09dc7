#include "extractors/finding_wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kMostPagesNamed = 10;

// "3, 4 and 7"
std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += i + 1 == words.size() ? " and " : ", ";
    joined += words[i];
  }
  return joined;
}

bool IsWhole(const TaggedPaper& paper, PageRange item) {
  return item.first == 0 && item.end == paper.pages.size();
}

// "this paper", "pages 8 to 14 of this pack"
std::string Where(const TaggedPaper& paper, PageRange item) {
  if (IsWhole(paper, item)) return "this paper";
  const int first = paper.pages[item.first].number;
  const int last = paper.pages[item.end - 1].number;
  const std::string_view kind = PaperKindName(paper.metadata.kind);
  if (first == last) return fmt::format("page {} of this {}", first, kind);
  return fmt::format("pages {} to {} of this {}", first, last, kind);
}

std::string DayOrUnknown(const std::optional<Date>& date) {
  return date ? FormatDateLong(*date) : "an unknown day";
}

std::string NamedSlot(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names.empty() ? "not named" : Joined(names);
}

// "no clear working day", "3 clear working days", "1 clear day"
std::string ClearDays(int days, DayCount count) {
  const std::string_view unit = count == DayCount::kWorkingDays ? "clear working day" : "clear day";
  if (days == 0) return fmt::format("no {}", unit);
  return fmt::format("{} {}{}", days, unit, days == 1 ? "" : "s");
}

std::string UnreadPages(const TaggedPaper& paper, PageRange item) {
  std::vector<std::string> numbers;
  std::size_t unread = 0;
  for (std::size_t i = item.first; i < item.end; ++i) {
    const Page& page = paper.pages[i];
    if (page.readable && page.has_text) continue;
    if (++unread <= kMostPagesNamed) numbers.push_back(std::to_string(page.number));
  }
  if (unread == 0) return {};
  if (unread == 1) return fmt::format("Page {} holds no text that could be read.", numbers[0]);
  if (unread > kMostPagesNamed) {
    numbers.push_back(fmt::format("{} more", unread - kMostPagesNamed));
  }
  return fmt::format("Pages {} hold no text that could be read.", Joined(numbers));
}

void AddSentence(std::string& text, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!text.empty()) text += ' ';
  text += sentence;
}

}  // namespace

std::string FillStatement(std::string_view statement, const TaggedPaper& paper, PageRange item,
                          const StatementFacts& facts) {
  const std::map<std::string_view, std::string> values = {
      {"where", Where(paper, item)},
      {"meeting", DayOrUnknown(paper.metadata.meeting_date)},
      {"date", DayOrUnknown(facts.date)},
      {"named", NamedSlot(facts.named)},
      {"published", DayOrUnknown(facts.published)},
      {"days", ClearDays(facts.clear_days, facts.term.count)},
      {"needed", std::to_string(facts.term.clear_days)},
      {"nation", paper.nation ? std::string(NationName(*paper.nation)) : std::string()}};
  std::string filled;
  for (std::size_t at = 0; at < statement.size();) {
    const std::size_t open = std::min(statement.find('{', at), statement.size());
    filled += statement.substr(at, open - at);
    if (open == statement.size()) break;
    const std::size_t close = std::min(statement.find('}', open), statement.size());
    const auto value = values.find(statement.substr(open + 1, close - open - 1));
    if (value != values.end()) filled += value->second;
    at = close + 1;
  }
  return filled;
}

std::string DescribeUnseen(const FindingRuleFile& rule, const TaggedPaper& paper, PageRange item,
                           bool parted, const std::vector<std::string>& blind) {
  std::string unseen;
  AddSentence(unseen, UnreadPages(paper, item));
  for (const std::string& what : blind) AddSentence(unseen, what);
  if (parted) {
    AddSentence(unseen, fmt::format("The {} was parted where a page opens as reports do; what is "
                                    "bound elsewhere in it was not looked at.",
                                    PaperKindName(paper.metadata.kind)));
  }
  if (!paper.metadata.meeting_date) AddSentence(unseen, "The day of the meeting is not known.");
  AddSentence(unseen, rule.cannot_see);
  return unseen;
}

}  // namespace scrutineer::extractors

#include "pipeline/text/item_counter.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "pipeline/text/ascii.h"
#include "pipeline/text/item_number.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {
namespace {

// Numbers in sequence: 1, 2, 3, or from where the last meeting ended.
struct Chain {
  int first = 0;
  int last = 0;
  int numbers = 0;
  std::size_t first_line = 0;
  int section = 0;
};

class ChainBuilder {
 public:
  void AddLine(std::string_view line, std::size_t line_number, int section) {
    const std::vector<ItemNumber> with_year = ReadNumberWithYear(line);
    for (const ItemNumber& item : with_year) Add(item, line_number, section);
    if (!with_year.empty()) return;
    auto item = ReadItemNumber(line);
    if (!item) item = ReadTightNumber(line);
    if (item && !GoesOnWithNumbers(*item, section)) Add(*item, line_number, section);
  }

  // Chains that look like an agenda's, in the order of their first lines.
  std::vector<Chain> Good() const {
    std::vector<Chain> good;
    for (const auto& [name, series] : series_) {
      const bool bare = name == "bare";
      if (name != "number" && name != "item" && !bare) {
        AddSet(series, good);
        continue;
      }
      for (const Chain& chain : series.chains) {
        const int span = chain.last - chain.first + 1;
        const bool dense = chain.numbers * 4 >= span * 3;
        const bool from_start = chain.first <= 2;
        const int least = from_start ? (bare ? 4 : 3) : (bare ? 6 : 4);
        if (!dense || chain.numbers < least) continue;
        if (bare && !from_start && chain.numbers < span) continue;
        good.push_back(chain);
      }
    }
    std::sort(good.begin(), good.end(),
              [](const Chain& a, const Chain& b) { return a.first_line < b.first_line; });
    return good;
  }

 private:
  void Add(const ItemNumber& item, std::size_t line, int section) {
    Series& series = series_[item.series];
    series.values.insert(item.value);
    if (Extend(series, item.value, section)) return;
    series.open_at[item.value] = series.chains.size();
    series.chains.push_back({item.value, item.value, 1, line, section});
  }

  // A bare number goes on with a list whose full stop was forgotten: "8. Closed session", "9
  // Resolution".
  bool GoesOnWithNumbers(const ItemNumber& item, int section) {
    const auto numbers = series_.find("number");
    if (item.series != "bare" || numbers == series_.end()) return false;
    const auto open = numbers->second.open_at.find(item.value - 1);
    if (open == numbers->second.open_at.end()) return false;
    if (numbers->second.chains[open->second].numbers < 3) return false;
    return Extend(numbers->second, item.value, section);
  }

  struct Series {
    std::vector<Chain> chains;
    std::map<int, std::size_t> open_at;  // by the last value
    std::set<int> values;
  };

  // Adds `value` to the chain that it follows; skipped and repeated numbers are forgiven.
  static bool Extend(Series& series, int value, int section) {
    for (const int gap : {1, 0, 2, 3}) {
      if (gap == 0 && value == 1) continue;
      const auto open = series.open_at.find(value - gap);
      if (open == series.open_at.end()) continue;
      const std::size_t index = open->second;
      Chain& chain = series.chains[index];
      if (chain.section != section) continue;
      if (gap == 0) return true;
      chain.last = value;
      ++chain.numbers;
      series.open_at.erase(open);
      series.open_at[value] = index;
      return true;
    }
    return false;
  }

  // Numbers that carry their meeting's ("17.01.3", "23/045") are told from others by that, also
  // where extraction took them out of order.
  static void AddSet(const Series& series, std::vector<Chain>& good) {
    const int first = *series.values.begin();
    const int last = *series.values.rbegin();
    const int numbers = static_cast<int>(series.values.size());
    if (numbers < 3 || numbers * 4 < (last - first + 1) * 3) return;
    good.push_back(
        {first, last, numbers, series.chains.front().first_line, series.chains.front().section});
  }

  std::map<std::string, Series> series_;
};

int Length(const Chain& chain) {
  return chain.first == 2 ? chain.last : chain.last - chain.first + 1;
}

// Numbers that go on from the last meeting are items wherever they stand. Of those that begin with
// 1 only the longest of a section are: the others are lists within items.
int AddUp(const std::vector<Chain>& chains) {
  constexpr int kFirstOfOngoing = 20;
  std::map<int, int> ongoing;
  std::map<int, int> longest;
  for (const Chain& chain : chains) {
    if (chain.first >= kFirstOfOngoing) ongoing[chain.section] += Length(chain);
    longest[chain.section] = std::max(longest[chain.section], Length(chain));
  }
  int sum = 0;
  for (const auto& [section, length] : longest) {
    sum += std::max(length, ongoing[section]);
  }
  return sum;
}

bool HasItems(PaperKind kind) {
  return kind == PaperKind::kAgenda || kind == PaperKind::kMinutes || kind == PaperKind::kPack ||
         kind == PaperKind::kSupplement;
}

// The number of an item that a supplement adds, as its agenda has it: "5A Reference from scrutiny",
// "Item 12 - Budget"; or "".
std::string_view AddedItem(std::string_view line) {
  bool named = false;
  for (const std::string_view word : {"agenda item no. ", "agenda item ", "item no. ", "item "}) {
    if (!StartsWithIgnoringCase(line, word)) continue;
    line.remove_prefix(word.size());
    named = true;
    break;
  }
  std::size_t end = 0;
  while (end < line.size() && IsDigit(line[end])) ++end;
  if (end == 0 || end > 3) return {};
  const bool letter = end < line.size() && IsAsciiUpper(line[end]);
  if (letter) ++end;
  const bool ends = end == line.size() || line[end] == ' ' || line[end] == ':' || line[end] == '.';
  // "8. Budget monitoring (Pages 3 - 20)"
  const std::string lower = ToAsciiLower(line);
  const bool paged = ContainsPhrase(lower, "(page") || ContainsPhrase(lower, "(pages") ||
                     ContainsPhrase(lower, "(to follow");
  const bool title_follows = end + 1 < line.size() && IsAsciiUpper(line[end + 1]);
  return ends && (named || paged || (letter && title_follows)) ? line.substr(0, end)
                                                               : std::string_view();
}

int CountAddedItems(const std::vector<std::string_view>& pages) {
  std::set<std::string_view> items;
  for (const std::string_view page : pages) {
    for (std::size_t begin = 0; begin < page.size();) {
      const std::size_t newline = std::min(page.find('\n', begin), page.size());
      const std::string_view item = AddedItem(page.substr(begin, newline - begin));
      if (!item.empty()) items.insert(item);
      begin = newline + 1;
    }
  }
  return static_cast<int>(items.size());
}

}  // namespace

std::optional<int> CountItems(const std::vector<std::string_view>& pages, PaperKind kind) {
  if (!HasItems(kind)) return std::nullopt;
  if (kind == PaperKind::kSupplement) {
    if (const int added = CountAddedItems(pages); added > 0) return added;
  }
  // The agenda at the front of a pack has no more pages than this.
  constexpr std::size_t kPackPages = 12;
  ChainBuilder chains;
  std::size_t line_number = 0;
  int section = 0;
  bool has_text = false;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (kind == PaperKind::kPack && i >= kPackPages) break;
    for (std::size_t begin = 0; begin < pages[i].size();) {
      const std::size_t newline = std::min(pages[i].find('\n', begin), pages[i].size());
      const std::string_view line = pages[i].substr(begin, newline - begin);
      begin = newline + 1;
      has_text = true;
      if (kind == PaperKind::kAgenda && i == 0 && IsAgendaHeading(line)) ++section;
      chains.AddLine(line, line_number, section);
      ++line_number;
    }
  }
  if (!has_text) return std::nullopt;
  return AddUp(chains.Good());
}

}  // namespace scrutineer::text

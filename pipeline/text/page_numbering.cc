#include "pipeline/text/page_numbering.h"

#include <map>
#include <utility>

namespace scrutineer::text {
namespace {

constexpr int kFewestPages = 3;
constexpr int kFewestTitles = 2;

// The shift that most votes are for, and how many.
std::pair<int, int> MostFrequent(const std::map<int, int>& votes) {
  std::pair<int, int> best{0, 0};
  for (const auto& [shift, count] : votes) {
    if (count > best.second) best = {shift, count};
  }
  return best;
}

}  // namespace

PageNumbering::PageNumbering(const StructureNotes& notes, const std::vector<FoundItem>& items,
                             int after_page) {
  const auto last_page = static_cast<int>(notes.pages().size());
  std::map<int, int> by_pages;
  int numbered = 0;
  for (int page = 1; page <= last_page; ++page) {
    const auto& printed = notes.pages()[static_cast<std::size_t>(page) - 1].printed;
    if (!printed) continue;
    ++by_pages[page - *printed];
    ++numbered;
  }
  // Reports within a pack may have numbers of their own, which agree on nothing.
  if (const auto [shift, count] = MostFrequent(by_pages);
      count >= kFewestPages && count * 5 >= numbered * 3 && count * 2 >= last_page) {
    shift_ = shift;
    is_sure_ = is_printed_ = true;
    return;
  }
  std::map<int, int> by_titles;
  for (const FoundItem& item : items) {
    if (item.first_printed == 0) continue;
    const auto place = notes.Find(item.title, after_page + 1, last_page);
    if (place) ++by_titles[place->page - item.first_printed];
  }
  if (const auto [shift, count] = MostFrequent(by_titles); count > 0) {
    shift_ = shift;
    is_sure_ = count >= kFewestTitles;
  }
}

std::optional<int> PageNumbering::PageOf(int printed) const {
  if (!shift_) return std::nullopt;
  return printed + *shift_;
}

}  // namespace scrutineer::text

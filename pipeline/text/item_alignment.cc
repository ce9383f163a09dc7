#include "pipeline/text/item_alignment.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/text/ascii.h"

namespace scrutineer::text {
namespace {

// Of the weight of a title's words, so much must stand at the top of its page.
constexpr double kLeastCover = 0.65;
// A page elsewhere that covers nearly as much makes the choice a guess.
constexpr double kClearCover = 0.08;
constexpr std::size_t kLeastWords = 3;
// More make the table of items and pages too large, and are no agenda of one meeting.
constexpr std::size_t kMostAlignedItems = 200;
constexpr int kMostAlignedPages = 2'000;

using Words = std::vector<std::uint32_t>;  // fingerprints, sorted

bool HoldsWord(const Words& words, std::uint32_t word) {
  return std::binary_search(words.begin(), words.end(), word);
}

// What agendas say of any item, and its paper need not.
const Words& PlainWords() {
  static const Words words = TitleWords(
      "resolution by-law motion adopt approve approval approving receive note consider "
      "consideration "
      "authorize authorise confirm report reports staff committee officer item update the and for "
      "of to");
  return words;
}

// Items that bring no paper along: other papers' minutes hold the same words.
bool IsOfForm(std::string_view title) {
  const std::string lower = ToAsciiLower(title);
  for (const std::string_view form :
       {"apolog", "declaration", "disclosure", "welcome", "adjourn", "roll call", "date of next",
        "public question", "urgent business", "exclusion of", "confirming proceedings"}) {
    if (lower.find(form) != std::string::npos) return true;
  }
  return false;
}

class Cover {
 public:
  Cover(const StructureNotes& notes, const std::vector<FoundItem>& items, int first, int last)
      : notes_(notes), first_(first), pages_(static_cast<std::size_t>(last - first + 1)) {
    for (std::size_t i = 0; i < pages_; ++i) {
      for (const std::uint32_t word : WordsOn(i)) ++pages_with_[word];
    }
    std::unordered_map<std::uint32_t, std::size_t> items_with;
    for (const FoundItem& item : items) {
      titles_.push_back(IsOfForm(item.title) ? Words() : TitleWords(item.title));
      for (const std::uint32_t word : titles_.back()) ++items_with[word];
    }
    // "Resolution", "By-law" and the like tell no item from others.
    for (Words& words : titles_) {
      std::erase_if(words, [&](std::uint32_t word) {
        return HoldsWord(PlainWords(), word) ||
               (items_with[word] > 2 && items_with[word] * 4 > items.size());
      });
    }
  }

  std::size_t pages() const { return pages_; }

  // The share of the title's weight that the page's first words hold; 0 below kLeastCover.
  double At(std::size_t item, std::size_t page) const {
    const Words& on_page = WordsOn(page);
    double all = 0;
    double held = 0;
    std::size_t words = 0;
    for (const std::uint32_t word : titles_[item]) {
      const double weight = Weight(word);
      all += weight;
      if (!HoldsWord(on_page, word)) continue;
      held += weight;
      ++words;
    }
    const bool enough = words >= kLeastWords && held >= kLeastCover * all;
    return enough ? held / all : 0;
  }

 private:
  const Words& WordsOn(std::size_t page) const {
    return notes_.pages()[static_cast<std::size_t>(first_) - 1 + page].opening_words;
  }
  // Rare words say more.
  double Weight(std::uint32_t word) const {
    const auto known = pages_with_.find(word);
    const double with = known == pages_with_.end() ? 0 : static_cast<double>(known->second);
    return std::log(1.0 + static_cast<double>(pages_) / (1.0 + with));
  }

  const StructureNotes& notes_;
  int first_;
  std::size_t pages_;
  std::unordered_map<std::uint32_t, std::size_t> pages_with_;
  std::vector<Words> titles_;
};

// The choice of pages, rising with the items, that covers most in all.
std::vector<std::optional<std::size_t>> BestRising(const std::vector<std::vector<double>>& cover) {
  const std::size_t items = cover.size();
  const std::size_t pages = items == 0 ? 0 : cover.front().size();
  // best[i][p]: of the first i items on the first p pages
  std::vector<std::vector<double>> best(items + 1, std::vector<double>(pages + 1, 0));
  for (std::size_t i = 1; i <= items; ++i) {
    for (std::size_t p = 1; p <= pages; ++p) {
      best[i][p] = std::max(best[i - 1][p], best[i][p - 1]);
      const double here = cover[i - 1][p - 1];
      if (here > 0) best[i][p] = std::max(best[i][p], best[i - 1][p - 1] + here);
    }
  }
  std::vector<std::optional<std::size_t>> chosen(items);
  for (std::size_t i = items, p = pages; i > 0 && p > 0;) {
    if (best[i][p] == best[i][p - 1]) {
      --p;
    } else if (best[i][p] == best[i - 1][p]) {
      --i;
    } else {
      chosen[--i] = --p;
    }
  }
  return chosen;
}

// The first of the pages around `page` that cover the title about as well, one after the other, as
// pages of minutes do that are headed alike; nothing where others elsewhere do so, too.
std::optional<std::size_t> FirstOfRun(const std::vector<double>& cover, std::size_t page) {
  const auto covers = [&](std::size_t other) { return cover[other] > cover[page] - kClearCover; };
  std::size_t first = page;
  std::size_t last = page;
  while (first > 0 && covers(first - 1)) --first;
  while (last + 1 < cover.size() && covers(last + 1)) ++last;
  for (std::size_t other = 0; other < cover.size(); ++other) {
    if ((other < first || other > last) && covers(other)) return std::nullopt;
  }
  return first;
}

}  // namespace

std::vector<std::optional<int>> AlignItems(const StructureNotes& notes,
                                           const std::vector<FoundItem>& items, int after_page) {
  std::vector<std::optional<int>> starts(items.size());
  const int last_page =
      std::min(static_cast<int>(notes.pages().size()), after_page + kMostAlignedPages);
  if (items.empty() || items.size() > kMostAlignedItems || after_page >= last_page) return starts;
  const Cover cover(notes, items, after_page + 1, last_page);
  std::vector<std::vector<double>> table(items.size(), std::vector<double>(cover.pages(), 0));
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t page = 0; page < cover.pages(); ++page) table[i][page] = cover.At(i, page);
  }
  const auto chosen = BestRising(table);
  std::size_t least = 0;  // past the page of the item before
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!chosen[i]) continue;
    if (const auto first = FirstOfRun(table[i], *chosen[i])) {
      starts[i] = after_page + 1 + static_cast<int>(std::max(*first, least));
    }
    least = *chosen[i] + 1;
  }
  return starts;
}

}  // namespace scrutineer::text

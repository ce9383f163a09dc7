#include "corpus/near_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kMaxSuggestions = 5;

// How far a name typed stands from one stored: a part of it is as near as a slip of the finger.
int NameDistance(std::string_view typed, std::string_view stored) {
  if (stored.find(typed) != std::string_view::npos) return 1;
  int nearest = EditDistance(typed, stored);
  for (std::size_t begin = 0; begin < stored.size();) {
    const std::size_t end = std::min(stored.find(' ', begin), stored.size());
    nearest = std::min(nearest, EditDistance(typed, stored.substr(begin, end - begin)) + 1);
    begin = end + 1;
  }
  return nearest;
}

}  // namespace

int EditDistance(std::string_view a, std::string_view b) {
  std::vector<int> before_last;
  std::vector<int> last(b.size() + 1);
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

std::vector<std::string> NearestNames(std::string_view typed,
                                      const std::vector<NameChoice>& choices) {
  struct Near {
    int distance = 0;
    std::string name;
  };
  std::vector<Near> near;
  std::set<std::string> seen;
  const int farthest = 2 + static_cast<int>(typed.size()) / 5;
  for (const NameChoice& choice : choices) {
    const int distance = typed.empty() ? farthest + 1 : NameDistance(typed, choice.folded);
    // A short word is near most short words: half of it must be right.
    const bool is_near = distance <= farthest && 2 * distance <= static_cast<int>(typed.size()) + 1;
    if (is_near && seen.insert(choice.name).second) near.push_back({distance, choice.name});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const Near& a, const Near& b) { return a.distance < b.distance; });
  if (near.size() > kMaxSuggestions) near.resize(kMaxSuggestions);
  std::vector<std::string> names;
  names.reserve(near.size());
  for (Near& one : near) names.push_back(std::move(one.name));
  return names;
}

std::string DidYouMean(const std::vector<std::string>& names) {
  std::string question;
  for (const std::string& name : names) {
    question += fmt::format("{}\"{}\"", question.empty() ? "did you mean " : ", ", name);
  }
  return question.empty() ? question : question + '?';
}

}  // namespace scrutineer::corpus

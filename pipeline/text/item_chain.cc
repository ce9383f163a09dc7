#include "pipeline/text/item_chain.h"

#include <algorithm>
#include <map>
#include <optional>

namespace scrutineer::text {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr int kMostMissing = 2;
constexpr double kMissingPrice = 0.6;
// A sequence from elsewhere than 1 must make up for that.
constexpr double kLateStartPrice = 1.5;

struct Sequence {
  double weight = 0;
  std::vector<std::size_t> lines;  // indexes of NumberedLine
};

// The heaviest sequence of one series, each number once.
class SequenceFinder {
 public:
  explicit SequenceFinder(const std::vector<NumberedLine>& lines) : lines_(lines) {}

  void Add(std::size_t index) {
    const NumberedLine& line = lines_[index];
    Link link{index, kNone, line.weight - (line.value > 1 ? kLateStartPrice : 0), 1, line.value};
    for (int missing = 0; missing <= kMostMissing; ++missing) {
      const auto before = best_ending_at_.find(line.value - 1 - missing);
      if (before == best_ending_at_.end()) continue;
      const Link& last = links_[before->second];
      const double weight = last.weight + line.weight - missing * kMissingPrice;
      if (weight > link.weight) {
        link = {index, before->second, weight, last.count + 1, last.first};
      }
    }
    links_.push_back(link);
    const auto [known, is_new] = best_ending_at_.try_emplace(line.value, links_.size() - 1);
    // Of equals the first stands: contents pages say again what the agenda said.
    if (!is_new && links_[known->second].weight < link.weight) known->second = links_.size() - 1;
  }

  std::optional<Sequence> Best(bool bare) const {
    std::size_t best = kNone;
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const Link& link = links_[i];
      const int least = link.first <= 2 ? (bare ? 4 : 3) : (bare ? 6 : 4);
      if (link.count < least) continue;
      if (best == kNone || link.weight > links_[best].weight) best = i;
    }
    if (best == kNone) return std::nullopt;
    Sequence sequence{links_[best].weight, {}};
    for (std::size_t at = best; at != kNone; at = links_[at].before) {
      sequence.lines.push_back(links_[at].line);
    }
    std::reverse(sequence.lines.begin(), sequence.lines.end());
    return sequence;
  }

 private:
  struct Link {
    std::size_t line = 0;
    std::size_t before = kNone;
    double weight = 0;
    int count = 1;
    int first = 0;
  };

  const std::vector<NumberedLine>& lines_;
  std::vector<Link> links_;
  std::map<int, std::size_t> best_ending_at_;
};

// Numbers that carry their meeting's ("17.01.3", "23/045") are told from others by that, also where
// extraction took them out of order.
std::optional<Sequence> WholeSeries(const std::vector<NumberedLine>& lines,
                                    const std::vector<std::size_t>& members) {
  std::map<int, std::size_t> first_of;
  for (const std::size_t index : members) first_of.try_emplace(lines[index].value, index);
  const auto numbers = static_cast<int>(first_of.size());
  const int span = first_of.rbegin()->first - first_of.begin()->first + 1;
  if (numbers < 3 || numbers * 4 < span * 3) return std::nullopt;
  Sequence sequence;
  for (const auto& [value, index] : first_of) {
    sequence.lines.push_back(index);
    sequence.weight += lines[index].weight;
  }
  std::sort(sequence.lines.begin(), sequence.lines.end());
  return sequence;
}

bool IsCounted(const std::string& series) {
  return series == "number" || series == "item" || series == "bare" || series == "letter";
}

// "3.1", "3.2": parts of an item, not items.
bool IsPartOfItem(const std::string& series) {
  constexpr std::string_view kDotted = "dotted";
  return series.starts_with(kDotted) && series.find('.') == std::string::npos;
}

}  // namespace

std::vector<std::size_t> ChooseItemLines(const std::vector<NumberedLine>& lines) {
  std::map<std::string, std::vector<std::size_t>> by_series;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!IsPartOfItem(lines[i].series)) by_series[lines[i].series].push_back(i);
  }
  std::optional<Sequence> best;
  for (const auto& [series, members] : by_series) {
    std::optional<Sequence> found;
    if (IsCounted(series)) {
      SequenceFinder finder(lines);
      for (const std::size_t index : members) finder.Add(index);
      found = finder.Best(series == "bare" || series == "letter");
    } else {
      found = WholeSeries(lines, members);
    }
    if (found && (!best || found->weight > best->weight)) best = std::move(found);
  }
  std::vector<std::size_t> chosen;
  if (!best) return chosen;
  chosen.reserve(best->lines.size());
  for (const std::size_t index : best->lines) chosen.push_back(lines[index].line);
  return chosen;
}

}  // namespace scrutineer::text

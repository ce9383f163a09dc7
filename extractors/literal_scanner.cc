#include "extractors/literal_scanner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {
namespace {

// 0 separator, 1-26 letters, 27 digits.
constexpr std::array<std::uint8_t, 256> MakeSymbols() {
  std::array<std::uint8_t, 256> symbols{};
  for (unsigned i = 0; i < 26; ++i) {
    symbols['a' + i] = symbols['A' + i] = static_cast<std::uint8_t>(1 + i);
  }
  for (unsigned i = 0; i < 10; ++i) symbols['0' + i] = 27;
  return symbols;
}

constexpr std::array<std::uint8_t, 256> kSymbols = MakeSymbols();

std::uint8_t SymbolOf(char c) { return kSymbols[static_cast<unsigned char>(c)]; }

constexpr std::size_t kMaxNarrow = 1U << 16;
constexpr std::size_t kLaneBytes = 512;

// A state after a byte.
struct Note {
  std::uint32_t end, state;
};

}  // namespace

LiteralId LiteralScanner::Add(std::string_view literal) {
  std::string key(literal);
  for (char& c : key) {
    if (c >= '0' && c <= '9') c = '0';
  }
  return ids_.try_emplace(std::move(key), static_cast<LiteralId>(ids_.size())).first->second;
}

LiteralScanner::Tree LiteralScanner::MakeTree() {
  std::vector<std::pair<std::string_view, LiteralId>> sorted(ids_.begin(), ids_.end());
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [literal, id] : sorted) longest_ = std::max(longest_, literal.size());
  // A state is the literals that begin with the characters which lead to it: sorted[begin..end).
  struct Range {
    std::uint32_t begin, end, depth;
  };
  std::vector<Range> ranges = {{0, static_cast<std::uint32_t>(sorted.size()), 0}};
  Tree tree;
  tree.symbol.push_back(0);
  for (std::size_t state = 0; state < ranges.size(); ++state) {
    auto [at, end, depth] = ranges[state];
    own_output_.push_back(-1);
    tree.first_child.push_back(static_cast<std::uint32_t>(ranges.size()));
    if (at < end && sorted[at].first.size() == depth) {
      own_output_.back() = static_cast<std::int32_t>(outputs_.size());
      outputs_.push_back({sorted[at].second, sorted[at].first.back() == kSeparator});
      ++at;
    }
    while (at < end) {
      const char c = sorted[at].first[depth];
      const std::uint32_t begin = at;
      while (at < end && sorted[at].first[depth] == c) ++at;
      ranges.push_back({begin, at, depth + 1});
      tree.symbol.push_back(SymbolOf(c));
    }
  }
  tree.first_child.push_back(static_cast<std::uint32_t>(ranges.size()));
  return tree;
}

void LiteralScanner::Build() {
  const Tree tree = MakeTree();
  if (own_output_.size() <= kMaxNarrow) {
    FillTable(tree, narrow_);
  } else {
    FillTable(tree, wide_);
  }
}

// Parents come before their children, and suffixes are shorter, so that every row which another one
// depends on is complete before it.
template <typename Transition>
void LiteralScanner::FillTable(const Tree& tree, std::vector<Transition>& table) {
  const std::size_t states = own_output_.size();
  table.assign(states * kWidth, 0);
  output_link_.assign(states, 0);
  std::vector<std::uint32_t> suffix(states, 0);
  for (std::size_t state = 0; state < states; ++state) {
    Transition* const row = &table[state * kWidth];
    if (state != 0) {
      std::copy_n(&table[std::size_t{suffix[state]} * kWidth], kWidth, row);
      // However many separators stand side by side, they are one.
      if (tree.symbol[state] == 0) row[0] = static_cast<Transition>(state);
    }
    row[kMark] = own_output_[state] >= 0 || output_link_[state] != 0 ? 1 : 0;
    for (std::uint32_t child = tree.first_child[state]; child < tree.first_child[state + 1];
         ++child) {
      Transition& slot = row[tree.symbol[child]];
      const std::uint32_t fallback = slot;
      suffix[child] = fallback;
      output_link_[child] = own_output_[fallback] >= 0 ? fallback : output_link_[fallback];
      slot = static_cast<Transition>(child);
    }
  }
}

void LiteralScanner::Report(std::uint32_t state, std::size_t end,
                            std::vector<LiteralHit>& hits) const {
  if (own_output_[state] < 0) state = output_link_[state];
  for (; state != 0; state = output_link_[state]) {
    const Output& output = outputs_[static_cast<std::size_t>(own_output_[state])];
    const std::size_t hit_end = output.after_separator ? end - 1 : end;
    hits.push_back({static_cast<std::uint32_t>(hit_end), output.literal});
  }
}

// A stretch of text that is being scanned. Whether a byte ends a literal is too irregular to be
// predicted, so every state is noted, and kept if it has output.
struct LiteralScanner::Lane {
  std::size_t state = 0;
  std::size_t at = 0;
  std::size_t count = 0;
  std::array<Note, kLaneBytes + kLanes> notes;  // the first `count`

  template <typename Transition>
  void Step(const Transition* rows, std::string_view text) {
    state = rows[state * kWidth + SymbolOf(text[at++])];
    notes[count] = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(state)};
    count += rows[state * kWidth + kMark];
  }

  // Comes to the state that a scan from the text's beginning has at `begin`. No state remembers
  // more than the longest literal's length of folded text.
  template <typename Transition>
  void Enter(const Transition* rows, std::string_view text, std::size_t begin, std::size_t memory) {
    std::size_t start = begin;
    for (std::size_t folded = 0; start > 0 && folded <= memory; --start) {
      const bool separator = SymbolOf(text[start - 1]) == 0;
      if (!separator || start == begin || SymbolOf(text[start]) != 0) ++folded;
    }
    state = start == 0 ? rows[0] : 0;  // as if a separator stood before the text
    for (; start < begin; ++start) state = rows[state * kWidth + SymbolOf(text[start])];
    at = begin;
    count = 0;
  }
};

// Steps all lanes side by side. What they work with is copied, so that it stays in registers.
template <typename Transition>
void LiteralScanner::StepAll(const Transition* rows, std::string_view text, std::size_t length,
                             std::array<Lane, kLanes>& lanes) {
  std::array<std::size_t, kLanes> state{};
  std::array<const char*, kLanes> byte{};
  std::array<Note*, kLanes> note{};
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    state[lane] = lanes[lane].state;
    byte[lane] = text.data() + lanes[lane].at;
    note[lane] = lanes[lane].notes.data();
  }
  for (std::size_t i = 0; i < length; ++i) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::size_t next = rows[state[lane] * kWidth + SymbolOf(byte[lane][i])];
      state[lane] = next;
      *note[lane] = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(next)};
      note[lane] += rows[next * kWidth + kMark];
    }
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    lanes[lane].count = static_cast<std::size_t>(note[lane] - lanes[lane].notes.data());
    const auto begin = static_cast<std::uint32_t>(lanes[lane].at + 1);
    for (std::size_t i = 0; i < lanes[lane].count; ++i) lanes[lane].notes[i].end += begin;
    lanes[lane].state = state[lane];
    lanes[lane].at += length;
  }
}

template <typename Transition>
void LiteralScanner::ScanTable(const std::vector<Transition>& table, std::string_view text,
                               std::vector<LiteralHit>& hits) const {
  const Transition* const rows = table.data();
  std::array<Lane, kLanes> lanes;
  std::size_t done = 0;
  std::size_t state = rows[0];
  while (done < text.size()) {
    const std::size_t length = std::min(kLaneBytes, (text.size() - done) / kLanes);
    for (std::size_t i = 0; i < kLanes; ++i) {
      lanes[i].Enter(rows, text, done + i * length, i == 0 && done > 0 ? 0 : longest_);
    }
    lanes[0].state = state;
    StepAll(rows, text, length, lanes);
    done += length * kLanes;
    // What is too short to be divided.
    if (text.size() - done < kLanes) {
      for (; done < text.size(); ++done) lanes.back().Step(rows, text);
    }
    state = lanes.back().state;
    for (const Lane& lane : lanes) {
      for (std::size_t i = 0; i < lane.count; ++i) {
        const Note note = lane.notes[i];
        // A further separator is no new hit.
        const bool again = SymbolOf(text[note.end - 1]) == 0 &&
                           (note.end == 1 || SymbolOf(text[note.end - 2]) == 0);
        if (!again) Report(note.state, note.end, hits);
      }
    }
  }
  const std::size_t last = rows[state * kWidth];
  if (last != state && rows[last * kWidth + kMark] != 0) {
    Report(static_cast<std::uint32_t>(last), text.size() + 1, hits);
  }
}

void LiteralScanner::Scan(std::string_view text, std::vector<LiteralHit>& hits) const {
  wide_.empty() ? ScanTable(narrow_, text, hits) : ScanTable(wide_, text, hits);
}

}  // namespace scrutineer::extractors

#include "extractors/literal_scanner.h"

#include <array>
#include <utility>

#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {
namespace {

// 0 separator, 1-26 letters, 27-36 digits.
constexpr std::array<std::uint8_t, 256> MakeSymbols() {
  std::array<std::uint8_t, 256> symbols{};
  for (unsigned i = 0; i < 26; ++i) {
    symbols['a' + i] = symbols['A' + i] = static_cast<std::uint8_t>(1 + i);
  }
  for (unsigned i = 0; i < 10; ++i) symbols['0' + i] = static_cast<std::uint8_t>(27 + i);
  return symbols;
}

constexpr std::array<std::uint8_t, 256> kSymbols = MakeSymbols();

unsigned SymbolOf(char c) { return kSymbols[static_cast<unsigned char>(c)]; }

}  // namespace

LiteralId LiteralScanner::Add(const std::string& literal) {
  const auto [entry, added] = ids_.try_emplace(literal, static_cast<LiteralId>(ids_.size()));
  if (!added) return entry->second;
  if (next_.empty()) {
    next_.resize(kWidth);
    own_output_.push_back(-1);
  }
  std::uint32_t state = 0;
  for (const char c : literal) state = Child(state, SymbolOf(c));
  own_output_[state] = static_cast<std::int32_t>(outputs_.size());
  outputs_.push_back({entry->second, literal.back() == kSeparator});
  return entry->second;
}

// While adding, next_ holds plain state numbers, 0 for none.
std::uint32_t LiteralScanner::Child(std::uint32_t state, unsigned symbol) {
  const std::size_t slot = std::size_t{state} * kWidth + symbol;
  if (next_[slot] == 0) {
    next_[slot] = static_cast<std::uint32_t>(own_output_.size());
    next_.resize(next_.size() + kWidth);
    own_output_.push_back(-1);
  }
  return next_[slot];
}

void LiteralScanner::Build() {
  if (next_.empty()) {
    next_.resize(kWidth);
    own_output_.push_back(-1);
  }
  const std::size_t states = own_output_.size();
  std::vector<std::uint32_t> suffix(states, 0);
  std::vector<std::uint32_t> order;
  order.reserve(states);
  std::vector<bool> ends_in_separator(states, false);
  output_link_.assign(states, 0);
  for (std::size_t head = 0; head <= order.size(); ++head) {
    const std::uint32_t state = head == 0 ? 0 : order[head - 1];
    for (unsigned symbol = 0; symbol < kWidth; ++symbol) {
      std::uint32_t& slot = next_[std::size_t{state} * kWidth + symbol];
      const std::uint32_t fallback =
          state == 0 ? 0 : next_[std::size_t{suffix[state]} * kWidth + symbol];
      if (slot != 0) {
        suffix[slot] = fallback;
        ends_in_separator[slot] = symbol == 0;
        output_link_[slot] = own_output_[fallback] >= 0 ? fallback : output_link_[fallback];
        order.push_back(slot);
      } else if (symbol == 0 && ends_in_separator[state]) {
        slot = state;  // however many separators, they are one
      } else {
        slot = fallback;
      }
    }
  }
  Arrange(order);
}

// Numbers the states anew in the order of their depth, so that those near the root, which nearly
// every byte of text visits, stand together in the cache, and marks the ones that report.
void LiteralScanner::Arrange(const std::vector<std::uint32_t>& order) {
  const std::size_t states = own_output_.size();
  std::vector<std::uint32_t> place(states, 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<std::uint32_t>(i + 1);
  }
  std::vector<std::uint32_t> next(next_.size());
  std::vector<std::int32_t> own_output(states);
  std::vector<std::uint32_t> output_link(states);
  for (std::size_t state = 0; state < states; ++state) {
    own_output[place[state]] = own_output_[state];
    output_link[place[state]] = place[output_link_[state]];
    for (unsigned symbol = 0; symbol < kWidth; ++symbol) {
      const std::uint32_t target = next_[state * kWidth + symbol];
      const bool again = symbol == 0 && target == state;
      const bool reports = !again && (own_output_[target] >= 0 || output_link_[target] != 0);
      next[std::size_t{place[state]} * kWidth + symbol] =
          (place[target] * kWidth) << 1 | (reports ? kReports : 0);
    }
  }
  next_ = std::move(next);
  own_output_ = std::move(own_output);
  output_link_ = std::move(output_link);
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

void LiteralScanner::Scan(std::string_view text, std::vector<LiteralHit>& hits) const {
  std::uint32_t row = next_[0] >> 1;  // as if a separator stood before the text
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint32_t transition = next_[row + SymbolOf(text[i])];
    row = transition >> 1;
    if ((transition & kReports) != 0) [[unlikely]]
      Report(row / kWidth, i + 1, hits);
  }
  const std::uint32_t last = next_[row];
  if ((last & kReports) != 0) Report((last >> 1) / kWidth, text.size() + 1, hits);
}

}  // namespace scrutineer::extractors

#include "extractors/search_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/pattern_tree.h"
#include "extractors/words.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kFirstMemories = 64;  // a power of two

constexpr std::array<unsigned char, 256> MakeFolded() {
  std::array<unsigned char, 256> folded{};
  for (unsigned char& c : folded) c = kSeparator;
  for (unsigned i = 'a'; i <= 'z'; ++i) {
    folded[i] = folded[i - 'a' + 'A'] = static_cast<unsigned char>(i);
  }
  for (unsigned i = '0'; i <= '9'; ++i) folded[i] = static_cast<unsigned char>(i);
  return folded;
}

constexpr std::array<unsigned char, 256> kFolded = MakeFolded();

}  // namespace

void SearchText::Fill(std::string_view text) {
  text_ = text;
  opaque_ = text.find("\xC5\xBF") != std::string_view::npos ||
            text.find("\xE2\x84\xAA") != std::string_view::npos;
  beginnings_.resize(text.size() + 1);
  beginnings_[text.size()] = 0;
  Beginning next = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    const unsigned char c = kFolded[static_cast<unsigned char>(text[i])];
    const bool again = c == kSeparator && (next & 0xFFU) == kSeparator;
    if (!again) next = (next << 8) | c;
    beginnings_[i] = next;
  }
  word_begins_.clear();
  gap_begins_.clear();
  bool in_word = false;
  bool in_gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool gap = kFolded[static_cast<unsigned char>(text[i])] == kSeparator;
    const bool word = !gap || text[i] == '_';
    if (word && !in_word) word_begins_.push_back(static_cast<std::uint32_t>(i));
    if (gap && !in_gap) gap_begins_.push_back(static_cast<std::uint32_t>(i));
    in_word = word;
    in_gap = gap;
  }
  if (++epoch_ == 0) {
    memories_.clear();
    epoch_ = 1;
  }
  memory_count_ = 0;
  ends_.clear();
}

// The place of a memory, or the empty one where it belongs. REQUIRES: there are empty places.
std::size_t SearchText::SlotOf(std::uint32_t piece, std::uint32_t at) const {
  const std::size_t mask = memories_.size() - 1;
  std::size_t slot = (piece * 2654435761U + at * 40503U) & mask;
  while (memories_[slot].epoch == epoch_ &&
         (memories_[slot].piece != piece || memories_[slot].at != at)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::optional<std::span<const PieceEnd>> SearchText::Recall(std::uint32_t piece,
                                                            std::uint32_t at) const {
  if (memory_count_ == 0) return std::nullopt;
  const Memory& memory = memories_[SlotOf(piece, at)];
  if (memory.epoch != epoch_) return std::nullopt;
  return std::span(ends_).subspan(memory.first, memory.count);
}

void SearchText::Remember(std::uint32_t piece, std::uint32_t at, std::span<const PieceEnd> ends) {
  if (2 * (memory_count_ + 1) > memories_.size()) {
    std::vector<Memory> before = std::exchange(
        memories_, std::vector<Memory>(std::max(kFirstMemories, 2 * memories_.size())));
    for (const Memory& memory : before) {
      if (memory.epoch == epoch_) memories_[SlotOf(memory.piece, memory.at)] = memory;
    }
  }
  memories_[SlotOf(piece, at)] = {epoch_, piece, at, static_cast<std::uint32_t>(ends_.size()),
                                  static_cast<std::uint32_t>(ends.size())};
  ends_.insert(ends_.end(), ends.begin(), ends.end());
  ++memory_count_;
}

}  // namespace scrutineer::extractors

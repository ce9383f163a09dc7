#include "extractors/search_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/pattern_tree.h"
#include "extractors/words.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kFirstMemories = 64;  // a power of two

constexpr std::array<unsigned char, 256> kFolded = [] {
  std::array<unsigned char, 256> folded{};
  for (unsigned char& c : folded) c = kSeparator;
  for (unsigned i = 'a'; i <= 'z'; ++i) {
    folded[i] = folded[i - 'a' + 'A'] = static_cast<unsigned char>(i);
  }
  for (unsigned i = '0'; i <= '9'; ++i) folded[i] = static_cast<unsigned char>(i);
  return folded;
}();

// What a byte is, as bits.
constexpr std::uint8_t kSpaceByte = 1;
constexpr std::uint8_t kGapByte = 2;     // no letter or digit of ASCII
constexpr std::uint8_t kWordByte = 4;    // a letter, a digit or "_"
constexpr std::uint8_t kBeyondByte = 8;  // the first one of a character beyond ASCII
constexpr std::array<std::uint8_t, 256> kByteKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned i = 0; i < 256; ++i) {
    const bool gap = kFolded[i] == kSeparator;
    kinds[i] = gap ? kGapByte : kWordByte;
    if (i >= 0xC0) kinds[i] |= kBeyondByte;
  }
  kinds['_'] = kGapByte | kWordByte;
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) {
    kinds[static_cast<unsigned char>(c)] |= kSpaceByte;
  }
  return kinds;
}();

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
  for (Places* places : {&word_begins_, &gap_begins_, &space_begins_, &space_ends_}) {
    places->Clear(text.size());
  }
  std::uint8_t before = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint8_t kinds = kByteKinds[static_cast<unsigned char>(text[i])];
    if (kinds == before && (kinds & kBeyondByte) == 0) continue;
    const unsigned begin = kinds & ~before;
    word_begins_.AddIf((begin & kWordByte) != 0 || (kinds & kBeyondByte) != 0, i);
    gap_begins_.AddIf((begin & kGapByte) != 0, i);
    space_begins_.AddIf((begin & kSpaceByte) != 0, i);
    space_ends_.AddIf((before & ~kinds & kSpaceByte) != 0, i);
    before = kinds;
  }
  space_ends_.AddIf((before & kSpaceByte) != 0, text.size());
  if (++epoch_ == 0) {
    memories_.clear();
    epoch_ = 1;
  }
  memory_count_ = 0;
  ends_.clear();
}

std::uint32_t SearchText::BackOver(std::uint32_t at, std::uint32_t gaps) const {
  const auto begins = space_begins_.span();
  const auto before =
      static_cast<std::size_t>(std::lower_bound(begins.begin(), begins.end(), at) - begins.begin());
  return before <= gaps ? 0 : std::min(at, space_ends_.span()[before - 1 - gaps]);
}

std::uint32_t SearchText::ForthOver(std::uint32_t at, std::uint32_t gaps) const {
  const auto ends = space_ends_.span();
  const auto passed =
      static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), at) - ends.begin());
  const auto begins = space_begins_.span();
  return begins.size() - passed <= gaps ? static_cast<std::uint32_t>(text_.size())
                                        : std::max(at, begins[passed + gaps]);
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

#ifndef SCRUTINEER_EXTRACTORS_PIECE_BEGINNINGS_H_
#define SCRUTINEER_EXTRACTORS_PIECE_BEGINNINGS_H_

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extractors/search_text.h"

namespace scrutineer::extractors {

struct Piece;
struct PiecePart;

// The first characters of a beginning, at most so many.
inline Beginning CutBeginning(Beginning characters, std::size_t size) {
  constexpr std::array<Beginning, kBeginningSize + 1> kMasks = {0, 0xFF, 0xFFFF, 0xFFFFFF,
                                                                0xFFFFFFFF};
  return characters & kMasks[size];
}

// How matches of a piece may begin: their first folded characters, as far as they are known.
struct Beginnings {
  struct Form {
    Beginning characters = 0;  // as many as are not zero
    bool whole = false;        // this is all of a match; what follows the piece stands behind it
    friend auto operator<=>(const Form&, const Form&) = default;
  };
  bool any = false;         // nothing is known
  std::vector<Form> forms;  // if not: sorted, each once

  // What the first characters fold to, as bits (see kInitialBits).
  std::uint32_t Initials() const;
  // Whether what stands behind a match may be known as well.
  bool MayBeWhole() const;
};

// REQUIRES: those of its parts are known.
Beginnings BeginningsOf(const Piece& piece);
// Of what these parts match, one behind the other.
Beginnings BeginningsOfSequence(std::span<const PiecePart> parts);

// Says, at once and mostly right, that something does not match at a place: a Bloom filter (Bloom,
// 1970) of its beginnings. What it allows may still not match.
class BeginningFilter {
 public:
  explicit BeginningFilter(const Beginnings& beginnings);

  bool allows_all() const { return sizes_ == 0; }
  // Whether all that it allows begins with what parts words.
  bool behind_words() const { return behind_words_; }
  // REQUIRES: it does not allow all.
  bool Allows(Beginning beginning) const {
    for (unsigned sizes = sizes_; sizes != 0; sizes &= sizes - 1) {
      const auto size = static_cast<std::size_t>(std::countr_zero(sizes));
      if (Has(CutBeginning(beginning, size))) return true;
    }
    return false;
  }
  friend auto operator<=>(const BeginningFilter&, const BeginningFilter&) = default;

 private:
  static constexpr unsigned kBits = 512;
  static unsigned PlaceOf(Beginning characters) { return (characters * 2654435761U) >> 23; }
  bool Has(Beginning characters) const {
    const unsigned place = PlaceOf(characters);
    return (bits_[place / 64] >> (place % 64) & 1U) != 0;
  }

  unsigned sizes_ = 0;  // of the beginnings: a set of bits
  bool behind_words_ = true;
  std::array<std::uint64_t, kBits / 64> bits_{};
};

// Says which of many alternatives may match at a place.
class BeginningIndex {
 public:
  BeginningIndex() = default;
  explicit BeginningIndex(const std::vector<PiecePart>& alternatives);

  bool empty() const { return table_.empty(); }
  // Indexes of alternatives, in order.
  std::span<const std::uint16_t> Find(Beginning beginning) const;

 private:
  struct Slot {
    Beginning characters = 0;  // 0: an empty place
    std::uint32_t first = 0, count = 0;
  };
  const Slot* SlotOf(Beginning characters) const;

  std::vector<Slot> table_;
  std::vector<std::uint16_t> alternatives_;  // of all slots, then those that may begin anyhow
  std::uint32_t first_any_ = 0;
  unsigned sizes_ = 0;  // a set of bits
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PIECE_BEGINNINGS_H_

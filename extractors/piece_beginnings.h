#ifndef SCRUTINEER_EXTRACTORS_PIECE_BEGINNINGS_H_
#define SCRUTINEER_EXTRACTORS_PIECE_BEGINNINGS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "extractors/search_text.h"

namespace scrutineer::extractors {

struct Piece;
struct PiecePart;

// How matches of a piece may begin: their first folded characters, as far as they are known.
struct Beginnings {
  struct Form {
    Beginning characters = 0;  // as many as are not zero
    bool whole = false;        // this is all of a match; what follows the piece stands behind it
    friend auto operator<=>(const Form&, const Form&) = default;
  };
  bool any = false;         // nothing is known
  std::vector<Form> forms;  // if not: sorted, each once

  // A set of bits for the first characters (see InitialBits), whatever their case.
  std::uint32_t Initials() const;
};

// REQUIRES: those of its parts are known.
Beginnings BeginningsOf(const Piece& piece);

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

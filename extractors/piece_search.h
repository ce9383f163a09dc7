#ifndef SCRUTINEER_EXTRACTORS_PIECE_SEARCH_H_
#define SCRUTINEER_EXTRACTORS_PIECE_SEARCH_H_

#include <cstddef>
#include <span>

#include "extractors/pattern_piece.h"
#include "extractors/search_text.h"

namespace scrutineer::extractors {

// What is searched for.
struct SearchedPiece {
  const Piece* piece = nullptr;
  std::span<const PiecePart> rest;  // see RestOf
  bool at_words = false;  // matches begin with a letter, a digit, "_" or a character beyond ASCII
};

// A match of pieces, in bytes of the text.
struct PieceMatch {
  std::uint32_t begin = 0;
  PieceEnd end;
};

enum class PieceOutcome { kFound, kNone, kTooLong };

// Looks for the first match of a pattern's piece that begins at `from` or later, before `limit`,
// on a border of words, as RE2 would: of several at one place, that which takes the first
// alternative, and the most repetitions (the fewest, where they are lazy). A match's end is not
// held by `limit`, and there only the first one is looked at: what does not end on a border of
// words is no match.
//
// From each place a piece gives all places where it may end, the preferred first; a sequence gives
// each of them to its next piece. That never fails and tries again, but where pieces have many ends
// it takes long: past a number of steps that grows with the stretch it gives up (kTooLong).
// REQUIRES: from <= limit <= the text's size; !text.opaque().
PieceOutcome SearchPiece(const SearchedPiece& searched, SearchText& text, std::size_t from,
                         std::size_t limit, PieceMatch& match);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PIECE_SEARCH_H_

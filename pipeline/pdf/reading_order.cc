#include "pipeline/pdf/reading_order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/pdf/page_lines.h"

namespace scrutineer::pdf {
namespace {

// Shares of a line's height.
constexpr double kUpwardSlack = 0.3;  // how far up the next line may start
constexpr double kRunGap = 1.6;       // empty space that ends a block of lines
constexpr double kOverlap = 0.25;     // boxes that share less do not overlap
// Pieces to be looked at on one page, many more than once; honest pages need a tenth. What goes
// back after that stays where it is.
constexpr std::ptrdiff_t kMostLooks = 4'000'000;

// A column of figures that ends rows: how many there are at least, and bytes of each at most.
constexpr std::size_t kFewestFigures = 4;
constexpr std::size_t kLongestFigure = 20;
constexpr std::string_view kDigits = "0123456789";

// Words that stand on one line without a wide gap: [first_word, end_word) of the page.
struct LinePiece {
  std::size_t first_word = 0;
  std::size_t end_word = 0;
  Box box;
  std::uint8_t quarter_turns = 0;
};

// Pieces that are drawn one after the other, downwards in one column: [first, end).
struct PieceBlock {
  std::size_t first = 0;
  std::size_t end = 0;
  Box box;
};

bool IsLowerCase(char c) { return c >= 'a' && c <= 'z'; }

void Extend(Box& box, const Box& other) {
  box.left = std::min(box.left, other.left);
  box.top = std::min(box.top, other.top);
  box.right = std::max(box.right, other.right);
  box.bottom = std::max(box.bottom, other.bottom);
}

double SmallerHeight(const Box& a, const Box& b) { return std::min(a.height(), b.height()); }

bool OverlapAcross(const Box& a, const Box& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left) > 0;
}

bool IsLeftOf(const Box& a, const Box& b) {
  return a.right <= b.left + kOverlap * SmallerHeight(a, b);
}

// Whether reading from `previous` to `next` goes upwards or leftwards, and not to the next column.
bool GoesBack(const LinePiece& previous, const LinePiece& next) {
  if (previous.quarter_turns != next.quarter_turns) return false;
  if (OnOneBaseline(previous.box, next.box)) return IsLeftOf(next.box, previous.box);
  const double height = SmallerHeight(previous.box, next.box);
  return next.box.bottom < previous.box.top + kUpwardSlack * height &&
         next.box.left < previous.box.right;
}

std::vector<LinePiece> FindPieces(const PageWords& page) {
  std::vector<LinePiece> pieces;
  const std::vector<Word>& words = page.words();
  for (const Line& line : FindLines(page)) {
    for (std::size_t i = line.first_word; i < line.end_word; ++i) {
      if (i == line.first_word || GapBetween(words[i - 1], words[i]) == Gap::kCell) {
        pieces.push_back({i, i, words[i].box, line.quarter_turns});
      }
      pieces.back().end_word = i + 1;
      Extend(pieces.back().box, words[i].box);
    }
  }
  return pieces;
}

std::string_view TextOf(const PageWords& page, const LinePiece& piece) {
  const std::uint32_t begin = page.words()[piece.first_word].text_begin;
  return page.text().substr(begin, page.words()[piece.end_word - 1].text_end - begin);
}

bool IsFigure(const PageWords& page, const LinePiece& piece) {
  const std::string_view text = TextOf(page, piece);
  return text.size() <= kLongestFigure && text.find_first_of(kDigits) != text.npos;
}

bool ContinuesBlock(const PageWords& page, const PieceBlock& block, const LinePiece& previous,
                    const LinePiece& piece) {
  if (piece.quarter_turns != previous.quarter_turns) return false;
  if (OnOneBaseline(previous.box, piece.box)) return false;
  const double height = SmallerHeight(previous.box, piece.box);
  return piece.box.top >= previous.box.top + kUpwardSlack * height &&
         OverlapAcross(block.box, piece.box) &&
         (piece.box.top - block.box.bottom <= kRunGap * height ||
          (IsFigure(page, previous) && IsFigure(page, piece)));
}

std::vector<PieceBlock> FindBlocks(const PageWords& page, const std::vector<LinePiece>& pieces) {
  std::vector<PieceBlock> blocks;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == 0 || !ContinuesBlock(page, blocks.back(), pieces[i - 1], pieces[i])) {
      blocks.push_back({i, i, pieces[i].box});
    }
    PieceBlock& block = blocks.back();
    block.end = i + 1;
    Extend(block.box, pieces[i].box);
  }
  return blocks;
}

// Puts blocks in order, one after the other. Positions are those in `order_`.
class Sorter {
 public:
  Sorter(const PageWords& page, const std::vector<LinePiece>& pieces)
      : page_(page), pieces_(pieces) {
    order_.reserve(pieces.size());
  }

  void Add(const PieceBlock& block) {
    const std::size_t position = Place(block);
    cursor_ = position + (block.end - block.first);
    moved_ = moved_ || position < order_.size();
    std::vector<std::uint32_t> added;
    for (std::size_t i = block.first; i < block.end; ++i) {
      added.push_back(static_cast<std::uint32_t>(i));
    }
    order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(position), added.begin(),
                  added.end());
  }

  // Whether the block is a column of figures that end the lines to its left: the page numbers of a
  // table of contents, drawn before or after all its titles.
  bool EndsRows(const PieceBlock& block) {
    if (block.end - block.first < kFewestFigures) return false;
    for (std::size_t i = block.first; i < block.end; ++i) {
      if (!IsFigure(page_, pieces_[i])) return false;
    }
    for (std::size_t i = block.first; i < block.end; ++i) {
      const auto row = RowEndingLeftOf(pieces_[i]);
      if (!row || IsFigure(page_, pieces_[*row]) ||
          IsLowerCase(TextOf(page_, pieces_[*row]).front())) {
        return false;
      }
    }
    return true;
  }

  // To be called when all other blocks are added.
  void AddToRows(const PieceBlock& block) {
    for (std::size_t i = block.first; i < block.end; ++i) {
      const std::size_t row = RowEndingLeftOf(pieces_[i]).value_or(order_.back());
      const auto place = std::ranges::find(order_, static_cast<std::uint32_t>(row));
      order_.insert(place == order_.end() ? place : place + 1, static_cast<std::uint32_t>(i));
    }
    moved_ = true;
  }

  bool moved() const { return moved_; }
  const std::vector<std::uint32_t>& order() const { return order_; }

 private:
  const LinePiece& At(std::size_t position) const { return pieces_[order_[position]]; }

  std::size_t Place(const PieceBlock& block) {
    const std::size_t end = order_.size();
    if (order_.empty() || looks_left_ < 0) return end;
    const std::size_t passed = PassOver(block);
    if (passed == end && cursor_ < end) return end;
    const bool goes_back = GoesBack(At(cursor_ - 1), pieces_[block.first]);
    if (!goes_back) return cursor_;
    if (const auto position = PositionOf(block)) return *position;
    return passed == cursor_ ? cursor_ : end;
  }

  // The nearest piece to the left on its baseline, if nothing stands to its right there.
  std::optional<std::size_t> RowEndingLeftOf(const LinePiece& figure) {
    std::optional<std::size_t> nearest;
    looks_left_ -= static_cast<std::ptrdiff_t>(pieces_.size());
    if (looks_left_ < 0) return std::nullopt;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const LinePiece& piece = pieces_[i];
      if (&piece == &figure || piece.quarter_turns != figure.quarter_turns ||
          !OnOneBaseline(piece.box, figure.box)) {
        continue;
      }
      if (!IsLeftOf(piece.box, figure.box)) return std::nullopt;
      if (!nearest || piece.box.left > pieces_[*nearest].box.left) nearest = i;
    }
    return nearest;
  }

  // From the block added last, over what stands above this one, or before it on its baseline.
  std::size_t PassOver(const PieceBlock& block) {
    const LinePiece& first = pieces_[block.first];
    std::size_t position = cursor_;
    for (; position < order_.size() && --looks_left_ >= 0; ++position) {
      const LinePiece& piece = At(position);
      if (piece.quarter_turns != first.quarter_turns) continue;
      const double tolerance = kOverlap * SmallerHeight(piece.box, first.box);
      const bool below = block.box.top >= piece.box.bottom - tolerance;
      const bool beside = OnOneBaseline(piece.box, first.box) && IsLeftOf(piece.box, first.box);
      if (!below && !beside) break;
    }
    return position;
  }

  // Where geometry says beyond doubt that the block belongs.
  std::optional<std::size_t> PositionOf(const PieceBlock& block) {
    looks_left_ -= static_cast<std::ptrdiff_t>(3 * order_.size());
    if (looks_left_ < 0) return std::nullopt;
    if (IsAboveAll(block)) return 0;
    if (const auto position = PositionOnBaseline(block)) return position;
    return PositionInColumn(block);
  }

  bool IsAboveAll(const PieceBlock& block) const {
    const LinePiece& first = pieces_[block.first];
    return std::ranges::all_of(order_, [&](std::uint32_t i) {
      const LinePiece& piece = pieces_[i];
      return piece.quarter_turns == first.quarter_turns &&
             block.box.bottom <= piece.box.top + kOverlap * SmallerHeight(piece.box, first.box);
    });
  }

  std::optional<std::size_t> PositionOnBaseline(const PieceBlock& block) const {
    const LinePiece& first = pieces_[block.first];
    std::optional<std::size_t> right;  // the nearest to the right
    std::optional<std::size_t> left;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const LinePiece& piece = At(i);
      if (piece.quarter_turns != first.quarter_turns || !OnOneBaseline(piece.box, first.box)) {
        continue;
      }
      if (IsLeftOf(first.box, piece.box)) {
        if (!right || piece.box.left < At(*right).box.left) right = i;
      } else if (IsLeftOf(piece.box, first.box)) {
        if (!left || piece.box.left > At(*left).box.left) left = i;
      } else {
        return std::nullopt;
      }
    }
    if (left && block.end == block.first + 1) return *left + 1;
    if (left) return std::nullopt;
    return right;
  }

  // Before the first of what is below it in its column, if all that is above it there is read
  // before that.
  std::optional<std::size_t> PositionInColumn(const PieceBlock& block) const {
    const LinePiece& first = pieces_[block.first];
    std::optional<std::size_t> below;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const LinePiece& piece = At(i);
      if (piece.quarter_turns != first.quarter_turns || !OverlapAcross(piece.box, block.box)) {
        continue;
      }
      const double tolerance = kOverlap * SmallerHeight(piece.box, first.box);
      if (block.box.bottom <= piece.box.top + tolerance) {
        if (!below) below = i;
      } else if (below || piece.box.bottom > block.box.top + tolerance) {
        return std::nullopt;
      }
    }
    return below ? std::optional(StartOfRow(*below)) : std::nullopt;
  }

  // Of what is read one after the other on the piece's baseline up to the piece.
  std::size_t StartOfRow(std::size_t position) const {
    while (position > 0 && At(position - 1).quarter_turns == At(position).quarter_turns &&
           OnOneBaseline(At(position - 1).box, At(position).box) &&
           IsLeftOf(At(position - 1).box, At(position).box)) {
      --position;
    }
    return position;
  }

  const PageWords& page_;
  const std::vector<LinePiece>& pieces_;
  std::vector<std::uint32_t> order_;
  std::size_t cursor_ = 0;  // after the block added last
  bool moved_ = false;
  std::ptrdiff_t looks_left_ = kMostLooks;
};

}  // namespace

PageWords InReadingOrder(PageWords drawn) {
  const std::vector<LinePiece> pieces = FindPieces(drawn);
  Sorter sorter(drawn, pieces);
  std::vector<PieceBlock> columns;
  for (const PieceBlock& block : FindBlocks(drawn, pieces)) {
    if (sorter.EndsRows(block)) {
      columns.push_back(block);
    } else {
      sorter.Add(block);
    }
  }
  for (const PieceBlock& column : columns) sorter.AddToRows(column);
  if (!sorter.moved()) return drawn;
  std::vector<Word> words;
  words.reserve(drawn.words().size());
  for (const std::uint32_t i : sorter.order()) {
    words.insert(words.end(),
                 drawn.words().begin() + static_cast<std::ptrdiff_t>(pieces[i].first_word),
                 drawn.words().begin() + static_cast<std::ptrdiff_t>(pieces[i].end_word));
  }
  drawn.Reorder(std::move(words));
  return drawn;
}

}  // namespace scrutineer::pdf

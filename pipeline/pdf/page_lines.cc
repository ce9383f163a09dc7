#include "pipeline/pdf/page_lines.h"

#include <algorithm>
#include <cmath>

#include "pipeline/pdf/list_marker.h"

namespace scrutineer::pdf {
namespace {

// Shares of a word's height.
constexpr double kSameLineOverlap = 0.5;    // of the lower of two words on one baseline
constexpr double kBackwardTolerance = 0.5;  // kerning and italics overlap the word before
constexpr double kJoinedGap = 0.1;
constexpr double kCellGap = 1.5;
constexpr double kCellBaseline = 0.3;  // how far baselines of cells that stand on one may differ
constexpr double kCellLeading = 1.6;   // empty space between two lines of a cell
constexpr double kCellIndent = 1.0;    // how far left of its first line a cell may go on
constexpr std::size_t kLongestLetters = 2;  // bytes, of what may number a paragraph: "b", "iv"

bool ContinuesLine(const Word& previous, const Word& word) {
  if (previous.quarter_turns != word.quarter_turns) return false;
  const double lower = std::min(previous.box.height(), word.box.height());
  const double overlap =
      std::min(previous.box.bottom, word.box.bottom) - std::max(previous.box.top, word.box.top);
  if (overlap <= kSameLineOverlap * lower ||
      word.box.left < previous.box.right - kBackwardTolerance * lower) {
    return false;
  }
  return GapBetween(previous, word) != Gap::kCell ||
         std::abs(previous.box.bottom - word.box.bottom) <= kCellBaseline * lower;
}

// The end of the line that begins with `first`, given the end of the words on its baseline: before
// its last cell where that goes on below, as a cell of many lines does, so that its lines stay
// together. Not after a number or bullet, whose text goes on below, too.
std::size_t EndOfLine(const PageWords& page, std::size_t first, std::size_t end) {
  const std::vector<Word>& words = page.words();
  if (end == words.size()) return end;
  std::size_t cell = end - 1;
  while (cell > first && GapBetween(words[cell - 1], words[cell]) != Gap::kCell) --cell;
  if (cell == first) return end;
  const Word& below = words[end];
  const Box& start = words[cell].box;
  const double height = std::min(start.height(), below.box.height());
  const bool goes_on = below.quarter_turns == words[cell].quarter_turns &&
                       below.box.top > start.top + height / 2 &&
                       below.box.top - start.bottom < kCellLeading * height &&
                       below.box.left > words[cell - 1].box.right &&
                       below.box.left > start.left - kCellIndent * height &&
                       below.box.left < words[end - 1].box.right;
  const std::string_view text = page.TextOf(words[first]);
  const bool numbered = cell == first + 1 && (ListMarkerOf(text) != ListMarker::kNone ||
                                              text.find_first_not_of("0123456789") == text.npos ||
                                              text.size() <= kLongestLetters);
  return goes_on && !numbered ? cell : end;
}

}  // namespace

Line LineOf(const PageWords& page, std::size_t first_word, std::size_t end_word) {
  const std::vector<Word>& words = page.words();
  Line line = {first_word, end_word, words[first_word].box, 0, words[first_word].quarter_turns,
               false,      false};
  std::uint32_t most_bytes = 0;
  for (std::size_t i = first_word; i < end_word; ++i) {
    const Box& box = words[i].box;
    line.box.left = std::min(line.box.left, box.left);
    line.box.top = std::min(line.box.top, box.top);
    line.box.right = std::max(line.box.right, box.right);
    line.box.bottom = std::max(line.box.bottom, box.bottom);
    if (const std::uint32_t bytes = words[i].text_end - words[i].text_begin; bytes > most_bytes) {
      most_bytes = bytes;
      line.height = box.height();
    }
    if (i > first_word && GapBetween(words[i - 1], words[i]) == Gap::kCell) line.has_cells = true;
  }
  return line;
}

std::vector<Line> FindLines(const PageWords& page) {
  const std::vector<Word>& words = page.words();
  std::vector<Line> lines;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first + 1;
    while (end < words.size() && ContinuesLine(words[end - 1], words[end])) ++end;
    const std::size_t end_of_row = end;
    end = EndOfLine(page, first, end);
    lines.push_back(LineOf(page, first, end));
    if (end < end_of_row) {
      lines.push_back(LineOf(page, end, end_of_row));
      lines.back().continues_row = true;
      end = end_of_row;
    }
    first = end;
  }
  return lines;
}

Gap GapBetween(const Word& previous, const Word& word) {
  if (previous.joins_next) return Gap::kNone;
  const double gap = word.box.left - previous.box.right;
  const double height = std::max(previous.box.height(), word.box.height());
  if (gap > kCellGap * height) return Gap::kCell;
  if (previous.space_after || gap > kJoinedGap * height) return Gap::kSpace;
  return Gap::kNone;
}

}  // namespace scrutineer::pdf

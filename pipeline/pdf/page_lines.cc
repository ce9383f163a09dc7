#include "pipeline/pdf/page_lines.h"

#include <algorithm>

namespace scrutineer::pdf {
namespace {

// Shares of a word's height.
constexpr double kSameLineOverlap = 0.5;    // of the lower of two words on one baseline
constexpr double kBackwardTolerance = 0.5;  // kerning and italics overlap the word before
constexpr double kJoinedGap = 0.1;
constexpr double kCellGap = 1.5;

bool ContinuesLine(const Word& previous, const Word& word) {
  if (previous.quarter_turns != word.quarter_turns) return false;
  const double lower = std::min(previous.box.height(), word.box.height());
  const double overlap =
      std::min(previous.box.bottom, word.box.bottom) - std::max(previous.box.top, word.box.top);
  return overlap > kSameLineOverlap * lower &&
         word.box.left >= previous.box.right - kBackwardTolerance * lower;
}

}  // namespace

Line LineOf(const PageWords& page, std::size_t first_word, std::size_t end_word) {
  const std::vector<Word>& words = page.words();
  Line line = {first_word, end_word, words[first_word].box, 0, words[first_word].quarter_turns,
               false};
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
    lines.push_back(LineOf(page, first, end));
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

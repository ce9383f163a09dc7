#ifndef SCRUTINEER_PIPELINE_PDF_PAGE_LINES_H_
#define SCRUTINEER_PIPELINE_PDF_PAGE_LINES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/pdf/page_words.h"

namespace scrutineer::pdf {

// What parts a word from the one before it on its line.
enum class Gap : std::uint8_t {
  kNone,  // they are one word, printed in pieces
  kSpace,
  kCell,  // far more than a space: the next cell of a table, or the text after its number
};

// Words that follow each other on one baseline: [first_word, end_word) of the page. The last cell
// of a row is a line of its own where it goes on below, so that its lines follow each other.
struct Line {
  std::size_t first_word = 0;
  std::size_t end_word = 0;
  Box box;            // around all words, in their reading frame
  double height = 0;  // of the word with the most letters: a footnote mark must not count
  std::uint8_t quarter_turns = 0;
  bool has_cells = false;      // some gap is kCell
  bool continues_row = false;  // the last cell of the line before, which goes on below
};

// The words [first_word, end_word) as one line. REQUIRES: one word at least.
Line LineOf(const PageWords& page, std::size_t first_word, std::size_t end_word);

// The lines of a page in reading order.
std::vector<Line> FindLines(const PageWords& page);

// What stands before `word` on its line. REQUIRES: both are of one line, `previous` the one before.
Gap GapBetween(const Word& previous, const Word& word);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_PAGE_LINES_H_

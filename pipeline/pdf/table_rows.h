#ifndef SCRUTINEER_PIPELINE_PDF_TABLE_ROWS_H_
#define SCRUTINEER_PIPELINE_PDF_TABLE_ROWS_H_

#include <cstddef>
#include <vector>

#include "pipeline/pdf/page_lines.h"
#include "pipeline/pdf/page_words.h"

namespace scrutineer::pdf {

// Words that stand on one line of one cell: [first_word, end_word) of the page.
struct CellLine {
  std::size_t first_word = 0;
  std::size_t end_word = 0;
  bool begins_cell = false;
  bool begins_row = false;
};

// What is to be read in place of the lines [first_line, end_line) of the page: the lines `above`,
// the cells row by row, the lines `below`. Together they hold the same words.
struct Table {
  std::size_t first_line = 0;
  std::size_t end_line = 0;
  std::vector<std::size_t> above;
  std::vector<CellLine> cells;
  std::vector<std::size_t> below;
};

// The tables of a page that are beyond doubt: three columns or more, three rows or more, each row's
// cells starting on one baseline, nothing across two columns, and no prose. In the page's order;
// they do not overlap.
std::vector<Table> FindTables(const PageWords& page, const std::vector<Line>& lines);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_TABLE_ROWS_H_

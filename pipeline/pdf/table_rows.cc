#include "pipeline/pdf/table_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace scrutineer::pdf {
namespace {

constexpr std::size_t kFewestColumns = 3;
constexpr std::size_t kFewestRows = 3;
// Shares of a line's height.
constexpr double kSameBaseline = 0.25;
constexpr double kPieceGap = 0.5;  // more than a space, though justified text has such gaps too
constexpr double kColumnGap = 0.45;
constexpr double kCellLineStep = 1.7;  // from line to line of a cell
constexpr double kFarthestRow = 12.0;  // from one row to the next
// A row starts further below the row above than lines of a cell follow each other, by this ratio.
constexpr double kRowLeading = 1.12;
constexpr std::size_t kMeanCellBytes = 40;
// To be looked at on one page, some more than once; honest pages need a tenth. More would cost
// time on pages made for that.
constexpr std::ptrdiff_t kMostSpans = 200'000;
// The greatest share of words within the lines of a table that are not its own.
constexpr double kMostMoved = 0.25;
// From what stands above a table to its first row, of the distance between rows.
constexpr double kHeadingDistance = 0.85;

// A run of words without a wide gap.
struct CellPiece {
  std::size_t first_word = 0;
  std::size_t end_word = 0;
  std::size_t line = 0;
  Box box;
  std::size_t row = 0;
  std::size_t column = 0;
};

bool IsSameCell(const CellPiece& a, const CellPiece& b) {
  return a.row == b.row && a.column == b.column;
}

struct Span {
  double left = 0;
  double right = 0;
};

using Spans = std::vector<Span>;

std::vector<CellPiece> SplitAtGaps(const PageWords& page, const std::vector<Line>& lines) {
  std::vector<CellPiece> pieces;
  const std::vector<Word>& words = page.words();
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (lines[l].quarter_turns != lines[0].quarter_turns) return {};
    for (std::size_t i = lines[l].first_word; i < lines[l].end_word; ++i) {
      const Box& box = words[i].box;
      if (i == lines[l].first_word ||
          box.left - words[i - 1].box.right > kPieceGap * box.height()) {
        pieces.push_back({i, i, l, box, 0, 0});
      }
      CellPiece& piece = pieces.back();
      piece.end_word = i + 1;
      piece.box.right = std::max(piece.box.right, box.right);
      piece.box.top = std::min(piece.box.top, box.top);
      piece.box.bottom = std::max(piece.box.bottom, box.bottom);
    }
  }
  return pieces;
}

// Spans with `more` added; those that nearly touch become one.
Spans Merge(Spans spans, const Spans& more, double gap) {
  spans.insert(spans.end(), more.begin(), more.end());
  std::ranges::sort(spans, {}, &Span::left);
  Spans merged;
  for (const Span& span : spans) {
    if (!merged.empty() && span.left < merged.back().right + gap) {
      merged.back().right = std::max(merged.back().right, span.right);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

// Pieces on one baseline: [first, end) of the pieces sorted by baseline.
struct Baseline {
  std::size_t first = 0;
  std::size_t end = 0;
  double bottom = 0;
  double height = 0;
  Spans spans;
};

class TableFinder {
 public:
  TableFinder(const PageWords& page, const std::vector<Line>& lines)
      : page_(page), lines_(lines), pieces_(SplitAtGaps(page, lines)) {
    std::ranges::stable_sort(pieces_, {}, [](const CellPiece& piece) { return piece.box.bottom; });
    FindBaselines();
  }

  std::vector<Table> Find() {
    std::vector<Table> tables;
    for (std::size_t i = 0; i < baselines_.size() && spans_left_ > 0;) {
      const std::size_t end = EndOfTable(i);
      if (end == i) {
        ++i;
        continue;
      }
      if (auto table = Order(i, end); table) {
        tables.push_back(std::move(*table));
        i = end;
      } else {
        ++i;
      }
    }
    std::ranges::sort(tables, {}, &Table::first_line);
    std::vector<Table> apart;
    for (Table& table : tables) {
      if (apart.empty() || table.first_line >= apart.back().end_line) {
        apart.push_back(std::move(table));
      }
    }
    return apart;
  }

 private:
  void FindBaselines() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Box& box = pieces_[i].box;
      if (baselines_.empty() ||
          box.bottom - baselines_.back().bottom > kSameBaseline * box.height()) {
        baselines_.push_back({i, i, box.bottom, box.height(), {}});
      }
      Baseline& line = baselines_.back();
      line.end = i + 1;
      line.spans.push_back({box.left, box.right});
    }
    for (Baseline& line : baselines_) line.spans = Merge({}, line.spans, 0);
  }

  // The end of the longest run of baselines from `first` whose pieces stand in columns; `first`
  // where it begins no table.
  std::size_t EndOfTable(std::size_t first) {
    const Baseline& top = baselines_[first];
    if (top.spans.size() < kFewestColumns) return first;
    columns_ = top.spans;
    starts_ = {first};
    std::size_t end = first + 1;
    for (; end < baselines_.size(); ++end) {
      const Baseline& line = baselines_[end];
      spans_left_ -= static_cast<std::ptrdiff_t>(columns_.size() + line.spans.size());
      if (line.bottom - baselines_[end - 1].bottom > 2.5 * top.height) break;
      if (line.bottom - baselines_[starts_.back()].bottom > kFarthestRow * top.height) break;
      if (line.height > 1.3 * top.height || line.height < 0.7 * top.height) break;
      Spans merged = Merge(columns_, line.spans, kColumnGap * top.height);
      if (merged.size() < kFewestColumns) break;
      columns_ = std::move(merged);
      const bool starts =
          line.spans.size() >= kFewestColumns && line.spans[0].left < columns_[0].right;
      if (starts) starts_.push_back(end);
    }
    return starts_.size() >= kFewestRows ? end : first;
  }

  std::optional<Table> Order(std::size_t first, std::size_t end) {
    std::vector<CellPiece> cells(
        pieces_.begin() + static_cast<std::ptrdiff_t>(baselines_[first].first),
        pieces_.begin() + static_cast<std::ptrdiff_t>(baselines_[end - 1].end));
    Place(cells);
    std::ranges::stable_sort(cells, [](const CellPiece& a, const CellPiece& b) {
      return std::tuple(a.row, a.column, a.first_word) < std::tuple(b.row, b.column, b.first_word);
    });
    Table table;
    if (!AreCells(first, cells) || !PlaceLines(first, cells, table) || IsProse(cells))
      return std::nullopt;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0 && IsSameCell(cells[i - 1], cells[i]) && cells[i].line == cells[i - 1].line) {
        table.cells.back().end_word = cells[i].end_word;
        continue;
      }
      const bool row = i == 0 || cells[i].row != cells[i - 1].row;
      table.cells.push_back({cells[i].first_word, cells[i].end_word,
                             row || cells[i].column != cells[i - 1].column, row});
    }
    const bool in_order = std::ranges::is_sorted(table.cells, {}, &CellLine::first_word);
    if (in_order && std::ranges::all_of(table.cells, &CellLine::begins_cell)) return std::nullopt;
    return table;
  }

  void Place(std::vector<CellPiece>& cells) const {
    for (CellPiece& cell : cells) {
      while (cell.row + 1 < starts_.size() &&
             cell.box.bottom >=
                 baselines_[starts_[cell.row + 1]].bottom - kSameBaseline * cell.box.height()) {
        ++cell.row;
      }
      while (cell.column + 1 < columns_.size() && cell.box.left >= columns_[cell.column].right) {
        ++cell.column;
      }
    }
  }

  // Fills in everything but the cells. False where something else stands between the cells.
  bool PlaceLines(std::size_t first, const std::vector<CellPiece>& cells, Table& table) const {
    std::vector<std::size_t> in_table;
    double top = std::numeric_limits<double>::infinity();
    double bottom = -top;
    for (const CellPiece& cell : cells) {
      in_table.push_back(cell.line);
      top = std::min(top, (cell.box.top + cell.box.bottom) / 2);
      bottom = std::max(bottom, (cell.box.top + cell.box.bottom) / 2);
    }
    std::ranges::sort(in_table);
    table.first_line = in_table.front();
    table.end_line = in_table.back() + 1;
    for (std::size_t line = table.first_line; line < table.end_line; ++line) {
      if (std::ranges::binary_search(in_table, line)) continue;
      if (lines_[line].box.bottom <= top) {
        table.above.push_back(line);
      } else if (lines_[line].box.top >= bottom) {
        table.below.push_back(line);
      } else {
        return false;
      }
    }
    std::size_t words = 0;
    for (const CellPiece& cell : cells) words += cell.end_word - cell.first_word;
    return LeavesEnough(table, words) && (table.above.empty() || StandsApart(first));
  }

  // Whether what is moved out of the way is a heading or two, and not most of a page. Not where a
  // line stands half in the table: no word may be lost.
  bool LeavesEnough(const Table& table, std::size_t words_in_cells) const {
    const auto words = [&](std::size_t count, std::size_t line) {
      return count + lines_[line].end_word - lines_[line].first_word;
    };
    const std::size_t moved = std::accumulate(
        table.below.begin(), table.below.end(),
        std::accumulate(table.above.begin(), table.above.end(), std::size_t{0}, words), words);
    const std::size_t all =
        lines_[table.end_line - 1].end_word - lines_[table.first_line].first_word;
    return moved + words_in_cells == all &&
           static_cast<double>(moved) <= kMostMoved * static_cast<double>(all);
  }

  // Whether the first row is about as far from what is above it as rows are from each other: it is
  // not the last line of a heading.
  bool StandsApart(std::size_t first) const {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < starts_.size(); ++i) {
      least = std::min(least, baselines_[starts_[i]].bottom - baselines_[starts_[i - 1]].bottom);
    }
    return first == 0 ||
           baselines_[first].bottom - baselines_[first - 1].bottom > kHeadingDistance * least;
  }

  bool AreCells(std::size_t first, const std::vector<CellPiece>& cells) const {
    double within = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const CellPiece& cell = cells[i];
      if (i > 0 && IsSameCell(cells[i - 1], cell)) {
        // A cell's words follow each other as given.
        if (cell.first_word != cells[i - 1].end_word) return false;
        const double leading = cell.box.bottom - cells[i - 1].box.bottom;
        if (leading < kSameBaseline * cell.box.height()) continue;
        if (leading > kCellLineStep * cell.box.height() || leading < cell.box.height() / 2) {
          return false;
        }
        within = std::max(within, leading);
      } else if (std::abs(cell.box.bottom - baselines_[starts_[cell.row]].bottom) >
                 kSameBaseline * cell.box.height()) {
        return false;
      }
    }
    return RowsStandApart(first, within);
  }

  // Whether each row stands further below what is above it than `within`, the greatest distance
  // between lines of one cell.
  bool RowsStandApart(std::size_t first, double within) const {
    const auto stands_apart = [&](std::size_t start) {
      return start == 0 ||
             baselines_[start].bottom - baselines_[start - 1].bottom > kRowLeading * within;
    };
    return within <= 0 || (stands_apart(first) && std::ranges::all_of(starts_, stands_apart));
  }

  // Columns of running text: lines are long, or go on where the one above broke off.
  bool IsProse(const std::vector<CellPiece>& cells) const {
    std::size_t bytes = 0;
    std::size_t starts = 0;
    std::size_t small = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::vector<Word>& words = page_.words();
      bytes += words[cells[i].end_word - 1].text_end - words[cells[i].first_word].text_begin;
      if (i > 0 && IsSameCell(cells[i - 1], cells[i])) continue;
      const char letter = page_.TextOf(words[cells[i].first_word])[0];
      ++starts;
      if (letter >= 'a' && letter <= 'z') ++small;
    }
    return bytes > kMeanCellBytes * cells.size() || small * 8 > starts;
  }

  const PageWords& page_;
  const std::vector<Line>& lines_;
  std::vector<CellPiece> pieces_;
  std::vector<Baseline> baselines_;
  std::ptrdiff_t spans_left_ = kMostSpans;
  // Of the table in hand.
  Spans columns_;
  std::vector<std::size_t> starts_;  // baselines that begin a row
};

}  // namespace

std::vector<Table> FindTables(const PageWords& page, const std::vector<Line>& lines) {
  if (lines.size() < kFewestRows) return {};
  return TableFinder(page, lines).Find();
}

}  // namespace scrutineer::pdf

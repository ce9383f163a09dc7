#include "pipeline/pdf/page_layout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/pdf/line_text.h"
#include "pipeline/pdf/list_marker.h"
#include "pipeline/pdf/page_lines.h"
#include "pipeline/pdf/table_rows.h"

namespace scrutineer::pdf {
namespace {

// Shares of a line's height.
constexpr double kUpwardTolerance = 0.3;  // how far up the next line may start
constexpr double kBlockGap = 1.6;         // empty space that ends a block of lines
constexpr double kIndent = 0.8;           // a shift to the side that means something
constexpr double kAligned = 0.4;          // a shift that does not
constexpr double kFitSlack = 0.8;         // a word that fits by less might not have fitted
constexpr double kLongLine = 12;          // what may be a full line of a column
constexpr double kSameEdge = 0.1;         // how far right edges of justified lines differ
// Ratios.
constexpr double kOtherSize = 1.22;            // of the heights of two lines
constexpr double kWideLeading = 1.22;          // of a distance to the usual one
constexpr double kDefaultLeading = 1.35;       // from line to line, in heights, where none is known
constexpr std::size_t kLongestBareNumber = 4;  // bytes
// A block of fewer lines does not tell its usual leading.
constexpr std::size_t kTellingLines = 5;

// Lines of one column that follow each other downwards: [first, end) of the page's lines.
struct Block {
  std::size_t first = 0;
  std::size_t end = 0;
  double right = 0;
  double leading = 0;  // usual distance from line to line
};

double SmallerHeight(const Line& a, const Line& b) { return std::min(a.height, b.height); }

double LeadingBetween(const Line& previous, const Line& line) {
  return line.box.bottom - previous.box.bottom;
}

// The value below which three tenths of `values` lie: lines within paragraphs, where many of the
// distances are those between short paragraphs.
double UsualValue(std::vector<double>& values) {
  const auto usual = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 3 / 10);
  std::nth_element(values.begin(), usual, values.end());
  return *usual;
}

bool StandsElsewhere(const Line& previous, const Line& line) {
  const double height = SmallerHeight(previous, line);
  return line.quarter_turns != previous.quarter_turns ||
         line.box.top < previous.box.top + kUpwardTolerance * height ||
         line.box.left > previous.box.right || line.box.right < previous.box.left ||
         line.box.top - previous.box.bottom > kBlockGap * height;
}

class ParagraphFinder {
 public:
  explicit ParagraphFinder(const PageWords& page) : page_(page), lines_(FindLines(page)) {
    FindBlocks();
    MeasureLeading();
  }

  const std::vector<Line>& lines() const { return lines_; }

  // For each line, whether it begins a paragraph.
  std::vector<bool> FindStarts() const {
    std::vector<bool> starts(lines_.size(), true);
    for (std::size_t i = 0; i < lines_.size(); ++i) starts[i] = !lines_[i].continues_row;
    for (const Block& block : blocks_) {
      for (std::size_t i = block.first + 1; i < block.end; ++i) {
        starts[i] = BeginsParagraph(block, i, starts[i - 1]);
      }
    }
    return starts;
  }

 private:
  void FindBlocks() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == 0 || StandsElsewhere(lines_[i - 1], lines_[i])) {
        blocks_.push_back({i, i, lines_[i].box.right, 0});
      }
      blocks_.back().end = i + 1;
      blocks_.back().right = std::max(blocks_.back().right, lines_[i].box.right);
    }
  }

  // A block's own usual leading, or the page's where the block is short.
  void MeasureLeading() {
    std::vector<double> ratios;
    std::vector<double> distances;
    for (Block& block : blocks_) {
      distances.clear();
      for (std::size_t i = block.first + 1; i < block.end; ++i) {
        distances.push_back(LeadingBetween(lines_[i - 1], lines_[i]));
        ratios.push_back(distances.back() / std::max(lines_[i].height, 1.0));
      }
      if (distances.size() + 1 >= kTellingLines) block.leading = UsualValue(distances);
    }
    const double page_ratio = ratios.empty() ? kDefaultLeading : UsualValue(ratios);
    for (Block& block : blocks_) {
      if (block.leading <= 0) block.leading = page_ratio * lines_[block.first].height;
    }
  }

  bool BeginsParagraph(const Block& block, std::size_t i, bool previous_begins) const {
    const Line& previous = lines_[i - 1];
    const Line& line = lines_[i];
    if (std::max(previous.height, line.height) > kOtherSize * SmallerHeight(previous, line)) {
      return true;
    }
    if (LeadingBetween(previous, line) > kWideLeading * block.leading) return true;
    if (BeginsListItem(previous, line)) return true;
    if (IsTableRow(previous) && IsTableRow(line)) return true;
    return IsShifted(previous, line, previous_begins) || EndsEarly(block, i);
  }

  bool BeginsListItem(const Line& previous, const Line& line) const {
    if (HasSetOffNumber(line)) return true;
    switch (ListMarkerOf(FirstText(line))) {
      case ListMarker::kCertain:
        return true;
      case ListMarker::kLikely:
        return EndsSentence(previous) || HasCellAt(line, line.first_word + 1) ||
               (line.first_word + 1 < line.end_word &&
                IsCapital(page_.TextOf(page_.words()[line.first_word + 1])));
      case ListMarker::kNone:
        return false;
    }
    return false;
  }

  // Whether the line starts with a number or letter ("12", "b", "iv") set off from its text.
  bool HasSetOffNumber(const Line& line) const {
    return FirstText(line).size() <= kLongestBareNumber && HasCellAt(line, line.first_word + 1) &&
           line.end_word > line.first_word + 2;
  }

  // A number and its text are no row.
  bool IsTableRow(const Line& line) const {
    if (!line.has_cells) return false;
    if (ListMarkerOf(FirstText(line)) == ListMarker::kNone && !HasSetOffNumber(line)) return true;
    for (std::size_t i = line.first_word + 2; i < line.end_word; ++i) {
      if (HasCellAt(line, i)) return true;
    }
    return false;
  }

  // Whether the line starts to the side of where a paragraph that holds `previous` goes on.
  bool IsShifted(const Line& previous, const Line& line, bool previous_begins) const {
    const double height = SmallerHeight(previous, line);
    const double shift = line.box.left - previous.box.left;
    if (std::abs(shift) < kIndent * height) return false;
    const double center_shift =
        (line.box.left + line.box.right - previous.box.left - previous.box.right) / 2;
    if (std::abs(center_shift) < kAligned * height) return false;
    if (shift < 0 && previous_begins) return false;  // `previous` was indented as a first line
    if (shift > 0 && AlignsWithText(previous, line)) return false;
    return EndsSentence(previous) || !IsLowerCase(FirstText(line));
  }

  // Whether the line starts below a word of `previous` that follows its number or begins a cell.
  bool AlignsWithText(const Line& previous, const Line& line) const {
    const bool numbered =
        ListMarkerOf(FirstText(previous)) != ListMarker::kNone || HasSetOffNumber(previous);
    const double tolerance = kAligned * SmallerHeight(previous, line);
    for (std::size_t i = previous.first_word + 1; i < previous.end_word; ++i) {
      const bool starts_text = (numbered && i == previous.first_word + 1) || HasCellAt(previous, i);
      if (starts_text && std::abs(page_.words()[i].box.left - line.box.left) < tolerance) {
        return true;
      }
    }
    return false;
  }

  bool EndsEarly(const Block& block, std::size_t line_index) const {
    const Line& previous = lines_[line_index - 1];
    const Line& line = lines_[line_index];
    const std::string_view first = FirstText(line);
    if (!IsCapital(first)) return false;
    if (IsFullLine(block, line_index - 1)) return false;
    const double first_width = page_.words()[line.first_word].box.width();
    return previous.box.right + first_width + kFitSlack * line.height < block.right;
  }

  // Whether a long line ends where one beside it does: the right edge of justified text, however
  // broad other lines of the block are.
  bool IsFullLine(const Block& block, std::size_t i) const {
    const Line& line = lines_[i];
    if (line.box.width() < kLongLine * line.height) return false;
    const auto ends_there = [&](std::size_t other) {
      return std::abs(lines_[other].box.right - line.box.right) < kSameEdge * line.height;
    };
    return (i > block.first && ends_there(i - 1)) || (i + 1 < block.end && ends_there(i + 1));
  }

  bool HasCellAt(const Line& line, std::size_t word) const {
    return word > line.first_word && word < line.end_word &&
           GapBetween(page_.words()[word - 1], page_.words()[word]) == Gap::kCell;
  }

  bool EndsSentence(const Line& line) const {
    const char last = page_.TextOf(page_.words()[line.end_word - 1]).back();
    return last == '.' || last == ':' || last == ';' || last == '!' || last == '?';
  }

  std::string_view FirstText(const Line& line) const {
    return page_.TextOf(page_.words()[line.first_word]);
  }

  // Not a letter of ours to judge (a quotation mark, an accented letter) counts as a capital, for
  // most such lines begin sentences; digits do too.
  static bool IsCapital(std::string_view word) { return !IsLowerCase(word); }
  static bool IsLowerCase(std::string_view word) {
    return !word.empty() && word[0] >= 'a' && word[0] <= 'z';
  }

  const PageWords& page_;
  std::vector<Line> lines_;
  std::vector<Block> blocks_;
};

// Between two lines of a cell. Whether a hyphen joins them is judged where lines end.
void AppendBreakInCell(std::string& out) {
  const bool hyphen = out.ends_with('-') || out.ends_with("\u2010");
  out.push_back(hyphen ? '\n' : ' ');
}

std::int16_t WholePoints(double points) {
  return static_cast<std::int16_t>(std::lround(std::clamp(points, -32'000.0, 32'000.0)));
}

class PageWriter {
 public:
  PageWriter(const PageWords& page, const std::vector<Line>& lines, const std::vector<bool>& starts,
             bool with_places)
      : page_(page), lines_(lines), starts_(starts), with_places_(with_places) {
    out_.text.reserve(page.text().size() + page.words().size() + 2 * lines.size());
    out_.lines.reserve(lines.size());
  }

  void AppendLine(std::size_t line) {
    if (!follows_ || *follows_ != line || starts_[line]) {
      EndParagraph();
      in_cell_ = false;
    } else if (lines_[line].continues_row) {
      out_.text.back() = '\t';
      in_cell_ = true;
    } else if (in_cell_) {
      out_.text.pop_back();
      AppendBreakInCell(out_.text);
    }
    Append(lines_[line], /*in_table=*/false);
    out_.text.push_back('\n');
    follows_ = line + 1;
  }

  void AppendTable(const Table& table) {
    for (const std::size_t line : table.above) AppendLine(line);
    EndParagraph();
    AppendRows(table.cells);
    follows_.reset();
    for (const std::size_t line : table.below) AppendLine(line);
    follows_.reset();
  }

  PageLayout Take() { return std::move(out_); }

 private:
  void EndParagraph() {
    if (!out_.text.empty()) out_.text.push_back('\n');
  }

  void AppendRows(const std::vector<CellLine>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const CellLine& cell = cells[i];
      if (cell.begins_row) {
        if (i > 0) out_.text.append("\n\n");
      } else if (cell.begins_cell) {
        out_.text.push_back('\t');
      } else {
        AppendBreakInCell(out_.text);
      }
      Append(LineOf(page_, cell.first_word, cell.end_word), /*in_table=*/true);
    }
    out_.text.push_back('\n');
  }

  void Append(const Line& line, bool in_table) {
    LinePlace place;
    place.begin = static_cast<std::uint32_t>(out_.text.size());
    AppendWords(page_, line, out_.text, with_places_ ? &out_.words : nullptr);
    place.end = static_cast<std::uint32_t>(out_.text.size());
    place.left = WholePoints(line.box.left);
    place.top = WholePoints(line.box.top);
    place.right = WholePoints(line.box.right);
    place.bottom = WholePoints(line.box.bottom);
    place.letter_height =
        static_cast<std::uint16_t>(std::lround(std::clamp(10 * line.height, 0.0, 65'000.0)));
    place.quarter_turns = line.quarter_turns;
    place.in_table = in_table;
    out_.lines.push_back(place);
  }

  const PageWords& page_;
  const std::vector<Line>& lines_;
  const std::vector<bool>& starts_;
  const bool with_places_;
  std::optional<std::size_t> follows_;  // the line that may go on with the last paragraph
  bool in_cell_ = false;                // of many lines, the last of a row
  PageLayout out_;
};

}  // namespace

PageLayout LayOutPage(const PageWords& page, bool with_places) {
  const ParagraphFinder finder(page);
  const std::vector<Line>& lines = finder.lines();
  const std::vector<bool> starts = finder.FindStarts();
  const std::vector<Table> tables = FindTables(page, lines);
  auto table = tables.begin();
  PageWriter writer(page, lines, starts, with_places);
  for (std::size_t i = 0; i < lines.size();) {
    if (table != tables.end() && table->first_line == i) {
      writer.AppendTable(*table);
      i = (table++)->end_line;
    } else {
      writer.AppendLine(i++);
    }
  }
  return writer.Take();
}

}  // namespace scrutineer::pdf

#include "pipeline/text/furniture.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

namespace scrutineer::text {
namespace {

// How deep furniture may stand at either edge, in rows of lines.
constexpr std::size_t kEdgeBands = 5;
// Points by which a line's place may differ from page to page.
constexpr int kSamePlace = 4;
// Tenths of a letter's height by which the heights of one line may differ.
constexpr int kSameHeight = 1;
// Ratios to the usual height of a page's letters, in tenths.
constexpr int kTitle = 11;  // on the first page
constexpr int kLarge = 13;  // a title, of a report or a slide
constexpr int kGiant = 22;  // a watermark
// Tenths of a line's height: less parts a header from no text, and the head of a table from no row.
constexpr int kNarrowGap = 4;
constexpr int kTableGap = 15;
constexpr std::size_t kManyPages = 4;
// Share of a window's pages that bear a line of furniture, where they do not follow one another.
constexpr std::size_t kSteadyPercent = 60;
constexpr std::size_t kCellsOfTable = 3;
// Share of the height of the window's pages that is its edge, in percent.
constexpr int kEdgePercent = 14;
// A page with more turned lines has a table whose heads are turned.
constexpr std::size_t kMostTurnedLines = 3;
constexpr std::size_t kLongestLine = 300;  // bytes

int Middle(const LinePlace& place) { return (place.top + place.bottom) / 2; }

bool IsNear(int a, int b) { return std::abs(a - b) <= kSamePlace; }

bool IsSamePlace(const LinePlace& a, const LinePlace& b) {
  const int height = std::max<int>(a.letter_height, b.letter_height);
  return a.quarter_turns == b.quarter_turns && IsNear(a.top, b.top) &&
         10 * std::abs(a.letter_height - b.letter_height) <= kSameHeight * height &&
         (IsNear(a.left, b.left) || IsNear(a.right, b.right) ||
          IsNear((a.left + a.right) / 2, (b.left + b.right) / 2));
}

// The quarter turns that most of the page's text has.
std::uint8_t UsualTurns(const ExtractedPage& page) {
  std::array<std::size_t, 4> bytes{};
  for (const LinePlace& line : page.lines) bytes[line.quarter_turns & 3] += line.end - line.begin;
  return static_cast<std::uint8_t>(std::max_element(bytes.begin(), bytes.end()) - bytes.begin());
}

// The height of letters at which half of the page's text is passed.
int UsualHeight(const ExtractedPage& page) {
  std::vector<std::pair<int, std::size_t>> heights;
  std::size_t all = 0;
  for (const LinePlace& line : page.lines) {
    heights.emplace_back(line.letter_height, line.end - line.begin);
    all += line.end - line.begin;
  }
  std::sort(heights.begin(), heights.end());
  std::size_t passed = 0;
  for (const auto& [height, bytes] : heights) {
    passed += bytes;
    if (2 * passed >= all) return height;
  }
  return 0;
}

std::size_t CountCells(std::string_view line) {
  return 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t'));
}

// A full stop after more words than an abbreviation or a title has.
bool EndsSentence(std::string_view line) {
  constexpr std::ptrdiff_t kFewWords = 6;
  return line.ends_with('.') && std::count(line.begin(), line.end(), ' ') >= kFewWords;
}

}  // namespace

// Judges the lines of one page, from its edges inwards.
class FurnitureFinder::PageJudge {
 public:
  PageJudge(const FurnitureFinder& finder, std::size_t index)
      : page_(finder.At(index)), is_first_(index == 0), marked_(page_.lines.size(), false) {
    MeasureWindow(finder, index);
    for (const EdgeLine& line : page_.lines) repeats_.push_back(finder.CountRepeats(index, line));
  }

  std::vector<FurnitureLine> Run() && {
    MarkTop();
    MarkBottom();
    MarkWatermarks();
    std::vector<FurnitureLine> found;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      if (marked_[i]) found.push_back({page_.lines[i].line, KindOf(page_.lines[i])});
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.line < b.line; });
    return found;
  }

 private:
  void MeasureWindow(const FurnitureFinder& finder, std::size_t index) {
    const std::size_t first = index - std::min(index - finder.first_, kFurnitureWindow);
    const std::size_t last = std::min(index + kFurnitureWindow + 1, finder.end());
    for (std::size_t i = first; i < last; ++i) {
      const PageEdges& other = finder.At(i);
      if (other.bands.empty()) continue;
      if (i != index) ++others_;
      if (other.quarter_turns != page_.quarter_turns) continue;
      top_ = std::min(top_, other.bands.front().top);
      bottom_ = std::max(bottom_, other.bands.back().bottom);
    }
  }

  FurnitureKind KindOf(const EdgeLine& line) const {
    if (!line.in_band) return FurnitureKind::kWatermark;
    if (line.mask.is_page_number) return FurnitureKind::kPageNumber;
    return IsInUpperHalf(line) ? FurnitureKind::kHeader : FurnitureKind::kFooter;
  }

  bool IsInUpperHalf(const EdgeLine& line) const { return 2 * Middle(line.place) < top_ + bottom_; }

  bool StandsAtEdge(const EdgeLine& line) const {
    const int edge = (bottom_ - top_) * kEdgePercent / 100;
    return line.place.bottom <= top_ + edge || line.place.top >= bottom_ - edge;
  }

  // Whether what other pages bear says that the line is furniture, if its surroundings agree.
  bool ComesAgain(std::size_t i) const {
    const EdgeLine& line = page_.lines[i];
    const Repeats& repeats = repeats_[i];
    if (line.place.in_table || repeats.near == 0) return false;
    if (line.mask.is_page_number) return repeats.runs || IsConstantPageNumber(i);
    if (repeats.runs && line.mask.names_page) return true;
    if (repeats.runs && line.mask.names_other_number) return false;
    if (line.mask.labels) return false;
    if (is_first_ && IsInUpperHalf(line) && (others_ == 1 || IsLarger(line, kTitle))) return false;
    if (IsLarger(line, kLarge)) return repeats.all >= kManyPages && IsSteady(repeats);
    if (repeats.all >= 2) {
      return IsSteady(repeats) && (StandsAtEdge(line) || repeats.all >= kManyPages);
    }
    return others_ == 1 && StandsAtEdge(line);
  }

  bool IsLarger(const EdgeLine& line, int tenths) const {
    return 10 * line.place.letter_height > tenths * page_.usual_height;
  }

  // Whether the pages that bear a line follow one another. A line of a form comes again here and
  // there.
  bool IsSteady(const Repeats& repeats) const {
    if (repeats.successive < 2 && repeats.alternate < 3) return repeats.all >= others_;
    return repeats.all == repeats.run || 100 * repeats.all >= kSteadyPercent * others_;
  }

  // "Page 1 of 1" of single sheets that follow one another.
  bool IsConstantPageNumber(std::size_t i) const {
    return page_.lines[i].mask.numbers.size() == 2 && repeats_[i].all >= 2;
  }

  bool NumbersPages(std::size_t i) const {
    const LineMask& mask = page_.lines[i].mask;
    return repeats_[i].runs && (mask.is_page_number || mask.names_page);
  }

  // Marks what comes again in the band; whether any did.
  bool MarkBand(std::size_t band, bool behind_text) {
    bool any = false;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const EdgeLine& line = page_.lines[i];
      if (!line.in_band || line.band != band) continue;
      if (marked_[i] || !ComesAgain(i)) continue;
      if (behind_text && repeats_[i].all < kManyPages && !NumbersPages(i)) continue;
      marked_[i] = true;
      any = true;
    }
    return any;
  }

  void MarkTop() {
    const std::size_t bands = std::min(kEdgeBands, page_.bands.size());
    std::size_t end = 0;
    bool behind_text = false;
    for (std::size_t band = 0; band < bands; ++band) {
      if (2 * page_.bands[band].bottom > top_ + bottom_) break;
      if (MarkBand(band, behind_text)) {
        end = band + 1;
      } else {
        behind_text = true;
      }
    }
    while (end > 0 && (!StandsApart(end - 1) || page_.bands[end - 1].ends_sentence)) {
      UnmarkBand(--end);
    }
    MarkAbovePageNumber(bands);
  }

  // What stands above the number of the page is header on two pages already: letters have it on
  // every page but their first.
  void MarkAbovePageNumber(std::size_t bands) {
    std::size_t deepest = bands;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const EdgeLine& line = page_.lines[i];
      if (!marked_[i] || !NumbersPages(i) || !IsInUpperHalf(line)) continue;
      deepest = deepest == bands ? line.band : std::max(deepest, line.band);
    }
    if (deepest == bands) return;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const EdgeLine& line = page_.lines[i];
      if (!line.in_band || line.band > deepest || repeats_[i].near == 0) continue;
      if (!line.place.in_table && !line.mask.labels) marked_[i] = true;
    }
  }

  // Whether the space below the band says that it is no part of the text there.
  bool StandsApart(std::size_t band) const {
    if (band + 1 >= page_.bands.size()) return true;
    const Band& own = page_.bands[band];
    const Band& next = page_.bands[band + 1];
    const int gap = 100 * (next.top - own.bottom);  // in tenths of tenths, as below
    const int height = std::max(1, std::min(own.letter_height, next.letter_height));
    const bool table = own.cells >= kCellsOfTable || (own.cells > 1 && own.cells == next.cells);
    return gap >= (table ? kTableGap : kNarrowGap) * height;
  }

  void UnmarkBand(std::size_t band) {
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const EdgeLine& line = page_.lines[i];
      if (line.in_band && line.band == band && !NumbersPages(i)) marked_[i] = false;
    }
  }

  void MarkBottom() {
    bool behind_text = false;
    for (std::size_t band = page_.bands.size(), depth = 0; band-- > 0 && depth < kEdgeBands;
         ++depth) {
      if (2 * page_.bands[band].top < top_ + bottom_) break;
      if (!MarkBand(band, behind_text)) behind_text = true;
    }
  }

  void MarkWatermarks() {
    if (page_.turned_lines > kMostTurnedLines) return;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const EdgeLine& line = page_.lines[i];
      if (line.in_band || line.place.in_table || repeats_[i].near == 0) continue;
      if (repeats_[i].all < 2 && others_ > 1) continue;
      if (line.place.quarter_turns != page_.quarter_turns || LiesOverText(line)) marked_[i] = true;
    }
  }

  bool LiesOverText(const EdgeLine& line) const {
    return std::count_if(page_.bands.begin(), page_.bands.end(), [&](const Band& band) {
             return band.top < line.place.bottom && band.bottom > line.place.top;
           }) >= 2;
  }

  const PageEdges& page_;
  bool is_first_;
  std::vector<Repeats> repeats_;  // of its lines
  std::vector<bool> marked_;      // likewise
  std::size_t others_ = 0;        // pages of the window that bear text
  int top_ = std::numeric_limits<int>::max();
  int bottom_ = std::numeric_limits<int>::min();
};

void FurnitureFinder::Add(const ExtractedPage& page) { pages_.push_back(EdgesOf(page)); }

std::vector<FurnitureLine> FurnitureFinder::Find(std::size_t index) {
  while (first_ + kFurnitureWindow < index) {
    pages_.pop_front();
    ++first_;
  }
  if (At(index).lines.empty()) return {};
  return PageJudge(*this, index).Run();
}

FurnitureFinder::PageEdges FurnitureFinder::EdgesOf(const ExtractedPage& page) {
  PageEdges edges;
  edges.quarter_turns = UsualTurns(page);
  edges.usual_height = UsualHeight(page);
  FindBands(page, edges);
  const std::size_t bands = edges.bands.size();
  std::erase_if(edges.lines, [&](const EdgeLine& line) {
    const bool inside = line.band >= kEdgeBands && line.band + kEdgeBands < bands;
    return (line.in_band && inside) || line.place.end - line.place.begin > kLongestLine;
  });
  for (EdgeLine& line : edges.lines) line.mask = MaskLine(line.place.Of(page.text));
  return edges;
}

void FurnitureFinder::FindBands(const ExtractedPage& page, PageEdges& edges) {
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const LinePlace& place = page.lines[i];
    const bool turned = place.quarter_turns != edges.quarter_turns;
    const bool giant = 10 * place.letter_height > kGiant * edges.usual_height;
    if (turned) ++edges.turned_lines;
    edges.lines.push_back({i, place, {}, 0, !turned && !giant});
  }
  std::stable_sort(edges.lines.begin(), edges.lines.end(),
                   [](const auto& a, const auto& b) { return a.place.top < b.place.top; });
  for (EdgeLine& line : edges.lines) {
    if (!line.in_band) continue;
    if (edges.bands.empty() || Middle(line.place) > edges.bands.back().bottom) {
      edges.bands.push_back({line.place.top, line.place.bottom, 0, 0, false});
    }
    Band& band = edges.bands.back();
    band.bottom = std::max<int>(band.bottom, line.place.bottom);
    band.letter_height = std::max<int>(band.letter_height, line.place.letter_height);
    band.cells += CountCells(line.place.Of(page.text));
    band.ends_sentence = EndsSentence(line.place.Of(page.text));
    line.band = edges.bands.size() - 1;
  }
}

bool FurnitureFinder::Matches(const EdgeLine& line, const EdgeLine& other,
                              std::int64_t pages_between, bool& runs) {
  if (line.in_band != other.in_band || !IsSamePlace(line.place, other.place)) return false;
  if (line.mask.masked != other.mask.masked) return false;
  bool any_runs = false;
  for (std::size_t i = 0; i < line.mask.numbers.size(); ++i) {
    const std::int64_t difference = other.mask.numbers[i] - line.mask.numbers[i];
    if (difference != 0 && difference != pages_between) return false;
    any_runs = any_runs || difference != 0;
  }
  runs = runs || any_runs;
  return true;
}

FurnitureFinder::Repeats FurnitureFinder::CountRepeats(std::size_t index,
                                                       const EdgeLine& line) const {
  Repeats repeats;
  const std::size_t begin = index - std::min(index - first_, kFurnitureWindow);
  const std::size_t last = std::min(index + kFurnitureWindow + 1, end());
  std::vector<bool> found(last - begin, false);
  for (std::size_t i = begin; i < last; ++i) {
    if (i == index) continue;
    const auto between = static_cast<std::int64_t>(i) - static_cast<std::int64_t>(index);
    const PageEdges& other = At(i);
    found[i - begin] = std::any_of(
        other.lines.begin(), other.lines.end(),
        [&](const EdgeLine& candidate) { return Matches(line, candidate, between, repeats.runs); });
    if (!found[i - begin]) continue;
    ++repeats.all;
    if (std::abs(between) <= 2) ++repeats.near;
  }
  CountRuns(found, index - begin, repeats);
  return repeats;
}

void FurnitureFinder::CountRuns(const std::vector<bool>& found, std::size_t own, Repeats& repeats) {
  const auto count = [&](std::size_t step) {
    std::size_t pages = 0;
    for (std::size_t i = own + step; i < found.size() && found[i]; i += step) ++pages;
    for (std::size_t i = own; i >= step && found[i - step]; i -= step) ++pages;
    return pages;
  };
  repeats.successive = count(1);
  repeats.alternate = count(2);
  std::size_t reached = own;
  for (std::size_t i = own + 1; i < found.size() && i <= reached + 2; ++i) {
    if (!found[i]) continue;
    reached = i;
    ++repeats.run;
  }
  reached = own;
  for (std::size_t i = own; i-- > 0 && i + 2 >= reached;) {
    if (!found[i]) continue;
    reached = i;
    ++repeats.run;
  }
}

}  // namespace scrutineer::text

#ifndef SCRUTINEER_PIPELINE_TEXT_FURNITURE_H_
#define SCRUTINEER_PIPELINE_TEXT_FURNITURE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "pipeline/model/extracted_page.h"
#include "pipeline/model/paper.h"
#include "pipeline/text/line_mask.h"

namespace scrutineer::text {

// Pages before and after a page that its furniture is compared with.
inline constexpr std::size_t kFurnitureWindow = 6;

struct FurnitureLine {
  std::size_t line = 0;  // of ExtractedPage::lines
  FurnitureKind kind = FurnitureKind::kHeader;
};

// Finds the running headers, footers, page numbers and watermarks of a paper's pages: lines that
// stand at the same place of pages nearby with the same words, but for numbers that run with the
// pages. Pages of either parity may have their own, and the first page another or none.
//
// Rather leaves furniture than takes text. A header or footer is nothing but furniture on its side
// of the text; a header stands apart from the text below it; the heads of a table's columns, what
// is numbered one a page ("Appendix 3"), and titles in large letters are text. Not thread-safe.
//
//   FurnitureFinder finder;
//   finder.Add(page);                 // every page, in order
//   auto lines = finder.Find(index);  // once kFurnitureWindow pages after it are added, or all
class FurnitureFinder {
 public:
  // The page need not outlive the call.
  void Add(const ExtractedPage& page);
  // By line. REQUIRES: index < pages added; indexes never go back.
  std::vector<FurnitureLine> Find(std::size_t index);

 private:
  // A line that stands near an edge of its page, or is set unlike the others.
  struct EdgeLine {
    std::size_t line = 0;
    LinePlace place;
    LineMask mask;
    std::size_t band = 0;  // of PageEdges::bands
    bool in_band = false;  // false: it is turned, or large, and stands anywhere
  };
  // What stands side by side.
  struct Band {
    int top = 0;
    int bottom = 0;
    int letter_height = 0;  // tenths of a point, of its largest line
    std::size_t cells = 0;
    bool ends_sentence = false;
  };
  struct PageEdges {
    std::vector<EdgeLine> lines;
    std::vector<Band> bands;  // downwards
    int usual_height = 0;     // tenths of a point
    std::uint8_t quarter_turns = 0;
    std::size_t turned_lines = 0;
  };
  // Pages that bear a line again.
  struct Repeats {
    std::size_t near = 0;        // at most two pages away
    std::size_t all = 0;         // within the window
    std::size_t successive = 0;  // without a gap before or behind the page
    std::size_t alternate = 0;   // every other page
    std::size_t run = 0;         // with no more than one page left out each time
    bool runs = false;           // with a number that runs with the pages
  };
  class PageJudge;

  static PageEdges EdgesOf(const ExtractedPage& page);
  static void FindBands(const ExtractedPage& page, PageEdges& edges);
  static bool Matches(const EdgeLine& line, const EdgeLine& other, std::int64_t pages_between,
                      bool& runs);
  Repeats CountRepeats(std::size_t index, const EdgeLine& line) const;
  static void CountRuns(const std::vector<bool>& found, std::size_t own, Repeats& repeats);

  const PageEdges& At(std::size_t index) const { return pages_[index - first_]; }
  std::size_t end() const { return first_ + pages_.size(); }

  std::deque<PageEdges> pages_;
  std::size_t first_ = 0;  // index of pages_[0]
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_FURNITURE_H_

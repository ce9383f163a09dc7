#ifndef SCRUTINEER_EXTRACTORS_PAPER_ITEMS_H_
#define SCRUTINEER_EXTRACTORS_PAPER_ITEMS_H_

#include <cstddef>
#include <vector>

#include "pipeline/model/paper.h"

namespace scrutineer::extractors {

// Pages of a paper that belong together, as indexes from 0: [first, end).
struct PageRange {
  std::size_t first = 0;
  std::size_t end = 0;
  friend bool operator==(const PageRange&, const PageRange&) = default;
};

// Parts a pack or supplement into what stands before the first report, and its reports with what
// follows each of them (appendices). A report begins on a page that opens as reports do: "Agenda
// Item 5" alone in a line, "Report to Cabinet", "Report of the Director", or two labels of a
// report's head ("Wards affected", "Contact officer"), unless the page before has the same head.
// Reports that begin in the middle of a page are not parted. Other papers are one range.
std::vector<PageRange> SplitIntoItems(const std::vector<Page>& pages, PaperKind kind);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PAPER_ITEMS_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_STRUCTURE_H_
#define SCRUTINEER_PIPELINE_TEXT_STRUCTURE_H_

#include <vector>

#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"
#include "pipeline/text/structure_notes.h"

namespace scrutineer::text {

// Finds the parts of a paper: the items of its agenda or minutes, the reports that a pack holds,
// their appendices, recommendations, implications and other headings.
//
// Pages are taken as they come, and only what may head something is kept of them; the outline
// speaks at the end. What it says, the contents page, the numbers of the pages and the headings are
// taken together: see report_finder.h, item_finder.h and heading_tree.h. Where they say little,
// there are fewer sections, not doubtful ones. Not thread-safe.
class StructureFinder {
 public:
  // Normalised, in order from page 1 on.
  void Add(const Page& page) { notes_.Add(page); }

  // By where they begin, each after the one that it lies in. Sections without a parent do not
  // overlap; those with one lie within it. Bookmarks that lead past the last page count for
  // nothing.
  std::vector<PaperSection> Finish(const PaperMetadata& paper,
                                   const std::vector<Bookmark>& bookmarks) const;

 private:
  StructureNotes notes_;
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_STRUCTURE_H_

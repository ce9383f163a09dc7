#ifndef SCRUTINEER_PIPELINE_TEXT_HEADING_TREE_H_
#define SCRUTINEER_PIPELINE_TEXT_HEADING_TREE_H_

#include <string_view>
#include <vector>

#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"
#include "pipeline/text/structure_notes.h"

namespace scrutineer::text {

// The appendices, recommendations, implications and other headings of one report, or of a paper
// that holds no reports, among pages [first, last]: by place, each ended by the next of its rank or
// a higher one. `parent` counts from 0 among them; -1 for those at the top.
//
// A heading must be sure (sections.h). Numbered ones count where their numbers run from 1 on, for
// items of lists look like them; what only runs into its paragraph counts as recommendations or
// implications only. Entries of the outline count where their page has a line that says the same;
// an appendix counts where it opens a page or the outline names it. `title` is the report's, which
// heads no part of it. REQUIRES: bookmarks by page.
std::vector<PaperSection> FindHeadings(const StructureNotes& notes,
                                       const std::vector<Bookmark>& bookmarks,
                                       std::string_view title, int first, int last);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_HEADING_TREE_H_

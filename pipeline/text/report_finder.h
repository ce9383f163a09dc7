#ifndef SCRUTINEER_PIPELINE_TEXT_REPORT_FINDER_H_
#define SCRUTINEER_PIPELINE_TEXT_REPORT_FINDER_H_

#include <vector>

#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"
#include "pipeline/text/item_finder.h"
#include "pipeline/text/structure_notes.h"

namespace scrutineer::text {

// The page before which the agenda of a pack ends: that of the first report which stamps, heads or
// bookmarks tell; past the last page where none does.
int FirstReportPage(const StructureNotes& notes, PaperKind kind,
                    const std::vector<Bookmark>& bookmarks);

// The reports that a pack, supplement or agenda with papers holds, by page. A report is known where
// its item's pages are listed and lead to pages that are numbered so, where a bookmark names it, or
// where a page is headed as one; what several of these say counts as one. What has weaker signs
// stays part of the report before it. Sections bear no offsets but 0 and their last page's size.
// For a paper that is one report: that report, where it says who it is from or under which item.
std::vector<PaperSection> FindReports(const StructureNotes& notes, const PaperMetadata& paper,
                                      const std::vector<Bookmark>& bookmarks,
                                      const std::vector<FoundItem>& items);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_REPORT_FINDER_H_

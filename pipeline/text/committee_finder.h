#ifndef SCRUTINEER_PIPELINE_TEXT_COMMITTEE_FINDER_H_
#define SCRUTINEER_PIPELINE_TEXT_COMMITTEE_FINDER_H_

#include <string>
#include <string_view>

#include "pipeline/model/paper.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {

// The committee, cabinet, board or panel whose paper it is: named behind a label ("Report to:"),
// in "Minutes of the ..." or in a heading of page 1. "Council" for a meeting of the council
// itself; "" for papers of no meeting and where nothing can be read. `council` is the paper's.
std::string FindCommittee(const Opening& opening, PaperKind kind, std::string_view council);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_COMMITTEE_FINDER_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_COMMITTEE_FINDER_H_
#define SCRUTINEER_PIPELINE_TEXT_COMMITTEE_FINDER_H_

#include <string>
#include <string_view>

#include "pipeline/model/paper.h"
#include "pipeline/text/evidence.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {

// The committee, cabinet, board or panel whose paper it is, or the office that decided alone: named
// behind a label ("Report to:"), in a heading or running head with its date, in "Minutes of the
// ...", at last in the `title` of its properties or its `file_name`. "Council" for a meeting of the
// council itself; "" where nothing says it. `council` is the paper's.
Found<std::string> FindCommittee(const Opening& opening, PaperKind kind, std::string_view council,
                                 std::string_view title, std::string_view file_name);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_COMMITTEE_FINDER_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_PAPER_KIND_H_
#define SCRUTINEER_PIPELINE_TEXT_PAPER_KIND_H_

#include <string_view>

#include "pipeline/model/paper.h"
#include "pipeline/text/evidence.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {

// What a paper is, by what its first lines, properties and file name say; kOther where nothing
// speaks for another kind. An agenda of many pages is a pack: its reports are in it.
Found<PaperKind> FindPaperKind(const Opening& opening, std::size_t page_count,
                               std::string_view title, std::string_view file_name);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_PAPER_KIND_H_

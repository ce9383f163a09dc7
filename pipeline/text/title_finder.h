#ifndef SCRUTINEER_PIPELINE_TEXT_TITLE_FINDER_H_
#define SCRUTINEER_PIPELINE_TEXT_TITLE_FINDER_H_

#include <string>
#include <string_view>

#include "pipeline/model/paper.h"
#include "pipeline/text/evidence.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {

// What the paper is called: behind a label ("Report title:", "Subject:"), as its heading, else as
// its properties or at last its file name say. Empty only where the file name is.
// `paper` is what else was found of it.
Found<std::string> FindTitle(const Opening& opening, const PaperMetadata& paper,
                             const DocumentProperties& properties, std::string_view file_name);

// The title in the document's properties, or "" where it is none: a file's name, "untitled",
// what a scanner or word processor wrote of itself.
std::string_view UsableTitle(const DocumentProperties& properties);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_TITLE_FINDER_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_LOOSE_COUNCIL_H_
#define SCRUTINEER_PIPELINE_TEXT_LOOSE_COUNCIL_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/metadata.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {

// Names that are too weak to stand beside a whole one, where a paper has no other: "Fenmarch
// Council" of a place that is not listed, "Thornmere MBC", the Welsh "Cyngor Sir Talfryn" (whose
// kind is given in English). The one that stands first of those printed most; or "".
std::string FindLooseCouncil(const Opening& opening, const std::vector<std::string_view>& further,
                             const CouncilNames& councils);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_LOOSE_COUNCIL_H_

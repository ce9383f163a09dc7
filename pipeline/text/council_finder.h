#ifndef SCRUTINEER_PIPELINE_TEXT_COUNCIL_FINDER_H_
#define SCRUTINEER_PIPELINE_TEXT_COUNCIL_FINDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/paper.h"
#include "pipeline/text/evidence.h"
#include "pipeline/text/metadata.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {

// The council whose paper it is, or "": one of the list, or one that names its own kind ("Milburn
// Parish Council", "West of England Combined Authority", "Township of Nipissing"). Names all in
// capitals are given with capitals as in running text. `pages` are asked where their first lines
// leave it open.
Found<std::string> FindCouncil(const Opening& opening, const std::vector<std::string_view>& pages,
                               const DocumentProperties& properties, const CouncilNames& councils);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_COUNCIL_FINDER_H_

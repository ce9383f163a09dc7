#ifndef SCRUTINEER_PIPELINE_TEXT_COUNCIL_PATTERN_H_
#define SCRUTINEER_PIPELINE_TEXT_COUNCIL_PATTERN_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/metadata.h"

namespace scrutineer::text {

// A council's name where it stands in a line.
struct CouncilMention {
  std::string name;  // as listed, or as printed with capitals as in running text
  std::size_t begin = 0;
  std::size_t size = 0;
  bool listed = false;
};

// All names of councils in one line, in order. A listed name is found in any case; others by their
// kind: "... Parish Council", "... Combined Authority", "Township of ...", "Commune de ...".
std::vector<CouncilMention> FindCouncilMentions(std::string_view line,
                                                const CouncilNames& councils);

// Equal for prints of one name: words in order of the alphabet, without "council", "of", "the",
// case and accents. "City of Menlo Park" and "MENLO PARK CITY COUNCIL" have one key.
std::string CouncilKey(std::string_view name);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_COUNCIL_PATTERN_H_

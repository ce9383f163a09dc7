#ifndef SCRUTINEER_EXTRACTORS_EXPLAINED_OVERLAP_H_
#define SCRUTINEER_EXTRACTORS_EXPLAINED_OVERLAP_H_

#include <vector>

#include "extractors/explanation.h"
#include "extractors/overlap.h"

namespace scrutineer::extractors {

// A match, and what it is where mentions overlap.
struct ExplainedCandidate {
  Candidate candidate;
  ExplainedMatch match;
};

// Says of each match of one sentence that nothing voided yet whether it stays, as ResolveOverlaps
// decides, and where it does not, which one stays and why. Sorted by position; of several patterns
// of one rule that find the same words one is kept.
void ResolveExplained(std::vector<ExplainedCandidate>& entries);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_EXPLAINED_OVERLAP_H_

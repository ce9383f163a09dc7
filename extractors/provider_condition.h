#ifndef SCRUTINEER_EXTRACTORS_PROVIDER_CONDITION_H_
#define SCRUTINEER_EXTRACTORS_PROVIDER_CONDITION_H_

#include <functional>
#include <vector>

#include "extractors/overlap.h"
#include "pipeline/base/byte_span.h"

namespace scrutineer::extractors {

// Whether one of `providers`, spans of the same sentence, stands where the rule of `candidate` asks
// for it, and the words that the rule tags are not part of one's name.
bool HasProvider(const Candidate& candidate, const std::vector<ByteSpan>& providers);

// Drops the candidates of one sentence whose rules ask for a provider that is not named there.
// A provider counts that stays without them, that `is_rejected` does not refuse and that no
// experimental rule found; and in turn one that such a candidate names: in "A, B and C" the second
// stands beside the first, and the third beside the second.
void DropWithoutProvider(std::vector<Candidate>& candidates,
                         const std::function<bool(ByteSpan)>& is_rejected);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PROVIDER_CONDITION_H_

#ifndef SCRUTINEER_EXTRACTORS_OVERLAP_H_
#define SCRUTINEER_EXTRACTORS_OVERLAP_H_

#include <cstdint>
#include <vector>

#include "extractors/rule_file.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// A mention before it is known whether it stays.
struct Candidate {
  Tag tag = Tag::kTender;
  ByteSpan span;
  int priority = 0;
  bool listed = false;  // a provider of the lists
  bool experimental = false;
  std::uint32_t source = 0;  // index of the rule, or of the provider if `listed`
  int when = -1;
  ProviderIn provider_in = ProviderIn::kNotAsked;  // what the rule asks for
  ByteSpan match;                                  // where it is asked for, if in the match
};

// Leaves, of each tag, mentions that do not overlap: a listed provider before a rule's, then
// one of a stable rule before one of an experimental, then the higher priority, then the longer,
// then the earlier, then the rule that comes first. A listed provider that stands alone within a
// provider rule's longer span takes that span: the rule knows where the name ends, the list whose
// it is. Sorted by position, then tag.
void ResolveOverlaps(std::vector<Candidate>& candidates);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_OVERLAP_H_

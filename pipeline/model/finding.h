#ifndef SCRUTINEER_PIPELINE_MODEL_FINDING_H_
#define SCRUTINEER_PIPELINE_MODEL_FINDING_H_

#include <string>
#include <vector>

#include "pipeline/base/byte_span.h"

namespace scrutineer {

// A place in a paper that proves part of a finding.
struct Evidence {
  int page_number = 0;  // from 1
  ByteSpan span;        // the words, on that page
  ByteSpan sentence;    // the sentence around them; contains `span`

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// What a rule says about a whole paper, or about one report of a pack: of its words together, not
// of one place.
struct Finding {
  std::string rule;       // id, such as "finding.no-staff-consultation"
  std::string statement;  // in words, careful: "not found in this paper", never "did not happen"
  std::string unseen;     // in words, what could not be seen; sentences, never empty
  int first_page = 0;     // the pages that it is about, from 1, both inclusive
  int last_page = 0;
  std::vector<Evidence> evidence;  // by place; never empty

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_FINDING_H_

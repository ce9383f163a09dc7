#ifndef SCRUTINEER_PIPELINE_MODEL_FINDING_H_
#define SCRUTINEER_PIPELINE_MODEL_FINDING_H_

#include <string>
#include <vector>

#include "pipeline/base/byte_span.h"

namespace scrutineer {

// A place in a paper that proves part of a finding.
struct Evidence {
  int page_number = 0;  // from 1
  ByteSpan span;        // the words, on that page; empty for the page as a whole
};

// What a rule says about a whole paper: of its words together, not of one place.
struct Finding {
  std::string rule;       // id, such as "finding.no-staff-consultation"
  std::string statement;  // in words, careful: "not found in this paper", never "did not happen"
  std::string unseen;     // what could not be seen (pages without text, a date unknown); or empty
  std::vector<Evidence> evidence;  // by place
};

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_FINDING_H_

#ifndef SCRUTINEER_PIPELINE_INGEST_STORED_PAPER_H_
#define SCRUTINEER_PIPELINE_INGEST_STORED_PAPER_H_

#include <vector>

#include "extractors/rule_set.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer::ingest {

// The mentions of a whole paper, by page, as an ingest of the same pages finds them.
std::vector<std::vector<Mention>> TagPages(const extractors::RuleSet& rules,
                                           const std::vector<Page>& pages);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_STORED_PAPER_H_

#ifndef SCRUTINEER_PIPELINE_INGEST_REFRESH_FINDINGS_H_
#define SCRUTINEER_PIPELINE_INGEST_REFRESH_FINDINGS_H_

#include <cstdint>

#include "corpus/paper_store.h"
#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/text/metadata.h"

namespace scrutineer::ingest {

// Judges a stored version anew by the finding rules, from its pages and mentions as they are stored
// now, and replaces its findings in the open batch. For when rules changed; call it once the
// version's mentions are up to date.
Result<corpus::PaperStore::FindingChange> RefreshFindings(corpus::PaperStore& papers,
                                                          const extractors::RuleSet& rules,
                                                          const text::CouncilNames& councils,
                                                          std::int64_t version_id);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_REFRESH_FINDINGS_H_

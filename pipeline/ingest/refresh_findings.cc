#include "pipeline/ingest/refresh_findings.h"

namespace scrutineer::ingest {

Result<corpus::PaperStore::FindingChange> RefreshFindings(corpus::PaperStore& papers,
                                                          const extractors::RuleSet& rules,
                                                          const text::CouncilNames& councils,
                                                          std::int64_t version_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(const corpus::StoredVersion version, papers.Version(version_id));
  return papers.ReplaceFindings(
      version_id, rules.FindFindings(version.pages, version.mentions, version.metadata,
                                     councils.NationOf(version.metadata.council)));
}

}  // namespace scrutineer::ingest

#ifndef SCRUTINEER_CORPUS_FINDING_TABLE_H_
#define SCRUTINEER_CORPUS_FINDING_TABLE_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "corpus/paper_store.h"
#include "corpus/section_table.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// The tables `findings` and `finding_evidence`.
class FindingTable {
 public:
  explicit FindingTable(Database& database) : database_(database), sections_(database) {}

  // The writes must be called inside the batch, once the version's pages are stored. kInternal
  // where evidence lies on no page of the version.
  Result<PaperStore::FindingChange> Replace(std::int64_t version_id,
                                            const std::vector<Finding>& findings);
  // Must come before the version's pages are deleted.
  Status Erase(std::int64_t version_id);

  Status Visit(const FindingFilter& filter, const std::function<bool(const FindingRow&)>& visit);
  // Of current versions.
  Result<std::vector<CorpusCounts::PerRule>> Counts();

 private:
  struct Stored {
    std::int64_t id = 0;
    Finding finding;
  };
  Result<std::vector<Stored>> StoredOf(std::int64_t version_id);
  // `row`, if not null, receives what its quotes and citations need.
  Result<std::vector<Evidence>> EvidenceOf(std::int64_t finding_id, FindingRow* row);
  Status Insert(std::int64_t version_id, const Finding& finding);

  Database& database_;
  SectionTable sections_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_FINDING_TABLE_H_

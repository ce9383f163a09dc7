#ifndef SCRUTINEER_CORPUS_EVIDENCE_ROWS_H_
#define SCRUTINEER_CORPUS_EVIDENCE_ROWS_H_

#include <cstdint>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"
#include "pipeline/model/metadata_evidence.h"

namespace scrutineer::corpus {

// The rows of metadata_evidence of one version. Empty fields have none.
Status ReplaceEvidence(Database& database, std::int64_t version_id,
                       const MetadataEvidence& evidence);
Result<MetadataEvidence> ReadEvidence(Database& database, std::int64_t version_id);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_EVIDENCE_ROWS_H_

#ifndef SCRUTINEER_CORPUS_PLACE_LEDGER_H_
#define SCRUTINEER_CORPUS_PLACE_LEDGER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/paper_store.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

struct Place {
  std::string_view source;
  std::string_view locator;
};

// Which bytes stand at which place, what reading them came to, and so which versions are current.
//
// One row of `versions` is one set of readable bytes, wherever it stands. It is current while it
// stands at its paper's place. When other bytes take that place and the old ones also stand
// elsewhere, the version goes over to a paper at that other place and stays current; otherwise it
// is kept, but answers no search until its bytes are seen again. A place that cannot be read, or
// holds bytes that cannot, keeps the version last read there.
//
// Writes; must be called inside a WriteBatch.
class PlaceLedger {
 public:
  PlaceLedger(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  Result<std::optional<LocationRecord>> FindLocation(Place place);
  Result<std::optional<LocationRecord>> FindBytes(std::string_view sha256);
  Result<std::vector<LocationRecord>> Failures();

  // The version with these bytes.
  Result<std::optional<std::int64_t>> FindVersion(std::string_view sha256);
  // The version that a new one at this place replaces.
  Result<std::optional<std::int64_t>> LastVersionAt(Place place);
  // See PaperStore.
  Result<std::vector<LocationRecord>> Attachments(Place place);
  Status SettleAttachments(Place place, const std::vector<std::string>& kept);

  // The paper at this place, made where there is none; that of an attached file names its parent.
  Result<std::int64_t> PaperAt(Place place);
  // Settles which versions are current now that a place holds other readable bytes.
  Status SettleCurrent(Place place, std::string_view sha256);

  Status RecordLocation(Place place, std::string_view sha256,
                        const std::optional<FileStamp>& stamp);
  Status RecordUnreadable(const FailedPaper& paper);
  // `error` is null where reading went well. Attempts are counted for one stage version.
  Status RecordOutcome(Place place, std::string_view sha256, std::int64_t size_bytes,
                       std::string_view stage_version, const Error* error);

 private:
  Result<std::vector<LocationRecord>> AttachmentsOfAnyDepth(Place place);
  Status ReleaseCurrent(Place place, std::int64_t paper_id, std::string_view sha256);

  Database& database_;
  const Clock& clock_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PLACE_LEDGER_H_

#ifndef SCRUTINEER_CORPUS_SQLITE_TAGGING_LEDGER_H_
#define SCRUTINEER_CORPUS_SQLITE_TAGGING_LEDGER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/mention_table.h"
#include "corpus/sqlite_database.h"
#include "corpus/tagging_ledger.h"
#include "corpus/write_batch.h"

namespace scrutineer::corpus {

class SqliteTaggingLedger final : public TaggingLedger {
 public:
  // Both must outlive the ledger.
  SqliteTaggingLedger(Database& database, WriteBatch& batch)
      : database_(database), batch_(batch), mentions_(database, batch) {}

  Result<std::vector<std::pair<std::string, std::int64_t>>> OtherRevisions(
      std::string_view current) override;
  Result<std::map<std::string, std::string>> Parts(std::string_view revision) override;
  Status RecordParts(std::string_view revision,
                     const std::map<std::string, std::string>& parts) override;
  Result<std::vector<TaggedVersion>> VersionsTaggedBy(std::string_view revision, std::int64_t after,
                                                      int limit) override;
  Result<std::vector<std::int64_t>> VersionsMentioning(
      std::string_view revision, const std::vector<std::string>& rules,
      const std::vector<std::pair<Tag, std::string>>& entities) override;
  Result<std::vector<StoredPage>> PagesOf(std::int64_t version_id) override;
  Result<MentionChange> ReplaceMentions(std::int64_t page_id,
                                        const std::vector<Mention>& mentions) override;
  Status MarkAllTaggedBy(std::string_view revision) override;

 private:
  Database& database_;
  WriteBatch& batch_;
  MentionTable mentions_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_TAGGING_LEDGER_H_

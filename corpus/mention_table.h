#ifndef SCRUTINEER_CORPUS_MENTION_TABLE_H_
#define SCRUTINEER_CORPUS_MENTION_TABLE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/filter_sql.h"
#include "corpus/paper_store.h"
#include "corpus/passage.h"
#include "corpus/section_table.h"
#include "corpus/sqlite_database.h"
#include "corpus/tagging_ledger.h"
#include "corpus/write_batch.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// The tables `mentions` and `entities`.
class MentionTable {
 public:
  MentionTable(Database& database, WriteBatch& batch)
      : database_(database), batch_(batch), sections_(database) {}

  // The writes must be called inside the batch.
  Status Insert(std::int64_t page_id, const Mention& mention);
  Result<MentionChange> Replace(std::int64_t page_id, const std::vector<Mention>& mentions);

  Status Visit(const MentionFilter& filter, const std::function<bool(const MentionRow&)>& visit);
  // Of one page, by place.
  Result<std::vector<Mention>> OnPage(std::int64_t page_id);
  // Where those stand that meet a condition on mentions m, by place; `what` is the tag. Those that
  // end past `text_size` bytes are left out.
  Result<std::vector<TextMatch>> PlacesOnPage(std::int64_t page_id, const SqlText& condition,
                                              std::size_t text_size);
  // In the order of the enumeration.
  Result<std::vector<Tag>> TagsOnPage(std::int64_t page_id);
  // Of one version, by page and place.
  Result<std::vector<MentionRow>> OfVersion(std::int64_t version_id);

 private:
  struct Stored {
    std::int64_t id = 0;
    Mention mention;
  };
  Result<std::optional<std::int64_t>> EntityOf(const Mention& mention);
  Result<std::int64_t> ListedEntity(const Mention& mention);
  Result<std::int64_t> UnlistedEntity(const Mention& mention);
  Result<std::int64_t> NewEntity(const Mention& mention, std::string_view canonical);
  // Remembers how the page writes the entity's name.
  Status NoteVariant(std::int64_t page_id, const Mention& mention, std::int64_t entity);
  Result<std::vector<Stored>> StoredOnPage(std::int64_t page_id);
  // The row that the statement stands on, with what stands in other tables.
  Result<MentionRow> ReadRow(const Statement& row);

  Database& database_;
  WriteBatch& batch_;
  SectionTable sections_;
  std::unordered_map<std::string, std::int64_t> entity_ids_;
  int entity_generation_ = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_MENTION_TABLE_H_

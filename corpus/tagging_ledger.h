#ifndef SCRUTINEER_CORPUS_TAGGING_LEDGER_H_
#define SCRUTINEER_CORPUS_TAGGING_LEDGER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer::corpus {

// A set of bytes whose pages were tagged under an older revision of the rules.
struct TaggedVersion {
  std::int64_t version_id = 0;
  Paper paper;
};

// A page to be tagged anew.
struct StoredPage {
  std::int64_t page_id = 0;
  int number = 0;
  std::string text;
};

struct MentionChange {
  std::vector<Mention> gained;
  std::vector<Mention> lost;
};

// Which rules tagged what, so that a change of rules redoes only what it can affect. Of all
// versions, also those that were replaced. The writes stand in the open batch of PaperStore.
class TaggingLedger {
 public:
  virtual ~TaggingLedger() = default;

  // The revisions other than `current` under which versions are tagged, and how many versions.
  virtual Result<std::vector<std::pair<std::string, std::int64_t>>> OtherRevisions(
      std::string_view current) = 0;

  // What a revision was made of: fingerprints by the parts' names. Empty where nobody noted it.
  virtual Result<std::map<std::string, std::string>> Parts(std::string_view revision) = 0;
  // Notes it; parts that are known already stay.
  virtual Status RecordParts(std::string_view revision,
                             const std::map<std::string, std::string>& parts) = 0;

  // Versions tagged under a revision with ids above `after`, ascending, at most `limit`.
  virtual Result<std::vector<TaggedVersion>> VersionsTaggedBy(std::string_view revision,
                                                              std::int64_t after, int limit) = 0;
  // The versions tagged under a revision that bear a mention of one of these rules or of one of
  // these listed entities (tag and id). Ascending.
  virtual Result<std::vector<std::int64_t>> VersionsMentioning(
      std::string_view revision, const std::vector<std::string>& rules,
      const std::vector<std::pair<Tag, std::string>>& entities) = 0;

  // By number.
  virtual Result<std::vector<StoredPage>> PagesOf(std::int64_t version_id) = 0;
  // Those that stay the same keep their ids.
  virtual Result<MentionChange> ReplaceMentions(std::int64_t page_id,
                                                const std::vector<Mention>& mentions) = 0;
  // All versions are tagged under this revision now. Forgets the parts of others.
  virtual Status MarkAllTaggedBy(std::string_view revision) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_TAGGING_LEDGER_H_

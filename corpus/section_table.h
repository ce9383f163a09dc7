#ifndef SCRUTINEER_CORPUS_SECTION_TABLE_H_
#define SCRUTINEER_CORPUS_SECTION_TABLE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"
#include "pipeline/model/section.h"

namespace scrutineer::corpus {

// The table `sections`.
class SectionTable {
 public:
  explicit SectionTable(Database& database) : database_(database) {}

  // Must be called inside a batch.
  Status Replace(std::int64_t version_id, const std::vector<PaperSection>& sections);

  // In the order in which they begin.
  Result<std::vector<PaperSection>> Of(std::int64_t version_id);

  // The innermost item or report in which byte `byte` of the page's text stands; nothing where it
  // stands under none.
  Result<std::optional<EnclosingSection>> Around(std::int64_t version_id, int page_number,
                                                 std::uint32_t byte);

 private:
  Database& database_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SECTION_TABLE_H_

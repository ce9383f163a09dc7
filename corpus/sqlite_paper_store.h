#ifndef SCRUTINEER_CORPUS_SQLITE_PAPER_STORE_H_
#define SCRUTINEER_CORPUS_SQLITE_PAPER_STORE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/duplicate_table.h"
#include "corpus/finding_table.h"
#include "corpus/mention_table.h"
#include "corpus/paper_store.h"
#include "corpus/place_ledger.h"
#include "corpus/section_table.h"
#include "corpus/sqlite_database.h"
#include "corpus/write_batch.h"

namespace scrutineer::corpus {

class SqlitePaperStore final : public PaperStore {
 public:
  // All must outlive the store.
  SqlitePaperStore(Database& database, WriteBatch& batch, const Clock& clock)
      : database_(database),
        batch_(batch),
        clock_(clock),
        places_(database, clock),
        mentions_(database, batch),
        findings_(database),
        sections_(database),
        duplicates_(database) {}

  Result<std::optional<LocationRecord>> FindLocation(std::string_view source,
                                                     std::string_view locator) override;
  Result<std::optional<LocationRecord>> FindBytes(std::string_view sha256) override;
  Result<std::int64_t> Add(const ReadPaper& paper) override;
  Status Rewrite(std::int64_t version_id, const ReadPaper& paper) override;
  Status Touch(std::string_view source, std::string_view locator, std::string_view sha256,
               const std::optional<FileStamp>& stamp) override;
  Result<std::vector<LocationRecord>> Attachments(std::string_view source,
                                                  std::string_view locator) override;
  Status SettleAttachments(std::string_view source, std::string_view locator,
                           const std::vector<std::string>& kept) override;
  Status AddFailure(const FailedPaper& paper) override;
  Status Commit() override;
  void Rollback() override;

  // In paper_listing.cc.
  Result<std::vector<PaperRow>> List(const PaperFilter& filter) override;
  Result<PaperRow> Find(std::string_view reference) override;
  Result<std::vector<Page>> Pages(std::int64_t version_id) override;
  Result<std::vector<PaperSection>> Sections(std::int64_t version_id) override;
  Result<std::optional<EnclosingSection>> SectionAround(std::int64_t version_id, int page_number,
                                                        std::uint32_t byte) override;
  Result<std::vector<LocationRecord>> Failures() override;
  Result<std::vector<NoteRow>> Notes() override;
  Result<std::vector<PaperNote>> NotesOn(std::int64_t version_id) override;
  Result<CorpusCounts> Counts() override;

  Status VisitMentions(const MentionFilter& filter,
                       const std::function<bool(const MentionRow&)>& visit) override;
  Status VisitFindings(const FindingFilter& filter,
                       const std::function<bool(const FindingRow&)>& visit) override;
  Result<StoredVersion> Version(std::int64_t version_id) override;
  Result<FindingChange> ReplaceFindings(std::int64_t version_id,
                                        const std::vector<Finding>& findings) override;
  // In stored_duplicates.cc.
  Result<std::int64_t> PagesToCompare() override;
  Result<std::int64_t> ComparePages() override;

 private:
  Result<std::int64_t> AddInBatch(const ReadPaper& paper);
  Result<std::int64_t> WriteVersion(const ReadPaper& paper);
  Status DescribeVersion(const ReadPaper& paper, std::int64_t version_id);
  Status ReplaceNotes(std::int64_t version_id, const std::vector<PaperNote>& notes);
  Status ErasePages(std::int64_t version_id);
  Status ForgetDuplicates(const std::vector<std::int64_t>& page_ids);
  Status WriteContent(const ReadPaper& paper, std::int64_t version_id);
  Status WritePages(const ReadPaper& paper, std::int64_t version_id);
  Result<std::vector<std::int64_t>> VersionsNamed(std::string_view reference);

  Database& database_;
  WriteBatch& batch_;
  const Clock& clock_;
  PlaceLedger places_;
  MentionTable mentions_;
  FindingTable findings_;
  SectionTable sections_;
  DuplicateTable duplicates_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_PAPER_STORE_H_

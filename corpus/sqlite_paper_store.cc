#include "corpus/sqlite_paper_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/evidence_rows.h"
#include "corpus/furniture_rows.h"
#include "corpus/page_id.h"
#include "corpus/sqlite_ocr_ledger.h"
#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

Status CheckStorable(const ReadPaper& paper) {
  if (paper.mentions.size() != paper.pages.size()) {
    return Fail(
        ErrorCode::kInternal,
        fmt::format("{} pages but mentions for {}", paper.pages.size(), paper.mentions.size()),
        paper.locator);
  }
  for (const Page& page : paper.pages) {
    auto id = EncodePageId({std::nullopt, 0, page.number});
    if (!id) return Fail(id.error().code, id.error().message, paper.locator);
  }
  return {};
}

// A meeting that no page id has room for is a misprint, and as good as no date.
std::optional<Date> StorableDate(const PaperMetadata& metadata) {
  if (!metadata.meeting_date || !IsStorableDate(*metadata.meeting_date)) return std::nullopt;
  return metadata.meeting_date;
}

std::optional<int> ConfidenceOf(const ReadPaper& paper, int page_number) {
  const auto found = paper.ocr_confidence.find(page_number);
  if (found == paper.ocr_confidence.end()) return std::nullopt;
  return found->second;
}

}  // namespace

Result<std::optional<LocationRecord>> SqlitePaperStore::FindLocation(std::string_view source,
                                                                     std::string_view locator) {
  return places_.FindLocation({source, locator});
}

Result<std::optional<LocationRecord>> SqlitePaperStore::FindBytes(std::string_view sha256) {
  return places_.FindBytes(sha256);
}

Result<std::vector<LocationRecord>> SqlitePaperStore::Failures() { return places_.Failures(); }

Result<std::int64_t> SqlitePaperStore::Add(const ReadPaper& paper) {
  SCRUTINEER_RETURN_IF_ERROR(CheckStorable(paper));
  return batch_.Do([&] { return AddInBatch(paper); });
}

Result<std::int64_t> SqlitePaperStore::AddInBatch(const ReadPaper& paper) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t version_id, WriteVersion(paper));
  SCRUTINEER_RETURN_IF_ERROR(WriteContent(paper, version_id));
  const Place place{paper.source, paper.locator};
  SCRUTINEER_RETURN_IF_ERROR(places_.RecordLocation(place, paper.sha256, paper.stamp));
  SCRUTINEER_RETURN_IF_ERROR(places_.RecordOutcome(place, paper.sha256, paper.size_bytes,
                                                   paper.stage_version, /*error=*/nullptr));
  return version_id;
}

Status SqlitePaperStore::Rewrite(std::int64_t version_id, const ReadPaper& paper) {
  SCRUTINEER_RETURN_IF_ERROR(CheckStorable(paper));
  return batch_.Do([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(ErasePages(version_id));
    SCRUTINEER_RETURN_IF_ERROR(DescribeVersion(paper, version_id));
    return WriteContent(paper, version_id);
  });
}

Status SqlitePaperStore::WriteContent(const ReadPaper& paper, std::int64_t version_id) {
  SCRUTINEER_RETURN_IF_ERROR(WritePages(paper, version_id));
  SCRUTINEER_RETURN_IF_ERROR(sections_.Replace(version_id, paper.sections));
  SCRUTINEER_RETURN_IF_ERROR(findings_.Replace(version_id, paper.findings));
  SCRUTINEER_RETURN_IF_ERROR(ReplaceNotes(version_id, paper.notes));
  SCRUTINEER_RETURN_IF_ERROR(ReplaceEvidence(database_, version_id, paper.metadata.evidence));
  return SettleOcrPages(database_, version_id, paper.queue_ocr);
}

Result<std::int64_t> SqlitePaperStore::WriteVersion(const ReadPaper& paper) {
  const Place place{paper.source, paper.locator};
  SCRUTINEER_ASSIGN_OR_RETURN(const auto replaced, places_.LastVersionAt(place));
  SCRUTINEER_RETURN_IF_ERROR(places_.SettleCurrent(place, paper.sha256));
  SCRUTINEER_ASSIGN_OR_RETURN(std::optional<std::int64_t> version_id,
                              places_.FindVersion(paper.sha256));
  if (version_id) {
    SCRUTINEER_RETURN_IF_ERROR(ErasePages(*version_id));
  } else {
    SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t paper_id, places_.PaperAt(place));
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO versions (paper_id, sha256, size_bytes, fetched_at, is_current,"
        " replaces_version_id) VALUES (?1, ?2, ?3, ?4, 1, ?5)",
        paper_id, paper.sha256, paper.size_bytes, InstantToText(clock_.Now()), replaced));
    version_id = database_.last_insert_id();
  }
  SCRUTINEER_RETURN_IF_ERROR(DescribeVersion(paper, *version_id));
  return *version_id;
}

Status SqlitePaperStore::DescribeVersion(const ReadPaper& paper, std::int64_t version_id) {
  const auto count = [&](bool (*counts)(const Page&)) -> std::int64_t {
    return std::count_if(paper.pages.begin(), paper.pages.end(), counts);
  };
  const PaperMetadata& metadata = paper.metadata;
  return database_.Run(
      "UPDATE versions SET stage_version = ?2, rule_revision = ?3, page_count = ?4,"
      " pages_without_text = ?5, pages_unreadable = ?6, pages_unsearchable = ?7, title = ?8,"
      " council = ?9, committee = ?10, meeting_date = ?11, kind = ?12, item_count = ?13,"
      " converter = ?14"
      " WHERE id = ?1",
      version_id, paper.stage_version, paper.rule_revision,
      static_cast<std::int64_t>(paper.pages.size()),
      count([](const Page& page) { return !page.has_text; }),
      count([](const Page& page) { return !page.readable; }),
      count([](const Page& page) { return !page.has_text || !page.readable; }), metadata.title,
      metadata.council, metadata.committee, DateToText(StorableDate(metadata)),
      PaperKindName(metadata.kind), metadata.item_count, paper.converter);
}

Status SqlitePaperStore::ReplaceNotes(std::int64_t version_id,
                                      const std::vector<PaperNote>& notes) {
  SCRUTINEER_RETURN_IF_ERROR(
      database_.Run("DELETE FROM paper_notes WHERE version_id = ?1", version_id));
  for (const PaperNote& note : notes) {
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run("INSERT INTO paper_notes (version_id, code, message) VALUES (?1, ?2, ?3)",
                      version_id, note.code, note.message));
  }
  return {};
}

Status SqlitePaperStore::ErasePages(std::int64_t version_id) {
  SCRUTINEER_RETURN_IF_ERROR(findings_.Erase(version_id));
  std::vector<std::int64_t> page_ids;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database_.Query("SELECT id FROM pages WHERE version_id = ?1 ORDER BY id", version_id));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      page_ids.push_back(rows.Int64(0));
    }
  }
  SCRUTINEER_RETURN_IF_ERROR(ForgetDuplicates(page_ids));
  for (const std::int64_t page_id : page_ids) {
    SCRUTINEER_RETURN_IF_ERROR(batch_.UnindexPage(page_id));
    SCRUTINEER_RETURN_IF_ERROR(database_.Run("DELETE FROM mentions WHERE page_id = ?1", page_id));
    SCRUTINEER_RETURN_IF_ERROR(database_.Run("DELETE FROM pages WHERE id = ?1", page_id));
  }
  return database_.Run("DELETE FROM page_lengths WHERE version_id = ?1", version_id);
}

Status SqlitePaperStore::WritePages(const ReadPaper& paper, std::int64_t version_id) {
  const std::optional<Date> date = StorableDate(paper.metadata);
  // Last page first, which is ascending ids: rows are appended, not squeezed in.
  for (std::size_t i = paper.pages.size(); i-- > 0;) {
    const Page& page = paper.pages[i];
    SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t page_id,
                                EncodePageId({date, version_id, page.number}));
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run("INSERT INTO pages (id, version_id, number, label, readable, has_text, text,"
                      " next_page_start_byte, next_page_end_byte, ocr_confidence)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                      page_id, version_id, page.number, page.label, page.readable, page.has_text,
                      page.text, std::int64_t{page.from_next_page.begin},
                      std::int64_t{page.from_next_page.end}, ConfidenceOf(paper, page.number)));
    SCRUTINEER_RETURN_IF_ERROR(InsertFurniture(database_, page_id, page.furniture));
    batch_.IndexPage(page_id);
    SCRUTINEER_RETURN_IF_ERROR(duplicates_.Add(page_id, page.text));
    for (const Mention& mention : paper.mentions[i]) {
      SCRUTINEER_RETURN_IF_ERROR(mentions_.Insert(page_id, mention));
    }
  }
  return database_.Run("UPDATE versions SET is_compared = 1 WHERE id = ?1", version_id);
}

Status SqlitePaperStore::Touch(std::string_view source, std::string_view locator,
                               std::string_view sha256, const std::optional<FileStamp>& stamp) {
  const Place place{source, locator};
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto ok, database_.Number("SELECT ok FROM outcomes WHERE sha256 = ?1", sha256));
  if (!ok) {
    return Fail(ErrorCode::kInternal, fmt::format("bytes {} were never read", sha256),
                std::string(locator));
  }
  return batch_.Do([&]() -> Status {
    if (*ok != 0) SCRUTINEER_RETURN_IF_ERROR(places_.SettleCurrent(place, sha256));
    return places_.RecordLocation(place, sha256, stamp);
  });
}

Result<std::vector<LocationRecord>> SqlitePaperStore::Attachments(std::string_view source,
                                                                  std::string_view locator) {
  return places_.Attachments({source, locator});
}

Status SqlitePaperStore::SettleAttachments(std::string_view source, std::string_view locator,
                                           const std::vector<std::string>& kept) {
  return batch_.Do([&] { return places_.SettleAttachments({source, locator}, kept); });
}

Status SqlitePaperStore::AddFailure(const FailedPaper& paper) {
  return batch_.Do([&]() -> Status {
    if (paper.sha256.empty()) return places_.RecordUnreadable(paper);
    const Place place{paper.source, paper.locator};
    SCRUTINEER_RETURN_IF_ERROR(places_.RecordLocation(place, paper.sha256, paper.stamp));
    return places_.RecordOutcome(place, paper.sha256, paper.size_bytes, paper.stage_version,
                                 &paper.error);
  });
}

Status SqlitePaperStore::Commit() { return batch_.Commit(); }

void SqlitePaperStore::Rollback() { batch_.Rollback(); }

Status SqlitePaperStore::VisitMentions(const MentionFilter& filter,
                                       const std::function<bool(const MentionRow&)>& visit) {
  return mentions_.Visit(filter, visit);
}

Status SqlitePaperStore::VisitFindings(const FindingFilter& filter,
                                       const std::function<bool(const FindingRow&)>& visit) {
  return findings_.Visit(filter, visit);
}

Result<PaperStore::FindingChange> SqlitePaperStore::ReplaceFindings(
    std::int64_t version_id, const std::vector<Finding>& findings) {
  return batch_.Do([&] { return findings_.Replace(version_id, findings); });
}

}  // namespace scrutineer::corpus

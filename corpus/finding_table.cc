#include "corpus/finding_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/filter_sql.h"
#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

constexpr std::string_view kFindingColumns =
    "f.id, f.rule, f.statement, f.unseen, f.first_page, f.last_page";
constexpr int kFindingColumnCount = 6;

// Without its evidence.
Finding ReadFinding(const Statement& row) {
  Finding finding;
  finding.rule = row.String(1);
  finding.statement = row.String(2);
  finding.unseen = row.String(3);
  finding.first_page = row.Int(4);
  finding.last_page = row.Int(5);
  return finding;
}

}  // namespace

Result<std::vector<Evidence>> FindingTable::EvidenceOf(std::int64_t finding_id, FindingRow* row) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT pg.number, e.start_byte, e.end_byte, e.sentence_start_byte,"
                      " e.sentence_end_byte, pg.text, pg.next_page_start_byte,"
                      " pg.next_page_end_byte, pg.ocr_confidence, pg.version_id"
                      " FROM finding_evidence e"
                      " CROSS JOIN pages pg ON pg.id = e.page_id"
                      " WHERE e.finding_id = ?1 ORDER BY e.position",
                      finding_id));
  std::vector<Evidence> evidence;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return evidence;
    evidence.push_back({rows.Int(0), ReadSpan(rows, 1), ReadSpan(rows, 3)});
    if (row == nullptr) continue;
    const Evidence& place = evidence.back();
    row->page_texts.push_back(rows.String(5));
    row->last_pages.push_back(LastPageOf(place.page_number, place.sentence, ReadSpan(rows, 6)));
    row->ocr_confidences.push_back(ReadConfidence(rows, 8));
    SCRUTINEER_ASSIGN_OR_RETURN(
        auto under, sections_.Around(rows.Int64(9), place.page_number, place.span.begin));
    row->unders.push_back(std::move(under));
  }
}

Result<std::vector<FindingTable::Stored>> FindingTable::StoredOf(std::int64_t version_id) {
  std::vector<Stored> stored;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database_.Query(fmt::format("SELECT {} FROM findings f WHERE f.version_id = ?1"
                                    " ORDER BY f.id",
                                    kFindingColumns),
                        version_id));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      stored.push_back({rows.Int64(0), ReadFinding(rows)});
    }
  }
  for (Stored& each : stored) {
    SCRUTINEER_ASSIGN_OR_RETURN(each.finding.evidence, EvidenceOf(each.id, nullptr));
  }
  return stored;
}

Status FindingTable::Insert(std::int64_t version_id, const Finding& finding) {
  SCRUTINEER_RETURN_IF_ERROR(database_.Run(
      "INSERT INTO findings (version_id, rule, statement, unseen, first_page, last_page)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      version_id, finding.rule, finding.statement, finding.unseen, finding.first_page,
      finding.last_page));
  const std::int64_t id = database_.last_insert_id();
  std::int64_t position = 0;
  for (const Evidence& place : finding.evidence) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        const auto page_id,
        database_.Number("SELECT id FROM pages WHERE version_id = ?1 AND number = ?2", version_id,
                         place.page_number));
    if (!page_id) {
      return Fail(ErrorCode::kInternal, fmt::format("a finding of {} rests on page {}, which is "
                                                    "not there",
                                                    finding.rule, place.page_number));
    }
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO finding_evidence (finding_id, position, page_id, start_byte, end_byte,"
        " sentence_start_byte, sentence_end_byte) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        id, position++, *page_id, std::int64_t{place.span.begin}, std::int64_t{place.span.end},
        std::int64_t{place.sentence.begin}, std::int64_t{place.sentence.end}));
  }
  return {};
}

Result<PaperStore::FindingChange> FindingTable::Replace(std::int64_t version_id,
                                                        const std::vector<Finding>& findings) {
  SCRUTINEER_ASSIGN_OR_RETURN(std::vector<Stored> gone, StoredOf(version_id));
  PaperStore::FindingChange change;
  for (const Finding& finding : findings) {
    const auto same = std::find_if(gone.begin(), gone.end(),
                                   [&](const Stored& stored) { return stored.finding == finding; });
    if (same != gone.end()) {
      gone.erase(same);
      continue;
    }
    SCRUTINEER_RETURN_IF_ERROR(Insert(version_id, finding));
    ++change.gained;
  }
  for (const Stored& stored : gone) {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run("DELETE FROM findings WHERE id = ?1", stored.id));
    ++change.lost;
  }
  return change;
}

Status FindingTable::Erase(std::int64_t version_id) {
  return database_.Run("DELETE FROM findings WHERE version_id = ?1", version_id);
}

Status FindingTable::Visit(const FindingFilter& filter,
                           const std::function<bool(const FindingRow&)>& visit) {
  SqlConditions conditions;
  conditions.Add("v.is_current");
  AddPaperConditions(filter.paper, conditions);
  if (filter.paper_id) conditions.Add("v.paper_id = ?", *filter.paper_id);
  if (!filter.rules.empty()) conditions.AddAnyOf("f.rule", filter.rules);
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.PrepareOnce(fmt::format(
          "SELECT {}, {}, v.sha256 FROM findings f JOIN versions v ON v.id = f.version_id"
          " JOIN papers p ON p.id = v.paper_id WHERE {}"
          " ORDER BY v.meeting_date DESC NULLS LAST, p.id, f.rule, f.first_page, f.id",
          kFindingColumns, kPaperColumns, conditions.ToSql())));
  conditions.BindTo(rows, 1);
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return {};
    FindingRow row;
    row.finding_id = rows.Int64(0);
    row.finding = ReadFinding(rows);
    row.paper = ReadPaperColumns(rows, kFindingColumnCount);
    row.sha256 = rows.String(kFindingColumnCount + kPaperColumnCount);
    SCRUTINEER_ASSIGN_OR_RETURN(row.finding.evidence, EvidenceOf(row.finding_id, &row));
    if (!visit(row)) return {};
  }
}

Result<std::vector<CorpusCounts::PerRule>> FindingTable::Counts() {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.Query("SELECT f.rule, count(*) FROM findings f"
                                      " JOIN versions v ON v.id = f.version_id"
                                      " WHERE v.is_current GROUP BY f.rule ORDER BY f.rule"));
  std::vector<CorpusCounts::PerRule> counts;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return counts;
    counts.push_back({rows.String(0), rows.Int64(1)});
  }
}

}  // namespace scrutineer::corpus

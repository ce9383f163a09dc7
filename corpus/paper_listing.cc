// The part of SqlitePaperStore that only reads.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corpus/evidence_rows.h"
#include "corpus/filter_sql.h"
#include "corpus/furniture_rows.h"
#include "corpus/sqlite_paper_store.h"
#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

std::string SelectPapers(std::string_view where) {
  return fmt::format(
      "SELECT {}, v.id, v.sha256, v.size_bytes, v.fetched_at, v.page_count, v.pages_without_text,"
      " v.pages_unreadable, (SELECT count(*) FROM versions o WHERE o.paper_id = p.id)"
      " FROM versions v JOIN papers p ON p.id = v.paper_id WHERE {}",
      kPaperColumns, where);
}

PaperRow ReadPaperRow(const Statement& row) {
  PaperRow read;
  read.paper = ReadPaperColumns(row, 0);
  int column = kPaperColumnCount;
  read.version.paper_id = read.paper.id;
  read.version.id = row.Int64(column++);
  read.version.sha256 = row.String(column++);
  read.version.size_bytes = row.Int64(column++);
  read.version.fetched_at = InstantFromText(row.Text(column++));
  read.version.page_count = row.Int(column++);
  read.pages_without_text = row.Int(column++);
  read.pages_unreadable = row.Int(column++);
  read.version_count = row.Int(column);
  return read;
}

Result<std::vector<PaperRow>> ReadPaperRows(Database& database, Statement& rows) {
  std::vector<PaperRow> papers;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return papers;
    PaperRow paper = ReadPaperRow(rows);
    SCRUTINEER_ASSIGN_OR_RETURN(paper.paper.metadata.evidence,
                                ReadEvidence(database, paper.version.id));
    papers.push_back(std::move(paper));
  }
}

constexpr std::size_t kMinHashDigits = 8;
constexpr std::size_t kMaxListed = 10;

bool IsHashPrefix(std::string_view reference) {
  return reference.size() >= kMinHashDigits && reference.size() <= 64 &&
         reference.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<std::int64_t> ParseId(std::string_view reference) {
  std::int64_t id = 0;
  const auto [end, error] =
      std::from_chars(reference.data(), reference.data() + reference.size(), id);
  if (error != std::errc() || end != reference.data() + reference.size()) return std::nullopt;
  return id;
}

// The ways of naming a version, from the surest; each selects versions' ids for the reference ?1.
constexpr std::string_view kNewestOfPaper =
    "(SELECT id FROM versions WHERE paper_id = p.id ORDER BY is_current DESC, id DESC LIMIT 1)";

std::string ByLocator(std::string_view condition) {
  return fmt::format(
      "SELECT {0} FROM papers p WHERE {1} UNION SELECT v.id FROM locations p"
      " JOIN versions v ON v.sha256 = p.sha256 WHERE {1}",
      kNewestOfPaper, condition);
}

}  // namespace

Result<std::vector<PaperRow>> SqlitePaperStore::List(const PaperFilter& filter) {
  SqlConditions conditions;
  conditions.Add("v.is_current");
  AddPaperConditions(filter, conditions);
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.PrepareOnce(SelectPapers(conditions.ToSql()) +
                            " ORDER BY v.meeting_date DESC NULLS LAST, v.council, v.committee,"
                            " v.title, p.locator"));
  conditions.BindTo(rows, 1);
  return ReadPaperRows(database_, rows);
}

Result<std::vector<std::int64_t>> SqlitePaperStore::VersionsNamed(std::string_view reference) {
  std::vector<std::int64_t> versions;
  const auto collect = [&](const std::string& sql, const auto& value) -> Status {
    if (!versions.empty()) return {};
    SCRUTINEER_ASSIGN_OR_RETURN(Statement rows, database_.Query(sql, value));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return {};
      if (!rows.IsNull(0)) versions.push_back(rows.Int64(0));
    }
  };
  if (const auto id = ParseId(reference)) {
    SCRUTINEER_RETURN_IF_ERROR(
        collect(fmt::format("SELECT {} FROM papers p WHERE p.id = ?1", kNewestOfPaper), *id));
  }
  if (IsHashPrefix(reference)) {
    SCRUTINEER_RETURN_IF_ERROR(
        collect("SELECT id FROM versions WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'", reference));
  }
  SCRUTINEER_RETURN_IF_ERROR(collect(ByLocator("p.locator = ?1"), reference));
  SCRUTINEER_RETURN_IF_ERROR(
      collect(ByLocator("substr(p.locator, -length(?1) - 1) = '/' || ?1"), reference));
  SCRUTINEER_RETURN_IF_ERROR(collect(ByLocator("substr(p.locator, -length(?1)) = ?1"), reference));
  return versions;
}

Result<PaperRow> SqlitePaperStore::Find(std::string_view reference) {
  std::vector<std::int64_t> versions;
  if (!reference.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(versions, VersionsNamed(reference));
  }
  if (versions.empty()) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("no paper answers to \"{}\" (give its number, 8 or more digits of its "
                            "SHA-256, or the end of its path; `scrutineer papers` lists them all)",
                            reference));
  }
  SqlConditions conditions;
  conditions.AddAnyOf("v.id", versions);
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.PrepareOnce(SelectPapers(conditions.ToSql()) + " ORDER BY p.id"));
  conditions.BindTo(rows, 1);
  SCRUTINEER_ASSIGN_OR_RETURN(const std::vector<PaperRow> papers, ReadPaperRows(database_, rows));
  if (papers.size() == 1) return papers.front();
  std::string list;
  for (std::size_t i = 0; i < std::min(papers.size(), kMaxListed); ++i) {
    list += fmt::format("\n  {}  {}", papers[i].paper.id, papers[i].paper.locator);
  }
  if (papers.size() > kMaxListed)
    list += fmt::format("\n  and {} more", papers.size() - kMaxListed);
  return Fail(ErrorCode::kUsage, fmt::format("{} papers answer to \"{}\" (give one's number):{}",
                                             papers.size(), reference, list));
}

Result<std::vector<NoteRow>> SqlitePaperStore::Notes() {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT locator, code, message FROM current_notes ORDER BY code, locator"));
  std::vector<NoteRow> notes;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return notes;
    notes.push_back({rows.String(0), {rows.String(1), rows.String(2)}});
  }
}

Result<std::vector<PaperNote>> SqlitePaperStore::NotesOn(std::int64_t version_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.Query("SELECT code, message FROM paper_notes WHERE version_id = ?1"
                                      " ORDER BY code",
                                      version_id));
  std::vector<PaperNote> notes;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return notes;
    notes.push_back({rows.String(0), rows.String(1)});
  }
}

Result<std::vector<Page>> SqlitePaperStore::Pages(std::int64_t version_id) {
  std::vector<Page> pages;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database_.Query("SELECT number, label, text, readable, has_text, next_page_start_byte,"
                        " next_page_end_byte FROM pages WHERE version_id = ?1 ORDER BY number",
                        version_id));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      pages.push_back({rows.Int(0),
                       rows.String(1),
                       rows.String(2),
                       rows.Int64(3) != 0,
                       rows.Int64(4) != 0,
                       {},
                       ReadSpan(rows, 5)});
    }
  }
  SCRUTINEER_RETURN_IF_ERROR(ReadFurniture(database_, version_id, pages));
  return pages;
}

Result<std::vector<PaperSection>> SqlitePaperStore::Sections(std::int64_t version_id) {
  return sections_.Of(version_id);
}

Result<std::optional<EnclosingSection>> SqlitePaperStore::SectionAround(std::int64_t version_id,
                                                                        int page_number,
                                                                        std::uint32_t byte) {
  return sections_.Around(version_id, page_number, byte);
}

Result<StoredVersion> SqlitePaperStore::Version(std::int64_t version_id) {
  StoredVersion version;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement row,
        database_.Query(fmt::format("SELECT {}, v.sha256 FROM versions v JOIN papers p"
                                    " ON p.id = v.paper_id WHERE v.id = ?1",
                                    kPaperColumns),
                        version_id));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (!found) return Fail(ErrorCode::kNotFound, fmt::format("no version {}", version_id));
    version.paper = ReadPaperColumns(row, 0);
    version.metadata = version.paper.metadata;
    version.sha256 = row.String(kPaperColumnCount);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(version.pages, Pages(version_id));
  std::vector<std::int64_t> page_ids;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database_.Query("SELECT id FROM pages WHERE version_id = ?1 ORDER BY number", version_id));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      page_ids.push_back(rows.Int64(0));
    }
  }
  for (const std::int64_t page_id : page_ids) {
    SCRUTINEER_ASSIGN_OR_RETURN(auto mentions, mentions_.OnPage(page_id));
    version.mentions.push_back(std::move(mentions));
  }
  return version;
}

Result<CorpusCounts> SqlitePaperStore::Counts() {
  CorpusCounts counts;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement row, database_.Prepare("SELECT count(*) FILTER (WHERE is_current), count(*),"
                                         " total(page_count) FILTER (WHERE is_current),"
                                         " total(pages_without_text) FILTER (WHERE is_current),"
                                         " total(pages_unreadable) FILTER (WHERE is_current),"
                                         " (SELECT count(*) FROM failed_places) FROM versions"));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (found) {
      counts.papers = row.Int64(0);
      counts.versions = row.Int64(1);
      counts.pages = row.Int64(2);
      counts.pages_without_text = row.Int64(3);
      counts.pages_unreadable = row.Int64(4);
      counts.failed = row.Int64(5);
    }
  }
  for (const Tag tag :
       {Tag::kTender, Tag::kOutsourcing, Tag::kConsultation, Tag::kProvider, Tag::kService}) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        const auto number,
        database_.Number("SELECT count(*) FROM mentions m"
                         " JOIN versions v ON v.id = ((m.page_id >> 17) & 67108863)"
                         " WHERE m.tag = ?1 AND v.is_current",
                         TagName(tag)));
    counts.mentions.push_back({tag, number.value_or(0)});
  }
  SCRUTINEER_ASSIGN_OR_RETURN(counts.findings, findings_.Counts());
  return counts;
}

}  // namespace scrutineer::corpus

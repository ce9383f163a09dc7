#include "corpus/section_table.h"

namespace scrutineer::corpus {
namespace {

void SetEvidence(const Statement& row, int column, SectionEvidence evidence,
                 PaperSection& section) {
  if (row.Int64(column) != 0) section.Add(evidence);
}

PaperSection ReadSection(const Statement& row) {
  PaperSection section;
  section.kind = SectionKindFromName(row.Text(0)).value_or(SectionKind::kHeading);
  section.implications = ImplicationsFromName(row.Text(1)).value_or(Implications::kNone);
  section.number = row.String(2);
  section.title = row.String(3);
  section.author = row.String(4);
  section.first_page = row.Int(5);
  section.start = static_cast<std::uint32_t>(row.Int64(6));
  section.last_page = row.Int(7);
  section.end = static_cast<std::uint32_t>(row.Int64(8));
  section.parent = row.IsNull(9) ? -1 : row.Int(9);
  SetEvidence(row, 10, SectionEvidence::kBookmark, section);
  SetEvidence(row, 11, SectionEvidence::kContents, section);
  SetEvidence(row, 12, SectionEvidence::kPageLabel, section);
  SetEvidence(row, 13, SectionEvidence::kHeading, section);
  return section;
}

}  // namespace

Status SectionTable::Replace(std::int64_t version_id, const std::vector<PaperSection>& sections) {
  SCRUTINEER_RETURN_IF_ERROR(
      database_.Run("DELETE FROM sections WHERE version_id = ?1", version_id));
  std::int64_t position = 0;
  for (const PaperSection& section : sections) {
    const std::optional<int> parent =
        section.parent < 0 ? std::nullopt : std::optional(section.parent);
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO sections (version_id, position, parent, kind, implications, number, title,"
        " author, first_page, start_byte, last_page, end_byte, by_bookmark, by_contents,"
        " by_page_label, by_heading)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        version_id, position++, parent, SectionKindName(section.kind),
        ImplicationsName(section.implications), section.number, section.title, section.author,
        section.first_page, std::int64_t{section.start}, section.last_page,
        std::int64_t{section.end}, section.Has(SectionEvidence::kBookmark),
        section.Has(SectionEvidence::kContents), section.Has(SectionEvidence::kPageLabel),
        section.Has(SectionEvidence::kHeading)));
  }
  return {};
}

Result<std::vector<PaperSection>> SectionTable::Of(std::int64_t version_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT kind, implications, number, title, author, first_page, start_byte,"
                      " last_page, end_byte, parent, by_bookmark, by_contents, by_page_label,"
                      " by_heading FROM sections WHERE version_id = ?1 ORDER BY position",
                      version_id));
  std::vector<PaperSection> sections;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return sections;
    sections.push_back(ReadSection(rows));
  }
}

Result<std::optional<EnclosingSection>> SectionTable::Around(std::int64_t version_id,
                                                             int page_number, std::uint32_t byte) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Query("SELECT kind, number, title FROM sections WHERE version_id = ?1"
                      " AND kind IN ('item', 'report') AND (first_page, start_byte) <= (?2, ?3)"
                      " AND (last_page, end_byte) > (?2, ?3)"
                      " ORDER BY first_page DESC, start_byte DESC LIMIT 1",
                      version_id, page_number, std::int64_t{byte}));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) return std::optional<EnclosingSection>();
  return std::optional(EnclosingSection{
      SectionKindFromName(row.Text(0)).value_or(SectionKind::kItem), row.String(1), row.String(2)});
}

}  // namespace scrutineer::corpus

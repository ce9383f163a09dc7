#include "corpus/mention_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "corpus/filter_sql.h"
#include "corpus/sqlite_rows.h"
#include "corpus/value_rows.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::corpus {
namespace {

// A listed entity is its id; others are what their names have in common.
bool IsSameEntity(const Mention& a, const Mention& b) {
  if (a.entity_id != b.entity_id) return false;
  return !a.entity_id.empty() || a.entity_name == b.entity_name ||
         CanonicalName(a.entity_name) == CanonicalName(b.entity_name);
}

bool IsSame(const Mention& a, const Mention& b) {
  return a.tag == b.tag && a.rule == b.rule && a.span == b.span && a.sentence == b.sentence &&
         a.attributes == b.attributes && a.experimental == b.experimental && a.values == b.values &&
         IsSameEntity(a, b);
}

constexpr std::string_view kRowFrom =
    " FROM mentions m CROSS JOIN pages pg ON pg.id = m.page_id"
    " CROSS JOIN versions v ON v.id = pg.version_id CROSS JOIN papers p ON p.id = v.paper_id"
    " LEFT JOIN entities e ON e.id = m.entity ";

std::string SelectRows() {
  return fmt::format(
      "SELECT m.id, {}, v.id, v.sha256, m.page_id, pg.number, {}, pg.text, pg.next_page_start_byte,"
      " pg.next_page_end_byte, pg.ocr_confidence{}",
      kPaperColumns, kMentionColumns, kRowFrom);
}

}  // namespace

Result<std::optional<std::int64_t>> MentionTable::EntityOf(const Mention& mention) {
  if (mention.entity_name.empty() && mention.entity_id.empty()) return std::nullopt;
  if (entity_generation_ != batch_.generation()) entity_ids_.clear();
  entity_generation_ = batch_.generation();
  std::string key =
      fmt::format("{}\n{}\n{}", TagName(mention.tag), mention.entity_id, mention.entity_name);
  const auto known = entity_ids_.find(key);
  if (known != entity_ids_.end()) return known->second;
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t id, mention.entity_id.empty()
                                                         ? UnlistedEntity(mention)
                                                         : ListedEntity(mention));
  entity_ids_.emplace(std::move(key), id);
  return id;
}

Result<std::int64_t> MentionTable::ListedEntity(const Mention& mention) {
  // The lists have the last word on the name.
  const std::string canonical = CanonicalName(mention.entity_name);
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto known,
      database_.Number("SELECT id FROM entities WHERE tag = ?1 AND entity_id = ?2",
                       TagName(mention.tag), mention.entity_id));
  if (known) {
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run("UPDATE entities SET name = ?2, folded_name = ?3"
                      " WHERE id = ?1 AND name <> ?2",
                      *known, mention.entity_name, canonical));
    return *known;
  }
  return NewEntity(mention, canonical);
}

Result<std::int64_t> MentionTable::UnlistedEntity(const Mention& mention) {
  const std::string canonical = CanonicalName(mention.entity_name);
  std::optional<std::int64_t> id;
  bool better = false;
  {
    SCRUTINEER_ASSIGN_OR_RETURN(Statement row,
                                database_.Query("SELECT id, name FROM entities WHERE tag = ?1"
                                                " AND entity_id = '' AND folded_name = ?2",
                                                TagName(mention.tag), canonical));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (found) id = row.Int64(0);
    better = found && IsBetterWritten(mention.entity_name, row.Text(1));
  }
  if (!id) return NewEntity(mention, canonical);
  if (better) {
    SCRUTINEER_RETURN_IF_ERROR(
        database_.Run("UPDATE entities SET name = ?2 WHERE id = ?1", *id, mention.entity_name));
  }
  return *id;
}

Result<std::int64_t> MentionTable::NewEntity(const Mention& mention, std::string_view canonical) {
  SCRUTINEER_RETURN_IF_ERROR(
      database_.Run("INSERT INTO entities (tag, entity_id, name, folded_name)"
                    " VALUES (?1, ?2, ?3, ?4)",
                    TagName(mention.tag), mention.entity_id, mention.entity_name, canonical));
  return database_.last_insert_id();
}

Status MentionTable::NoteVariant(std::int64_t page_id, const Mention& mention,
                                 std::int64_t entity) {
  return database_.Run(
      "INSERT INTO entity_variants (entity, name, folded_name)"
      " SELECT ?1, words, canonical_name(words) FROM (SELECT CAST(substr(CAST(text AS BLOB),"
      " ?3 + 1, ?4 - ?3) AS TEXT) AS words FROM pages WHERE id = ?2)"
      " WHERE true ON CONFLICT DO NOTHING",
      entity, page_id, std::int64_t{mention.span.begin}, std::int64_t{mention.span.end});
}

Status MentionTable::Insert(std::int64_t page_id, const Mention& mention) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::optional<std::int64_t> entity, EntityOf(mention));
  if (entity && mention.tag == Tag::kProvider) {
    SCRUTINEER_RETURN_IF_ERROR(NoteVariant(page_id, mention, *entity));
  }
  SCRUTINEER_RETURN_IF_ERROR(database_.Run(
      "INSERT INTO mentions (page_id, tag, rule, start_byte, end_byte, sentence_start_byte,"
      " sentence_end_byte, stage, direction, kind, status, entity, experimental)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
      page_id, TagName(mention.tag), mention.rule, std::int64_t{mention.span.begin},
      std::int64_t{mention.span.end}, std::int64_t{mention.sentence.begin},
      std::int64_t{mention.sentence.end}, mention.attributes.stage, mention.attributes.direction,
      mention.attributes.kind, mention.attributes.status, entity,
      std::int64_t{mention.experimental}));
  if (mention.values.empty()) return {};
  return InsertValues(database_, database_.last_insert_id(), mention.values);
}

Result<std::vector<MentionTable::Stored>> MentionTable::StoredOnPage(std::int64_t page_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query(fmt::format("SELECT m.id, {} FROM mentions m LEFT JOIN entities e"
                                  " ON e.id = m.entity WHERE m.page_id = ?1"
                                  " ORDER BY m.start_byte, m.id",
                                  kMentionColumns),
                      page_id));
  std::vector<Stored> stored;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return stored;
    stored.push_back({rows.Int64(0), ReadMentionColumns(rows, 1)});
    SCRUTINEER_ASSIGN_OR_RETURN(stored.back().mention.values,
                                ReadValues(database_, stored.back().id));
  }
}

Result<MentionRow> MentionTable::ReadRow(const Statement& row) {
  MentionRow read;
  read.mention_id = row.Int64(0);
  read.paper = ReadPaperColumns(row, 1);
  int column = 1 + kPaperColumnCount;
  const std::int64_t version_id = row.Int64(column++);
  read.sha256 = row.String(column++);
  read.page_id = row.Int64(column++);
  read.page_number = row.Int(column++);
  read.mention = ReadMentionColumns(row, column);
  column += kMentionColumnCount;
  read.page_text = row.String(column);
  read.from_next_page = ReadSpan(row, column + 1);
  read.ocr_confidence = ReadConfidence(row, column + 3);
  SCRUTINEER_ASSIGN_OR_RETURN(read.mention.values, ReadValues(database_, read.mention_id));
  SCRUTINEER_ASSIGN_OR_RETURN(
      read.under, sections_.Around(version_id, read.page_number, read.mention.span.begin));
  return read;
}

Result<std::vector<Mention>> MentionTable::OnPage(std::int64_t page_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(std::vector<Stored> stored, StoredOnPage(page_id));
  std::vector<Mention> mentions;
  mentions.reserve(stored.size());
  for (Stored& each : stored) mentions.push_back(std::move(each.mention));
  return mentions;
}

Result<std::vector<TextMatch>> MentionTable::PlacesOnPage(std::int64_t page_id,
                                                          const SqlText& condition,
                                                          std::size_t text_size) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.PrepareOnce(fmt::format("SELECT m.start_byte, m.end_byte, m.tag FROM mentions m"
                                        " WHERE m.page_id = ? AND m.end_byte <= ? AND ({})"
                                        " ORDER BY m.start_byte, m.end_byte",
                                        condition.sql)));
  rows.Bind(1, page_id);
  rows.Bind(2, static_cast<std::int64_t>(text_size));
  BindValues(condition.values, rows, 3);
  std::vector<TextMatch> places;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return places;
    places.push_back(
        {ReadSpan(rows, 0), static_cast<int>(TagFromName(rows.Text(2)).value_or(Tag::kTender))});
  }
}

Result<std::vector<Tag>> MentionTable::TagsOnPage(std::int64_t page_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.Query("SELECT tag FROM mentions WHERE page_id = ?1", page_id));
  std::set<Tag> tags;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return std::vector<Tag>(tags.begin(), tags.end());
    if (const auto tag = TagFromName(rows.Text(0))) tags.insert(*tag);
  }
}

Result<MentionChange> MentionTable::Replace(std::int64_t page_id,
                                            const std::vector<Mention>& mentions) {
  SCRUTINEER_ASSIGN_OR_RETURN(std::vector<Stored> gone, StoredOnPage(page_id));
  MentionChange change;
  for (const Mention& mention : mentions) {
    const auto same = std::find_if(gone.begin(), gone.end(), [&](const Stored& stored) {
      return IsSame(stored.mention, mention);
    });
    if (same != gone.end()) {
      gone.erase(same);
      continue;
    }
    SCRUTINEER_RETURN_IF_ERROR(Insert(page_id, mention));
    change.gained.push_back(mention);
  }
  for (Stored& stored : gone) {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run("DELETE FROM mentions WHERE id = ?1", stored.id));
    change.lost.push_back(std::move(stored.mention));
  }
  return change;
}

Status MentionTable::Visit(const MentionFilter& filter,
                           const std::function<bool(const MentionRow&)>& visit) {
  SqlConditions conditions;
  SCRUTINEER_RETURN_IF_ERROR(AddMentionConditions(database_, filter, conditions));
  // Ids first: where the order needs sorting, pages' texts stay out of it.
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement ids,
      database_.PrepareOnce(fmt::format(
          "SELECT m.id FROM mentions m JOIN versions v ON v.id = ((m.page_id >> 17) & 67108863)"
          " WHERE v.is_current AND {} ORDER BY m.page_id DESC, m.start_byte, m.id",
          conditions.ToSql())));
  conditions.BindTo(ids, 1);
  SCRUTINEER_ASSIGN_OR_RETURN(Statement row, database_.Prepare(SelectRows() + "WHERE m.id = ?1"));
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, ids.Step());
    if (!found) return {};
    row.Bind(1, ids.Int64(0));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool stands, row.Step());
    if (stands) {
      SCRUTINEER_ASSIGN_OR_RETURN(const MentionRow read, ReadRow(row));
      if (!visit(read)) return {};
    }
    row.Reset();
  }
}

Result<std::vector<MentionRow>> MentionTable::OfVersion(std::int64_t version_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query(SelectRows() + "WHERE m.page_id IN (SELECT id FROM pages WHERE version_id = "
                                     "?1) ORDER BY m.page_id DESC, m.start_byte, m.id",
                      version_id));
  std::vector<MentionRow> mentions;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return mentions;
    SCRUTINEER_ASSIGN_OR_RETURN(MentionRow read, ReadRow(rows));
    mentions.push_back(std::move(read));
  }
}

}  // namespace scrutineer::corpus

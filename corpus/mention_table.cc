#include "corpus/mention_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/filter_sql.h"
#include "corpus/fts_tokenizer.h"
#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

bool IsSame(const Mention& a, const Mention& b) {
  return a.tag == b.tag && a.rule == b.rule && a.span == b.span && a.sentence == b.sentence &&
         a.attributes == b.attributes && a.entity_id == b.entity_id &&
         a.entity_name == b.entity_name;
}

constexpr std::string_view kRowFrom =
    " FROM mentions m CROSS JOIN pages pg ON pg.id = m.page_id"
    " CROSS JOIN versions v ON v.id = pg.version_id CROSS JOIN papers p ON p.id = v.paper_id"
    " LEFT JOIN entities e ON e.id = m.entity ";

std::string SelectRows() {
  return fmt::format("SELECT m.id, {}, v.sha256, m.page_id, pg.number, {}, pg.text{}",
                     kPaperColumns, kMentionColumns, kRowFrom);
}

MentionRow ReadRow(const Statement& row) {
  MentionRow read;
  read.mention_id = row.Int64(0);
  read.paper = ReadPaperColumns(row, 1);
  int column = 1 + kPaperColumnCount;
  read.sha256 = row.String(column++);
  read.page_id = row.Int64(column++);
  read.page_number = row.Int(column++);
  read.mention = ReadMentionColumns(row, column);
  read.page_text = row.String(column + kMentionColumnCount);
  return read;
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
  SCRUTINEER_RETURN_IF_ERROR(database_.Run(
      "INSERT INTO entities (tag, entity_id, name, folded_name) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT DO NOTHING",
      TagName(mention.tag), mention.entity_id, mention.entity_name, Fold(mention.entity_name)));
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto id,
      database_.Number("SELECT id FROM entities WHERE tag = ?1 AND entity_id = ?2 AND name = ?3",
                       TagName(mention.tag), mention.entity_id, mention.entity_name));
  if (id) entity_ids_.emplace(std::move(key), *id);
  return id;
}

Status MentionTable::Insert(std::int64_t page_id, const Mention& mention) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::optional<std::int64_t> entity, EntityOf(mention));
  return database_.Run(
      "INSERT INTO mentions (page_id, tag, rule, start_byte, end_byte, sentence_start_byte,"
      " sentence_end_byte, stage, direction, kind, status, entity)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
      page_id, TagName(mention.tag), mention.rule, std::int64_t{mention.span.begin},
      std::int64_t{mention.span.end}, std::int64_t{mention.sentence.begin},
      std::int64_t{mention.sentence.end}, mention.attributes.stage, mention.attributes.direction,
      mention.attributes.kind, mention.attributes.status, entity);
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
  }
}

Result<std::vector<Mention>> MentionTable::OnPage(std::int64_t page_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(std::vector<Stored> stored, StoredOnPage(page_id));
  std::vector<Mention> mentions;
  mentions.reserve(stored.size());
  for (Stored& each : stored) mentions.push_back(std::move(each.mention));
  return mentions;
}

Result<PaperStore::MentionChange> MentionTable::Replace(std::int64_t page_id,
                                                        const std::vector<Mention>& mentions) {
  SCRUTINEER_ASSIGN_OR_RETURN(std::vector<Stored> gone, StoredOnPage(page_id));
  PaperStore::MentionChange change;
  for (const Mention& mention : mentions) {
    const auto same = std::find_if(gone.begin(), gone.end(), [&](const Stored& stored) {
      return IsSame(stored.mention, mention);
    });
    if (same != gone.end()) {
      gone.erase(same);
      continue;
    }
    SCRUTINEER_RETURN_IF_ERROR(Insert(page_id, mention));
    ++change.gained;
  }
  for (const Stored& stored : gone) {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run("DELETE FROM mentions WHERE id = ?1", stored.id));
    ++change.lost;
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
    if (stands && !visit(ReadRow(row))) return {};
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
    mentions.push_back(ReadRow(rows));
  }
}

}  // namespace scrutineer::corpus

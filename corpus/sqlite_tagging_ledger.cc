#include "corpus/sqlite_tagging_ledger.h"

#include <fmt/format.h>

#include <set>

#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {

Result<std::vector<std::pair<std::string, std::int64_t>>> SqliteTaggingLedger::OtherRevisions(
    std::string_view current) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT rule_revision, count(*) FROM versions WHERE rule_revision <> ?1"
                      " GROUP BY rule_revision ORDER BY rule_revision",
                      current));
  std::vector<std::pair<std::string, std::int64_t>> revisions;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return revisions;
    revisions.emplace_back(rows.String(0), rows.Int64(1));
  }
}

Result<std::map<std::string, std::string>> SqliteTaggingLedger::Parts(std::string_view revision) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT part, fingerprint FROM rule_parts WHERE revision = ?1", revision));
  std::map<std::string, std::string> parts;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return parts;
    parts.emplace(rows.String(0), rows.String(1));
  }
}

Status SqliteTaggingLedger::RecordParts(std::string_view revision,
                                        const std::map<std::string, std::string>& parts) {
  return batch_.Do([&]() -> Status {
    SCRUTINEER_ASSIGN_OR_RETURN(
        const auto known,
        database_.Number("SELECT 1 FROM rule_parts WHERE revision = ?1 LIMIT 1", revision));
    if (known) return {};
    for (const auto& [part, fingerprint] : parts) {
      SCRUTINEER_RETURN_IF_ERROR(
          database_.Run("INSERT INTO rule_parts (revision, part, fingerprint) VALUES (?1, ?2, ?3)",
                        revision, part, fingerprint));
    }
    return {};
  });
}

Result<std::vector<TaggedVersion>> SqliteTaggingLedger::VersionsTaggedBy(std::string_view revision,
                                                                         std::int64_t after,
                                                                         int limit) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query(fmt::format("SELECT v.id, {} FROM versions v JOIN papers p"
                                  " ON p.id = v.paper_id WHERE v.rule_revision = ?1 AND v.id > ?2"
                                  " ORDER BY v.id LIMIT ?3",
                                  kPaperColumns),
                      revision, after, limit));
  std::vector<TaggedVersion> versions;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return versions;
    versions.push_back({rows.Int64(0), ReadPaperColumns(rows, 1)});
  }
}

Result<std::vector<std::int64_t>> SqliteTaggingLedger::VersionsMentioning(
    std::string_view revision, const std::vector<std::string>& rules,
    const std::vector<std::pair<Tag, std::string>>& entities) {
  // Few rules have an index to find them by, so one pass over the mentions answers for all.
  const std::set<std::string, std::less<>> wanted_rules(rules.begin(), rules.end());
  std::set<std::int64_t> wanted_entities;
  for (const auto& [tag, id] : entities) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows, database_.Query("SELECT id FROM entities WHERE tag = ?1 AND entity_id = ?2",
                                        TagName(tag), id));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      wanted_entities.insert(rows.Int64(0));
    }
  }
  if (wanted_rules.empty() && wanted_entities.empty()) return std::vector<std::int64_t>();
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.Query("SELECT v.id, m.rule, m.entity FROM mentions m"
                                      " JOIN versions v ON v.id = ((m.page_id >> 17) & 67108863)"
                                      " WHERE v.rule_revision = ?1",
                                      revision));
  std::set<std::int64_t> versions;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return std::vector<std::int64_t>(versions.begin(), versions.end());
    if (wanted_rules.contains(rows.Text(1)) ||
        (!rows.IsNull(2) && wanted_entities.contains(rows.Int64(2)))) {
      versions.insert(rows.Int64(0));
    }
  }
}

Result<std::vector<StoredPage>> SqliteTaggingLedger::PagesOf(std::int64_t version_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT id, number, text FROM pages WHERE version_id = ?1 ORDER BY number",
                      version_id));
  std::vector<StoredPage> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return pages;
    pages.push_back({rows.Int64(0), rows.Int(1), rows.String(2)});
  }
}

Result<MentionChange> SqliteTaggingLedger::ReplaceMentions(std::int64_t page_id,
                                                           const std::vector<Mention>& mentions) {
  return batch_.Do([&] { return mentions_.Replace(page_id, mentions); });
}

Status SqliteTaggingLedger::MarkAllTaggedBy(std::string_view revision) {
  return batch_.Do([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "UPDATE versions SET rule_revision = ?1 WHERE rule_revision <> ?1", revision));
    return database_.Run("DELETE FROM rule_parts WHERE revision <> ?1", revision);
  });
}

}  // namespace scrutineer::corpus

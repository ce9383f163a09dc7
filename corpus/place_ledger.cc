#include "corpus/place_ledger.h"

#include <algorithm>

#include "corpus/sqlite_rows.h"
#include "pipeline/model/attachment.h"

namespace scrutineer::corpus {
namespace {

// Of locations l left-joined with outcomes o, and the version's paper p.
constexpr const char* kLocationSelect =
    "SELECT l.source, l.locator, l.sha256, l.stamp_size_bytes, l.stamp_modified_ns,"
    " l.stamp_changed_ns, l.stamp_inode, coalesce(o.ok, 0),"
    " coalesce(l.unread_code, o.code, 'internal'), coalesce(l.unread_reason, o.reason, ''),"
    " coalesce(l.unread_stage_version, o.stage_version, ''),"
    " coalesce(l.unread_attempts, o.attempts, 0), coalesce(o.happened_at, l.last_seen_at),"
    " coalesce(p.locator, o.first_locator, l.locator)"
    " FROM locations l LEFT JOIN outcomes o ON o.sha256 = l.sha256"
    " LEFT JOIN versions v ON v.sha256 = l.sha256 LEFT JOIN papers p ON p.id = v.paper_id ";

LocationRecord ReadLocation(const Statement& row) {
  LocationRecord record;
  record.source = row.String(0);
  record.locator = row.String(1);
  record.sha256 = row.String(2);
  if (!row.IsNull(3)) {
    record.stamp = FileStamp{row.Int64(3), row.Int64(4), row.Int64(5),
                             static_cast<std::uint64_t>(row.Int64(6))};
  }
  record.outcome.ok = row.Int64(7) != 0;
  record.outcome.code = ErrorCodeFromName(row.Text(8));
  record.outcome.reason = row.String(9);
  record.outcome.stage_version = row.String(10);
  record.outcome.attempts = row.Int(11);
  record.outcome.when = InstantFromText(row.Text(12));
  record.first_locator = row.String(13);
  return record;
}

Result<std::vector<LocationRecord>> AllLocations(Result<Statement> rows) {
  if (!rows) return tl::unexpected(std::move(rows).error());
  std::vector<LocationRecord> locations;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows->Step());
    if (!found) return locations;
    locations.push_back(ReadLocation(*rows));
  }
}

Result<std::optional<LocationRecord>> FirstLocation(Result<Statement> statement) {
  if (!statement) return tl::unexpected(std::move(statement).error());
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, statement->Step());
  if (!found) return std::nullopt;
  return ReadLocation(*statement);
}

}  // namespace

Result<std::optional<LocationRecord>> PlaceLedger::FindLocation(Place place) {
  return FirstLocation(
      database_.Query(std::string(kLocationSelect) + "WHERE l.source = ?1 AND l.locator = ?2",
                      place.source, place.locator));
}

Result<std::optional<LocationRecord>> PlaceLedger::FindBytes(std::string_view sha256) {
  return FirstLocation(database_.Query(
      "SELECT o.first_source, coalesce(p.locator, o.first_locator), o.sha256, NULL, NULL, NULL,"
      " NULL, o.ok, o.code, o.reason, o.stage_version, o.attempts, o.happened_at,"
      " coalesce(p.locator, o.first_locator) FROM outcomes o"
      " LEFT JOIN versions v ON v.sha256 = o.sha256 LEFT JOIN papers p ON p.id = v.paper_id"
      " WHERE o.sha256 = ?1",
      sha256));
}

Result<std::vector<LocationRecord>> PlaceLedger::Failures() {
  return AllLocations(database_.Prepare(std::string(kLocationSelect) +
                                        "WHERE l.unread_code IS NOT NULL OR o.ok = 0"
                                        " ORDER BY l.source, l.locator"));
}

Result<std::vector<LocationRecord>> PlaceLedger::AttachmentsOfAnyDepth(Place place) {
  // Every locator that begins with the mark behind the parent's: '>' follows '='.
  const std::string begin = AttachmentLocator(place.locator, "");
  std::string end = begin;
  end.back() = '>';
  return AllLocations(database_.Query(
      std::string(kLocationSelect) + "WHERE l.source = ?1 AND l.locator >= ?2 AND l.locator < ?3"
                                     " ORDER BY l.locator",
      place.source, begin, end));
}

Result<std::vector<LocationRecord>> PlaceLedger::Attachments(Place place) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto attached, AttachmentsOfAnyDepth(place));
  std::erase_if(attached, [&](const LocationRecord& record) {
    return ParseAttachmentLocator(record.locator)->parent != place.locator;
  });
  return attached;
}

Status PlaceLedger::SettleAttachments(Place place, const std::vector<std::string>& kept) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto attached, AttachmentsOfAnyDepth(place));
  for (const LocationRecord& record : attached) {
    const bool stays = std::any_of(kept.begin(), kept.end(), [&](const std::string& locator) {
      return record.locator == locator ||
             record.locator.starts_with(AttachmentLocator(locator, ""));
    });
    if (stays) continue;
    const Place gone{record.source, record.locator};
    SCRUTINEER_ASSIGN_OR_RETURN(
        const auto paper_id,
        database_.Number("SELECT id FROM papers WHERE source = ?1 AND locator = ?2", gone.source,
                         gone.locator));
    if (paper_id) SCRUTINEER_RETURN_IF_ERROR(ReleaseCurrent(gone, *paper_id, ""));
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "DELETE FROM locations WHERE source = ?1 AND locator = ?2", gone.source, gone.locator));
  }
  return {};
}

Result<std::optional<std::int64_t>> PlaceLedger::FindVersion(std::string_view sha256) {
  return database_.Number("SELECT id FROM versions WHERE sha256 = ?1", sha256);
}

Result<std::optional<std::int64_t>> PlaceLedger::LastVersionAt(Place place) {
  return database_.Number(
      "SELECT v.id FROM papers p JOIN versions v ON v.paper_id = p.id"
      " WHERE p.source = ?1 AND p.locator = ?2 ORDER BY v.is_current DESC, v.id DESC LIMIT 1",
      place.source, place.locator);
}

Result<std::int64_t> PlaceLedger::PaperAt(Place place) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto known, database_.Number("SELECT id FROM papers WHERE source = ?1 AND locator = ?2",
                                         place.source, place.locator));
  if (known) return *known;
  std::optional<std::int64_t> parent;
  if (const auto attachment = ParseAttachmentLocator(place.locator)) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        parent, database_.Number("SELECT id FROM papers WHERE source = ?1 AND locator = ?2",
                                 place.source, attachment->parent));
  }
  SCRUTINEER_RETURN_IF_ERROR(
      database_.Run("INSERT INTO papers (source, locator, attached_to) VALUES (?1, ?2, ?3)",
                    place.source, place.locator, parent));
  return database_.last_insert_id();
}

Status PlaceLedger::ReleaseCurrent(Place place, std::int64_t paper_id, std::string_view sha256) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Query("SELECT v.id, l.source, l.locator FROM versions v LEFT JOIN locations l"
                      " ON l.sha256 = v.sha256 AND NOT (l.source = ?3 AND l.locator = ?4)"
                      " WHERE v.paper_id = ?1 AND v.is_current AND v.sha256 <> ?2"
                      " ORDER BY l.id LIMIT 1",
                      paper_id, sha256, place.source, place.locator));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool released, row.Step());
  if (!released) return {};
  const std::int64_t version_id = row.Int64(0);
  if (row.IsNull(1)) {
    return database_.Run("UPDATE versions SET is_current = 0 WHERE id = ?1", version_id);
  }
  const std::string source = row.String(1);
  const std::string locator = row.String(2);
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t heir, PaperAt({source, locator}));
  return database_.Run("UPDATE versions SET paper_id = ?2 WHERE id = ?1", version_id, heir);
}

Status PlaceLedger::SettleCurrent(Place place, std::string_view sha256) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto paper_id,
      database_.Number("SELECT id FROM papers WHERE source = ?1 AND locator = ?2", place.source,
                       place.locator));
  if (paper_id) SCRUTINEER_RETURN_IF_ERROR(ReleaseCurrent(place, *paper_id, sha256));
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto returning,
      database_.Number("SELECT id FROM versions WHERE sha256 = ?1 AND NOT is_current", sha256));
  if (!returning) return {};
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t owner, PaperAt(place));
  return database_.Run("UPDATE versions SET is_current = 1, paper_id = ?2 WHERE id = ?1",
                       *returning, owner);
}

Status PlaceLedger::RecordLocation(Place place, std::string_view sha256,
                                   const std::optional<FileStamp>& stamp) {
  using Number = std::optional<std::int64_t>;
  return database_.Run(
      "INSERT INTO locations (source, locator, sha256, stamp_size_bytes, stamp_modified_ns,"
      " stamp_changed_ns, stamp_inode, first_seen_at, last_seen_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)"
      " ON CONFLICT (source, locator) DO UPDATE SET sha256 = excluded.sha256,"
      " stamp_size_bytes = excluded.stamp_size_bytes,"
      " stamp_modified_ns = excluded.stamp_modified_ns,"
      " stamp_changed_ns = excluded.stamp_changed_ns, stamp_inode = excluded.stamp_inode,"
      " last_seen_at = excluded.last_seen_at, unread_code = NULL, unread_reason = NULL,"
      " unread_stage_version = NULL, unread_attempts = NULL",
      place.source, place.locator, sha256, stamp ? Number(stamp->size_bytes) : Number(),
      stamp ? Number(stamp->modified_ns) : Number(), stamp ? Number(stamp->changed_ns) : Number(),
      stamp ? Number(static_cast<std::int64_t>(stamp->inode)) : Number(),
      InstantToText(clock_.Now()));
}

Status PlaceLedger::RecordUnreadable(const FailedPaper& paper) {
  const Place place{paper.source, paper.locator};
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto attempts,
      database_.Number("SELECT unread_attempts FROM locations WHERE source = ?1 AND locator = ?2"
                       " AND unread_stage_version = ?3",
                       place.source, place.locator, paper.stage_version));
  SCRUTINEER_RETURN_IF_ERROR(RecordLocation(place, "", paper.stamp));
  return database_.Run(
      "UPDATE locations SET unread_code = ?3, unread_reason = ?4, unread_stage_version = ?5,"
      " unread_attempts = ?6 WHERE source = ?1 AND locator = ?2",
      place.source, place.locator, ErrorCodeName(paper.error.code), paper.error.message,
      paper.stage_version, attempts.value_or(0) + 1);
}

Status PlaceLedger::RecordOutcome(Place place, std::string_view sha256, std::int64_t size_bytes,
                                  std::string_view stage_version, const Error* error) {
  return database_.Run(
      "INSERT INTO outcomes (sha256, ok, code, reason, stage_version, attempts, happened_at,"
      " size_bytes, first_source, first_locator) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9)"
      " ON CONFLICT (sha256) DO UPDATE SET ok = excluded.ok, code = excluded.code,"
      " reason = excluded.reason, happened_at = excluded.happened_at,"
      " attempts = CASE stage_version WHEN excluded.stage_version THEN attempts + 1 ELSE 1 END,"
      " stage_version = excluded.stage_version",
      sha256, error == nullptr, error == nullptr ? "" : ErrorCodeName(error->code),
      error == nullptr ? std::string() : error->message, stage_version, InstantToText(clock_.Now()),
      size_bytes, place.source, place.locator);
}

}  // namespace scrutineer::corpus

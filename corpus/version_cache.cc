#include "corpus/version_cache.h"

#include <fmt/format.h>

#include <utility>

#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

// Some half a kilobyte each.
constexpr std::size_t kMostVersions = 2'000;

}  // namespace

Result<const ShownVersion*> VersionCache::Of(std::int64_t version_id) {
  if (const auto known = versions_.find(version_id); known != versions_.end()) {
    return &known->second;
  }
  static const std::string kSql = fmt::format(
      "SELECT {}, v.sha256, v.is_current, v.fetched_at, EXISTS (SELECT 1 FROM sections s WHERE "
      "s.version_id = v.id"
      " AND s.kind IN ('item', 'report'))"
      " FROM versions v JOIN papers p ON p.id = v.paper_id WHERE v.id = ?1",
      kPaperColumns);
  SCRUTINEER_ASSIGN_OR_RETURN(Statement row, database_.Query(kSql, version_id));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) {
    return Fail(ErrorCode::kCorrupt,
                fmt::format("pages name version {}, which is not stored (run `scrutineer doctor`)",
                            version_id),
                database_.file().string());
  }
  if (versions_.size() == kMostVersions) versions_.clear();
  ShownVersion version{ReadPaperColumns(row, 0), row.String(kPaperColumnCount),
                       row.Int64(kPaperColumnCount + 1) != 0,
                       InstantFromText(row.Text(kPaperColumnCount + 2)),
                       row.Int64(kPaperColumnCount + 3) != 0};
  return &versions_.emplace(version_id, std::move(version)).first->second;
}

}  // namespace scrutineer::corpus

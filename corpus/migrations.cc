#include "corpus/migrations.h"

#include <fmt/format.h>

#include "corpus/schema.h"

namespace scrutineer::corpus {
namespace {

// "Scrt", in the file's header, so that `file` and we can tell it from other SQLite databases.
constexpr std::int64_t kApplicationId = 0x53637274;

Result<std::int64_t> NumberOf(Database& database, const char* sql) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto number, database.Number(sql));
  return number.value_or(0);
}

// The version of the schema, after the refusals that need no knowledge of what it should be.
Result<std::int64_t> VersionOf(Database& database, std::int64_t newest) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t application,
                              NumberOf(database, "PRAGMA application_id"));
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t version,
                              NumberOf(database, "PRAGMA user_version"));
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t tables,
                              NumberOf(database, "SELECT count(*) FROM sqlite_schema"));
  const bool is_new = application == 0 && version == 0 && tables == 0;
  if (!is_new && application != kApplicationId) {
    return Fail(ErrorCode::kCorrupt,
                "this database belongs to another program (choose another data folder with --data)",
                database.file().string());
  }
  if (version > newest) {
    return Fail(ErrorCode::kSchemaTooNew,
                fmt::format("the database has schema version {}, this program knows up to {} "
                            "(install the newer Scrutineer that wrote it)",
                            version, newest),
                database.file().string());
  }
  return version;
}

Status Apply(Database& database, const Migration& migration, std::int64_t version) {
  SCRUTINEER_RETURN_IF_ERROR(database.Execute(migration.sql));
  return database.Execute(
      fmt::format("PRAGMA application_id={}; PRAGMA user_version={};", kApplicationId, version));
}

}  // namespace

std::span<const Migration> AllMigrations() { return kMigrations; }

Status Migrate(Database& database, std::span<const Migration> migrations) {
  const auto newest = static_cast<std::int64_t>(migrations.size());
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(std::int64_t version, VersionOf(database, newest));
    if (version == newest) return {};
    SCRUTINEER_RETURN_IF_ERROR(database.Begin());
    // Another process may have taken the step while this one waited for the lock.
    auto locked_version = VersionOf(database, newest);
    Status applied;
    if (!locked_version) {
      applied = tl::unexpected(std::move(locked_version).error());
    } else if (*locked_version < newest) {
      applied = Apply(database, migrations[static_cast<std::size_t>(*locked_version)],
                      *locked_version + 1);
    }
    if (applied) applied = database.Commit();
    if (!applied) {
      database.Rollback();
      return applied;
    }
  }
}

Status CheckSchema(Database& database, std::span<const Migration> migrations) {
  const auto newest = static_cast<std::int64_t>(migrations.size());
  SCRUTINEER_ASSIGN_OR_RETURN(const std::int64_t version, VersionOf(database, newest));
  if (version == newest) return {};
  if (version == 0) {
    return Fail(ErrorCode::kNotFound, "nothing is stored here yet (run `scrutineer ingest` first)",
                database.file().string());
  }
  return Fail(ErrorCode::kReadOnly,
              fmt::format("the database has schema version {} and must be brought to {} first (run "
                          "`scrutineer ingest` or `scrutineer run` as the user who owns it)",
                          version, newest),
              database.file().string());
}

}  // namespace scrutineer::corpus

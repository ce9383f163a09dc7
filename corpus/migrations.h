#ifndef SCRUTINEER_CORPUS_MIGRATIONS_H_
#define SCRUTINEER_CORPUS_MIGRATIONS_H_

#include <span>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// One step forward of the schema. Step i leads from version i to version i + 1. A step that has
// been released never changes: what it got wrong, the next one mends.
struct Migration {
  const char* what;  // "papers, pages and mentions"
  const char* sql;
};

// All steps, in order; their number is the schema's version.
std::span<const Migration> AllMigrations();

// Brings the schema from its version (PRAGMA user_version; a new file has 0) to the last one. Each
// step is a transaction together with its number, so a process that dies goes on where it was.
// Errors: kSchemaTooNew, naming both versions; kCorrupt where the file belongs to another program;
// otherwise the database's own.
Status Migrate(Database& database, std::span<const Migration> migrations);

// For a database that is only read: the same refusals, and kReadOnly where a step is missing.
// kNotFound where nothing was ever stored.
Status CheckSchema(Database& database, std::span<const Migration> migrations);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_MIGRATIONS_H_

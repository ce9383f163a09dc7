#ifndef SCRUTINEER_CORPUS_FTS5_API_H_
#define SCRUTINEER_CORPUS_FTS5_API_H_

struct sqlite3;
struct fts5_api;

namespace scrutineer::corpus {

// The connection's FTS5 extension interface (https://sqlite.org/fts5.html#extending_fts5); null
// where SQLite was built without FTS5.
fts5_api* FindFts5Api(sqlite3* connection);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_FTS5_API_H_

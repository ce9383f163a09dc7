#include "tests/corpus/corpus_fixture.h"

#include <sqlite3.h>

namespace scrutineer::corpus {

std::vector<std::string> SqlRows(CorpusFixture& fixture, const std::string& query) {
  Ok(fixture.papers().Commit());
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open_v2((fixture.folder() / "scrutineer.db").c_str(), &database,
                          SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  std::vector<std::string> rows;
  const auto add = [](void* to, int count, char** cells, char**) {
    std::string row;
    for (int i = 0; i < count; ++i) {
      if (i > 0) row += '|';
      row += cells[i] != nullptr ? cells[i] : "-";
    }
    static_cast<std::vector<std::string>*>(to)->push_back(row);
    return 0;
  };
  const int code = sqlite3_exec(database, query.c_str(), add, &rows, nullptr);
  INFO(query << ": " << sqlite3_errmsg(database));
  REQUIRE(code == SQLITE_OK);
  sqlite3_close(database);
  return rows;
}

}  // namespace scrutineer::corpus

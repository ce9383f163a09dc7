// Whatever is typed as a query either is refused by ParseQuery or is taken by FTS5.

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "corpus/query.h"
#include "corpus/query_match.h"
#include "pipeline/base/utf8.h"

namespace {

sqlite3_stmt* MakeSearch() {
  sqlite3* database = nullptr;
  sqlite3_stmt* search = nullptr;
  constexpr const char* kTable =
      "CREATE VIRTUAL TABLE f USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2');"
      "INSERT INTO f VALUES ('the contract for extra care was awarded')";
  if (sqlite3_open(":memory:", &database) != SQLITE_OK ||
      sqlite3_exec(database, kTable, nullptr, nullptr, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(database, "SELECT rowid FROM f WHERE f MATCH ?1", -1, &search, nullptr) !=
          SQLITE_OK) {
    std::abort();
  }
  return search;
}

void Search(sqlite3_stmt* search, const std::string& match) {
  sqlite3_bind_text(search, 1, match.data(), static_cast<int>(match.size()), SQLITE_STATIC);
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(search);
  if (code != SQLITE_DONE) std::abort();
  sqlite3_reset(search);
}

// Each part of the tree that FTS5 answers alone.
void SearchTexts(sqlite3_stmt* search, const scrutineer::corpus::QueryNode& node) {
  if (scrutineer::corpus::IsTextOnly(node)) {
    return Search(search, scrutineer::corpus::MatchExpression(node));
  }
  for (const auto& child : node.children) SearchTexts(search, child);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static sqlite3_stmt* const search = MakeSearch();
  const auto query = scrutineer::corpus::ParseQuery({reinterpret_cast<const char*>(data), size});
  if (!query) {
    if (query.error().code != scrutineer::ErrorCode::kQuery) std::abort();
    if (scrutineer::FirstInvalidUtf8(query.error().message)) std::abort();
    return 0;
  }
  SearchTexts(search, query->root);
  const std::string shown =
      scrutineer::corpus::MatchAny(scrutineer::corpus::PositiveTexts(query->root));
  if (!shown.empty()) Search(search, shown);
  return 0;
}

#include "corpus/match_finder.h"

#include <sqlite3.h>

#include "corpus/fts5_api.h"
#include "corpus/token_match.h"

namespace scrutineer::corpus {
namespace {

constexpr const char* kMatchesType = "scrutineer matches";

// The auxiliary function find_matches(pages_fts, pointer to a vector): sets it to the matches
// of the current row, and gives NULL.
void FindMatches(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int count,
                 sqlite3_value** values) {
  auto* list =
      count == 1
          ? static_cast<std::vector<TextMatch>*>(sqlite3_value_pointer(values[0], kMatchesType))
          : nullptr;
  if (list == nullptr) return sqlite3_result_error_code(result, SQLITE_MISUSE);
  std::vector<TokenMatch> matches;
  const char* text = nullptr;
  int size = 0;
  int code = AddTokenMatches(api, row, matches);
  if (code == SQLITE_OK) code = api->xColumnText(row, 0, &text, &size);
  if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
  *list = PlaceTokenMatches({text, static_cast<std::size_t>(size)}, matches);
}

}  // namespace

Status MatchFinder::Register() {
  if (is_registered_) return {};
  fts5_api* api = FindFts5Api(database_.handle());
  const int code = api == nullptr ? SQLITE_ERROR
                                  : api->xCreateFunction(api, "find_matches", /*pUserData=*/nullptr,
                                                         &FindMatches, /*xDestroy=*/nullptr);
  if (code != SQLITE_OK) return Fail(database_.MakeError(code));
  is_registered_ = true;
  return {};
}

Result<std::vector<TextMatch>> MatchFinder::Find(std::int64_t page_id, const std::string& match) {
  SCRUTINEER_RETURN_IF_ERROR(Register());
  std::vector<TextMatch> found;
  SCRUTINEER_ASSIGN_OR_RETURN(Statement row,
                              database_.Query("SELECT find_matches(pages_fts, ?3) FROM pages_fts"
                                              " WHERE pages_fts MATCH ?2 AND rowid = ?1",
                                              page_id, match));
  row.BindPointer(3, &found, kMatchesType);
  SCRUTINEER_RETURN_IF_ERROR(row.Run());
  return found;
}

}  // namespace scrutineer::corpus

#include "corpus/match_finder.h"

#include <sqlite3.h>

#include <algorithm>

#include "corpus/fts5_api.h"

namespace scrutineer::corpus {
namespace {

int AddTokenSpan(void* context, int /*flags*/, const char* /*token*/, int /*size*/, int begin,
                 int end) {
  static_cast<std::vector<ByteSpan>*>(context)->push_back(
      {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  return SQLITE_OK;
}

constexpr const char* kMatchesType = "scrutineer matches";

// The auxiliary function find_matches(pages_fts, pointer to a vector): adds to it the matches of
// the current row, and gives NULL.
void FindMatches(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int count,
                 sqlite3_value** values) {
  auto* list =
      count == 1
          ? static_cast<std::vector<TextMatch>*>(sqlite3_value_pointer(values[0], kMatchesType))
          : nullptr;
  if (list == nullptr) return sqlite3_result_error_code(result, SQLITE_MISUSE);
  std::vector<TextMatch>& matches = *list;
  const char* text = nullptr;
  int size = 0;
  int instances = 0;
  std::vector<ByteSpan> tokens;
  int code = api->xColumnText(row, 0, &text, &size);
  if (code == SQLITE_OK) code = api->xTokenize(row, text, size, &tokens, &AddTokenSpan);
  if (code == SQLITE_OK) code = api->xInstCount(row, &instances);
  for (int i = 0; code == SQLITE_OK && i < instances; ++i) {
    int phrase = 0;
    int column = 0;
    int first = 0;
    code = api->xInst(row, i, &phrase, &column, &first);
    const int last = first + api->xPhraseSize(row, phrase) - 1;
    if (first < 0 || last < first || static_cast<std::size_t>(last) >= tokens.size()) continue;
    matches.push_back({{tokens[static_cast<std::size_t>(first)].begin,
                        tokens[static_cast<std::size_t>(last)].end},
                       phrase});
  }
  if (code != SQLITE_OK) sqlite3_result_error_code(result, code);
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
  std::sort(found.begin(), found.end(),
            [](const TextMatch& a, const TextMatch& b) { return a.span < b.span; });
  return found;
}

}  // namespace scrutineer::corpus

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

// The auxiliary function: fills the finder's matches for the current row, and gives NULL.
void FindMatches(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result,
                 int /*count*/, sqlite3_value** /*values*/) {
  auto& matches = *static_cast<std::vector<TextMatch>*>(api->xUserData(row));
  const char* text = nullptr;
  int size = 0;
  int count = 0;
  std::vector<ByteSpan> tokens;
  int code = api->xColumnText(row, 0, &text, &size);
  if (code == SQLITE_OK) code = api->xTokenize(row, text, size, &tokens, &AddTokenSpan);
  if (code == SQLITE_OK) code = api->xInstCount(row, &count);
  for (int i = 0; code == SQLITE_OK && i < count; ++i) {
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
                                  : api->xCreateFunction(api, "find_matches", &matches_,
                                                         &FindMatches, /*xDestroy=*/nullptr);
  if (code != SQLITE_OK) return Fail(database_.MakeError(code));
  is_registered_ = true;
  return {};
}

Result<std::vector<TextMatch>> MatchFinder::Find(std::int64_t page_id, const std::string& match) {
  SCRUTINEER_RETURN_IF_ERROR(Register());
  matches_.clear();
  SCRUTINEER_RETURN_IF_ERROR(database_.Run(
      "SELECT find_matches(pages_fts) FROM pages_fts WHERE pages_fts MATCH ?2 AND rowid = ?1",
      page_id, match));
  std::vector<TextMatch> found = std::move(matches_);
  matches_.clear();
  std::sort(found.begin(), found.end(),
            [](const TextMatch& a, const TextMatch& b) { return a.span < b.span; });
  return found;
}

}  // namespace scrutineer::corpus

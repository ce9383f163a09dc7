#include "corpus/token_match.h"

#include <sqlite3.h>

#include <algorithm>

#include "corpus/fts_tokenizer.h"

namespace scrutineer::corpus {

int AddTokenMatches(const Fts5ExtensionApi* api, Fts5Context* row,
                    std::vector<TokenMatch>& matches) {
  int instances = 0;
  int code = api->xInstCount(row, &instances);
  for (int i = 0; code == SQLITE_OK && i < instances; ++i) {
    TokenMatch match;
    int column = 0;
    code = api->xInst(row, i, &match.phrase, &column, &match.first);
    match.last = match.first + api->xPhraseSize(row, match.phrase) - 1;
    matches.push_back(match);
  }
  return code;
}

std::vector<TextMatch> PlaceTokenMatches(std::string_view text,
                                         const std::vector<TokenMatch>& matches) {
  // What stands behind the last match need not be cut into words.
  std::size_t count = 0;
  for (const TokenMatch& match : matches) {
    if (match.last >= 0) count = std::max(count, static_cast<std::size_t>(match.last) + 1);
  }
  const std::vector<ByteSpan> tokens = TokenSpans(text, count);
  std::vector<TextMatch> placed;
  for (const TokenMatch& match : matches) {
    if (match.first < 0 || match.last < match.first) continue;
    if (static_cast<std::size_t>(match.last) >= tokens.size()) continue;
    placed.push_back({{tokens[static_cast<std::size_t>(match.first)].begin,
                       tokens[static_cast<std::size_t>(match.last)].end},
                      match.phrase});
  }
  std::sort(placed.begin(), placed.end(),
            [](const TextMatch& a, const TextMatch& b) { return a.span < b.span; });
  return placed;
}

}  // namespace scrutineer::corpus

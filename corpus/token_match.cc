#include "corpus/token_match.h"

#include <sqlite3.h>

#include <algorithm>
#include <map>

#include "corpus/token_finder.h"

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
  std::map<std::size_t, ByteSpan> tokens;  // that begin or end a match
  for (const TokenMatch& match : matches) {
    if (match.first < 0 || match.last < match.first) continue;
    tokens.try_emplace(static_cast<std::size_t>(match.first));
    tokens.try_emplace(static_cast<std::size_t>(match.last));
  }
  TokenFinder finder(text);
  for (auto& [number, span] : tokens) {
    const auto found = finder.Find(number);
    if (!found) break;
    span = *found;
  }
  std::vector<TextMatch> placed;
  for (const TokenMatch& match : matches) {
    const auto first = tokens.find(static_cast<std::size_t>(match.first));
    const auto last = tokens.find(static_cast<std::size_t>(match.last));
    // An index that does not agree with the text is no reason to show nothing.
    if (first == tokens.end() || last == tokens.end()) continue;
    if (match.last < match.first || last->second.empty()) continue;
    placed.push_back({{first->second.begin, last->second.end}, match.phrase});
  }
  std::sort(placed.begin(), placed.end(),
            [](const TextMatch& a, const TextMatch& b) { return a.span < b.span; });
  return placed;
}

}  // namespace scrutineer::corpus

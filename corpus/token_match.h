#ifndef SCRUTINEER_CORPUS_TOKEN_MATCH_H_
#define SCRUTINEER_CORPUS_TOKEN_MATCH_H_

#include <string_view>
#include <vector>

#include "corpus/passage.h"

struct Fts5Context;
struct Fts5ExtensionApi;

namespace scrutineer::corpus {

// Where a phrase of a query matches, as the index knows it: words of the page, counted from 0, both
// inclusive.
struct TokenMatch {
  int first = 0;
  int last = 0;
  int phrase = 0;
};

// Adds the matches of FTS5's current row. Returns SQLite's code.
int AddTokenMatches(const Fts5ExtensionApi* api, Fts5Context* row,
                    std::vector<TokenMatch>& matches);

// The same as bytes of the page's text, by place.
std::vector<TextMatch> PlaceTokenMatches(std::string_view text,
                                         const std::vector<TokenMatch>& matches);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_TOKEN_MATCH_H_

#ifndef SCRUTINEER_TESTS_CORPUS_SEARCH_CORPUS_H_
#define SCRUTINEER_TESTS_CORPUS_SEARCH_CORPUS_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {

using Places = std::vector<std::string>;  // "locator#page"

inline SearchRequest Ask(std::string_view query) {
  SearchRequest request;
  if (!query.empty()) request.query = Get(ParseQuery(query));
  return request;
}

inline Places PlacesOf(const SearchResult& result) {
  Places places;
  for (const SearchHit& hit : result.hits) {
    places.push_back(hit.paper.locator + "#" + std::to_string(hit.page_number));
  }
  return places;
}

inline Places Sorted(Places places) {
  std::sort(places.begin(), places.end());
  return places;
}

inline std::string Highlighted(const SearchHit& hit) {
  std::string words;
  for (const ByteSpan span : hit.highlights) {
    if (!words.empty()) words += "|";
    words += span.Of(hit.snippet);
  }
  return words;
}

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_TESTS_CORPUS_SEARCH_CORPUS_H_

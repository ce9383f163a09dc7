#ifndef SCRUTINEER_CORPUS_SEARCH_CURSOR_H_
#define SCRUTINEER_CORPUS_SEARCH_CURSOR_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/searcher.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// A page among those found, and what it is ordered by.
struct RankedPage {
  std::int64_t page_id = 0;
  double score = 0;  // 0 in orders by date
};

// Whether `a` comes before `b`. Strict and total: two pages are never equal.
bool ComesBefore(SearchOrder order, const RankedPage& a, const RankedPage& b);

// What tells searches apart of which one's cursor must not go on with another's pages: the query,
// the filter, the order, the grouping, the folding.
std::string SearchFingerprint(const SearchRequest& request);

// A cursor stands behind one page of an order. It is base64url of
//
//   byte 0        version of this format: 1
//   byte 1        order, as SearchOrder
//   bytes 2-9     the first 8 bytes of the search's fingerprint
//   bytes 10-17   the page's score: IEEE 754, most significant byte first
//   bytes 18-25   the page's id, most significant byte first
std::string EncodeCursor(const SearchRequest& request, const RankedPage& last);
// Errors: kUsage where the text is no cursor, or one of another search.
Result<RankedPage> DecodeCursor(const SearchRequest& request, std::string_view cursor);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SEARCH_CURSOR_H_

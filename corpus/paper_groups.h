#ifndef SCRUTINEER_CORPUS_PAPER_GROUPS_H_
#define SCRUTINEER_CORPUS_PAPER_GROUPS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "corpus/search_cursor.h"
#include "corpus/searcher.h"

namespace scrutineer::corpus {

struct GroupedPages {
  std::vector<RankedPage> pages;   // to show, paper by paper
  std::vector<PaperGroup> groups;  // over `pages`
  std::int64_t papers = 0;         // in all
  bool more = false;               // papers follow those shown
};

// Pages by paper (by version, where replaced ones are searched, too): papers in the order of their
// best pages, of each the best request.pages_of_paper. limit, offset and the cursor count papers.
// REQUIRES: `pages` are all pages found, but for folded ones, sorted by `order`.
GroupedPages GroupByPaper(const std::vector<RankedPage>& pages, const SearchRequest& request,
                          SearchOrder order, const std::optional<RankedPage>& after);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PAPER_GROUPS_H_

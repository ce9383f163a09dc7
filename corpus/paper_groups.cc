#include "corpus/paper_groups.h"

#include <algorithm>
#include <unordered_map>

#include "corpus/page_id.h"

namespace scrutineer::corpus {

GroupedPages GroupByPaper(const std::vector<RankedPage>& pages, const SearchRequest& request,
                          SearchOrder order, const std::optional<RankedPage>& after) {
  struct FoundPaper {
    std::vector<RankedPage> best;
    std::int64_t pages = 0;
  };
  std::vector<FoundPaper> papers;
  std::unordered_map<std::int64_t, std::size_t> by_version;
  for (const RankedPage& page : pages) {
    const auto [entry, is_new] =
        by_version.try_emplace(DecodePageId(page.page_id).version_id, papers.size());
    if (is_new) papers.emplace_back();
    FoundPaper& paper = papers[entry->second];
    ++paper.pages;
    if (paper.best.size() < static_cast<std::size_t>(request.pages_of_paper)) {
      paper.best.push_back(page);
    }
  }
  GroupedPages grouped;
  grouped.papers = static_cast<std::int64_t>(papers.size());
  std::size_t first = 0;
  if (after) {
    while (first < papers.size() && !ComesBefore(order, *after, papers[first].best[0])) ++first;
  }
  first = std::min(first + static_cast<std::size_t>(std::max(request.offset, 0)), papers.size());
  const std::size_t last =
      std::min(first + static_cast<std::size_t>(std::max(request.limit, 0)), papers.size());
  for (std::size_t i = first; i < last; ++i) {
    grouped.groups.push_back({grouped.pages.size(), papers[i].best.size(), papers[i].pages});
    grouped.pages.insert(grouped.pages.end(), papers[i].best.begin(), papers[i].best.end());
  }
  grouped.more = last < papers.size();
  return grouped;
}

}  // namespace scrutineer::corpus

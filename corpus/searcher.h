#ifndef SCRUTINEER_CORPUS_SEARCHER_H_
#define SCRUTINEER_CORPUS_SEARCHER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/paper_store.h"
#include "corpus/query.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/base/result.h"
#include "pipeline/model/section.h"

namespace scrutineer::corpus {

// By date of the meeting, unknown dates last in both orders, and papers from page 1 on. Without a
// query kRelevance is kNewest.
enum class SearchOrder { kRelevance, kNewest, kOldest };

struct SearchRequest {
  std::optional<Query> query;  // unset: every page that passes the filter
  MentionFilter filter;        // a page passes when it bears each kind of mention asked for
  SearchOrder order = SearchOrder::kRelevance;
  int limit = 10;
  int offset = 0;
  bool all_versions = false;  // also versions that a later one replaced
};

// One page that answers.
struct SearchHit {
  Paper paper;
  std::string sha256;
  std::int64_t page_id = 0;
  int page_number = 0;
  int last_page = 0;  // on which words of the snippet are printed: the same or the next
  std::string page_label;
  // The agenda item or report under which the first words that matched stand, else the snippet.
  std::optional<EnclosingSection> under;
  std::optional<int> ocr_confidence;  // set where the text was read from the page's image
  std::string snippet;                // a passage of the page, verbatim
  // The words that matched, as bytes of `snippet`, in order; without a query the mentions that the
  // filter asks for.
  std::vector<ByteSpan> highlights;
  bool snippet_starts_page = false;  // nothing was left out before it
  bool snippet_ends_page = false;    // or after it
  double score = 0;                  // bm25, higher is better; 0 in orders by date
  std::vector<Tag> tags;             // on that page
};

struct SearchResult {
  std::vector<SearchHit> hits;
  std::int64_t total = 0;               // exact
  std::int64_t pages_without_text = 0;  // pages within the filter that no search can see
};

class Searcher {
 public:
  virtual ~Searcher() = default;
  // Errors: kQuery (also where a filter names an unknown provider or service, with near names).
  virtual Result<SearchResult> Search(const SearchRequest& request) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SEARCHER_H_

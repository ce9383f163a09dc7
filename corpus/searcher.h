#ifndef SCRUTINEER_CORPUS_SEARCHER_H_
#define SCRUTINEER_CORPUS_SEARCHER_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/paper_store.h"
#include "corpus/query.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"
#include "pipeline/model/hit_reference.h"
#include "pipeline/model/section.h"

namespace scrutineer::corpus {

// By date of the meeting, unknown dates last in both orders, and papers from page 1 on. Where the
// query has no words kRelevance is kNewest.
enum class SearchOrder : std::uint8_t { kRelevance, kNewest, kOldest };

// By what pages are counted.
enum class FacetName : std::uint8_t {
  kCouncil,
  kCommittee,
  kYear,
  kTag,
  kProvider,
  kService,
  kKind
};

std::string_view FacetNameOf(FacetName facet);  // "council", ...
std::optional<FacetName> FacetFromName(std::string_view name);
const std::vector<FacetName>& AllFacets();

// Ends a search that takes too long or is wanted no more.
struct SearchLimits {
  std::optional<std::chrono::milliseconds> time;  // kTimeLimit once it is over
  const std::atomic<bool>* stop = nullptr;        // kCancelled once it is set; may be null
};

// Which pages.
struct PageSelection {
  std::optional<Query> query;  // unset: every page that passes the filter
  MentionFilter filter;        // a page passes when it bears each kind of mention asked for
  bool all_versions = false;   // also versions that a later one replaced
  UnknownValues unknown_values = UnknownValues::kRefuse;  // in fields of the query
  SearchLimits limits;
};

struct SearchRequest : PageSelection {
  SearchOrder order = SearchOrder::kRelevance;
  int limit = 10;  // hits, or papers where they are grouped
  int offset = 0;
  std::string cursor;      // SearchResult::next_cursor of the page before; empty: from the first
  int pages_of_paper = 0;  // above 0: hits are grouped by paper, and so many shown of each
  // Pages that bear the same words but for a few (page_resemblance.h) are one hit.
  bool fold_duplicates = false;
  std::vector<FacetName> facets;  // what to count
  int facet_limit = 10;           // values to name of each, the most frequent first
};

// A page that bears the words of a hit, too.
struct DuplicatePage {
  Paper paper;
  std::string sha256;
  std::int64_t page_id = 0;
  int page_number = 0;
  std::optional<int> ocr_confidence;  // as SearchHit's
  // 1: the same words in the same order; else how alike both pages are, below 1.
  double resemblance = 1;
  // Set where a later version replaced this one, which then answers no search unless asked for:
  // when it was fetched.
  std::optional<Instant> fetched_at;
};

// Pages named of those behind one hit.
inline constexpr std::size_t kDuplicatesNamed = 20;

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
  // The words that matched, as bytes of `snippet`, in order; without words the mentions that the
  // query or the filter asks for.
  std::vector<ByteSpan> highlights;
  // From the first of them to the last, else the snippet: what a citation quotes.
  CharacterRange range;
  bool snippet_starts_page = false;  // nothing was left out before it
  bool snippet_ends_page = false;    // or after it
  double score = 0;                  // bm25, higher is better; 0 in orders by date
  std::vector<Tag> tags;             // on that page
  // Where pages are folded: others with its words, at most kDuplicatesNamed. First those that
  // answer, in the result's order, then those of versions that the hit's paper or one of theirs
  // replaced, the newest first.
  std::vector<DuplicatePage> also_in;
  std::int64_t also_in_total = 0;
};

// Hits of one paper among those of a result: `hits` of them from `first_hit` on.
struct PaperGroup {
  std::size_t first_hit = 0;
  std::size_t hits = 0;
  std::int64_t pages = 0;  // hits of the paper, shown or not
};

struct FacetValue {
  std::string value;       // as stored; of years "2024"
  std::int64_t pages = 0;  // found that have it
};

// Pages found, counted by one property. A page may have several tags, providers and services, and
// counts once for each.
struct Facet {
  FacetName name = FacetName::kCouncil;
  std::vector<FacetValue> values;  // the most frequent first, then by name
  std::int64_t distinct = 0;       // values there are, named or not
  std::int64_t pages_without = 0;  // found that have none
};

struct SearchResult {
  std::vector<SearchHit> hits;
  std::vector<PaperGroup> groups;       // in the order of their best pages; only where asked for
  std::int64_t total = 0;               // pages that answer, exact
  std::int64_t total_hits = 0;          // the same, folded ones once: what can be paged through
  std::optional<std::int64_t> papers;   // exact; set where hits are grouped
  std::int64_t pages_without_text = 0;  // pages within the filter that no search can see
  std::vector<Facet> facets;            // as asked for
  std::string next_cursor;              // of the hits behind these; empty: these are the last
};

enum class SeriesUnit : std::uint8_t { kMonth, kQuarter, kYear };

struct SeriesPoint {
  Date first_day;          // of the month, quarter or year
  std::int64_t pages = 0;  // found, of meetings in it
  std::int64_t papers = 0;
  std::int64_t mentions = 0;  // on those pages, of what the query asks for
};

struct Series {
  SeriesUnit unit = SeriesUnit::kMonth;
  std::vector<SeriesPoint> points;  // from the first to the last that has pages, without gaps
  std::int64_t total = 0;           // pages, with those of unknown date
  std::int64_t undated = 0;         // pages of unknown date, in no point
  // Whether fields of mentions are asked for; without, no mentions are counted.
  bool counts_mentions = false;
};

class Searcher {
 public:
  virtual ~Searcher() = default;
  // What one search gives is of one moment, whatever a writer does meanwhile. Errors: kQuery (also
  // where a field or filter names what the corpus does not know, with near names); kUsage for a
  // cursor that is none or belongs to another search; kTimeLimit; kCancelled.
  virtual Result<SearchResult> Search(const SearchRequest& request) = 0;
  // Pages found, by time of their meetings. Errors as Search's.
  virtual Result<Series> Count(const PageSelection& selection, SeriesUnit unit) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SEARCHER_H_

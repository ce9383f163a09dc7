#ifndef SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_
#define SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "corpus/duplicate_folder.h"
#include "corpus/hit_loader.h"
#include "corpus/match_finder.h"
#include "corpus/match_scanner.h"
#include "corpus/mention_table.h"
#include "corpus/page_directory.h"
#include "corpus/search_cursor.h"
#include "corpus/search_plan.h"
#include "corpus/searcher.h"
#include "corpus/section_table.h"
#include "corpus/sqlite_database.h"
#include "corpus/version_cache.h"
#include "corpus/write_batch.h"

namespace scrutineer::corpus {

class SqliteSearcher final : public Searcher {
 public:
  // Both must outlive the searcher.
  SqliteSearcher(Database& database, WriteBatch& batch)
      : database_(database),
        batch_(batch),
        mentions_(database, batch),
        matches_(database),
        directory_(database),
        versions_(database),
        scanner_(database, directory_),
        sections_(database),
        hits_(database, versions_, mentions_, matches_, sections_),
        duplicates_(database, versions_) {}
  SqliteSearcher(const SqliteSearcher&) = delete;
  SqliteSearcher& operator=(const SqliteSearcher&) = delete;

  Result<SearchResult> Search(const SearchRequest& request) override;
  Result<Series> Count(const PageSelection& selection, SeriesUnit unit) override;

 private:
  // Pages to show, in order, and whether more follow them.
  struct Shown {
    std::vector<RankedPage> pages;
    bool more = false;
    // Where they match the plan's expression, as far as that is known.
    std::unordered_map<std::int64_t, std::vector<TokenMatch>> matches;
  };

  // Does `work` within one snapshot and the limits.
  template <typename Work>
  auto Limited(const SearchLimits& limits, const Work& work) -> decltype(work());

  Result<SearchResult> Run(const SearchRequest& request);
  // All pages found, in no order; with scores where asked for.
  Result<MatchScanner::Found> Collect(const SearchPlan& plan, bool with_scores);
  Result<std::vector<RankedPage>> CollectByJoin(const SearchPlan& plan, bool with_scores);
  // Scores of pages that FTS5 does not lead to, by the words on them.
  Status AddScores(const SearchPlan& plan, std::vector<RankedPage>& pages);
  // Each sets the totals.
  Result<Shown> ShowFromAll(const SearchRequest& request, const SearchPlan& plan,
                            const std::optional<RankedPage>& after, DuplicateFolder& folder,
                            SearchResult& result);
  Result<Shown> ShowByDate(const SearchRequest& request, const SearchPlan& plan,
                           const std::optional<RankedPage>& after, SearchResult& result);
  Result<std::int64_t> PagesWithoutText(const SearchPlan& plan);

  Database& database_;
  WriteBatch& batch_;
  MentionTable mentions_;
  MatchFinder matches_;
  PageDirectory directory_;
  VersionCache versions_;
  MatchScanner scanner_;
  SectionTable sections_;
  HitLoader hits_;
  DuplicateLoader duplicates_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_

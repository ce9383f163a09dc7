#ifndef SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_
#define SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/filter_sql.h"
#include "corpus/match_finder.h"
#include "corpus/mention_table.h"
#include "corpus/searcher.h"
#include "corpus/section_table.h"
#include "corpus/sqlite_database.h"
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
        sections_(database) {}

  Result<SearchResult> Search(const SearchRequest& request) override;

 private:
  struct RankedPage {
    std::int64_t page_id = 0;
    double score = 0;
  };
  // The request as SQL: what stands after FROM, with its values.
  struct Plan {
    std::string match;  // empty: no query
    std::string from;
    SqlConditions conditions;
    std::size_t skip = 0;
    std::size_t take = 0;
  };

  Result<Plan> MakePlan(const SearchRequest& request);
  Result<SearchResult> Run(const SearchRequest& request);
  // Each sets the total, and gives the pages to show in order.
  Result<std::vector<RankedPage>> RankByRelevance(const Plan& plan, SearchResult& result);
  Result<std::vector<RankedPage>> RankByDate(const Plan& plan, SearchOrder order,
                                             SearchResult& result);
  Result<std::int64_t> PagesWithoutText(const SearchRequest& request);
  Result<SearchHit> LoadHit(const SearchRequest& request, const Plan& plan, RankedPage page);
  // Fills what the hit shows of the page; returns the bytes of `text` that it quotes.
  Result<ByteSpan> FillPassage(const SearchRequest& request, const Plan& plan,
                               std::string_view text, SearchHit& hit);

  Database& database_;
  WriteBatch& batch_;
  MentionTable mentions_;
  MatchFinder matches_;
  SectionTable sections_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_SEARCHER_H_

#ifndef SCRUTINEER_CORPUS_HIT_LOADER_H_
#define SCRUTINEER_CORPUS_HIT_LOADER_H_

#include <string_view>
#include <vector>

#include "corpus/match_finder.h"
#include "corpus/mention_table.h"
#include "corpus/search_cursor.h"
#include "corpus/search_plan.h"
#include "corpus/searcher.h"
#include "corpus/section_table.h"
#include "corpus/sqlite_database.h"
#include "corpus/token_match.h"
#include "corpus/version_cache.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Reads what a hit shows of its page.
class HitLoader {
 public:
  // All must outlive it.
  HitLoader(Database& database, VersionCache& versions, MentionTable& mentions,
            MatchFinder& matches, SectionTable& sections)
      : database_(database),
        versions_(versions),
        mentions_(mentions),
        matches_(matches),
        sections_(sections) {}

  // `matches`: where the page matches plan.highlight; null where that is not known yet. Error
  // kCorrupt where the index names a page that is not stored.
  Result<SearchHit> Load(const SearchPlan& plan, RankedPage page,
                         const std::vector<TokenMatch>* matches);

 private:
  // Fills what the hit shows of the page; returns the bytes of `text` that it quotes.
  Result<ByteSpan> FillPassage(const SearchPlan& plan, std::string_view text,
                               const std::vector<TokenMatch>* known, SearchHit& hit);

  Database& database_;
  VersionCache& versions_;
  MentionTable& mentions_;
  MatchFinder& matches_;
  SectionTable& sections_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_HIT_LOADER_H_

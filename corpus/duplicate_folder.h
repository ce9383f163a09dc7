#ifndef SCRUTINEER_CORPUS_DUPLICATE_FOLDER_H_
#define SCRUTINEER_CORPUS_DUPLICATE_FOLDER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "corpus/page_directory.h"
#include "corpus/search_cursor.h"
#include "corpus/searcher.h"
#include "corpus/sqlite_database.h"
#include "corpus/version_cache.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Folds the pages that one search found: of each group of duplicates the page that comes first
// stands for all, at its place. So an order of pages stays one, and a cursor behind a page of it
// leads to the same pages as ever.
class DuplicateFolder {
 public:
  // Both must outlive the folder.
  DuplicateFolder(Database& database, PageDirectory& directory)
      : database_(database), directory_(directory) {}

  // Takes out of `pages`, which may be in any order and stay in it, those that repeat one that
  // comes before them in `order`. With `by_paper` the page stands for its group whose paper comes
  // first, by its best page: so a report all of whose pages stand in a pack, too, is one paper with
  // all its hits, or none. REQUIRES: `pages` are all pages found, each once; the directory is
  // fresh. Called once.
  Status Fold(std::vector<RankedPage>& pages, SearchOrder order, bool by_paper);

  // Whether others repeat this page, found or not. REQUIRES: Fold was called, with the page.
  bool HasDuplicates(std::int64_t page_id) const;
  // What was taken out in favour of this page, in the order. REQUIRES: Fold was called.
  std::vector<RankedPage> Behind(std::int64_t page_id) const;

 private:
  // A page found that has duplicates, found or not.
  struct Member {
    std::int64_t group_number = 0;
    std::size_t index = 0;  // in the pages found
  };
  // One that was taken out.
  struct Repeat {
    std::int64_t group_number = 0;
    RankedPage page;
  };
  struct First {
    std::int64_t page_id = 0;
    std::int64_t group_number = 0;
  };

  bool Precedes(const RankedPage& a, const RankedPage& b) const;
  Result<std::vector<Member>> MembersAmong(const std::vector<RankedPage>& pages);
  Result<std::vector<Member>> LookUpEach(const std::vector<RankedPage>& pages);

  Database& database_;
  PageDirectory& directory_;
  SearchOrder order_ = SearchOrder::kRelevance;
  bool by_paper_ = false;
  std::unordered_map<std::int64_t, RankedPage> best_of_version_;  // only by paper
  std::vector<Repeat> repeats_;                                   // by group
  std::vector<First> firsts_;  // of groups with repeats, by page_id
};

// Reads what a hit shows of the pages behind it.
class DuplicateLoader {
 public:
  // Both must outlive the loader.
  DuplicateLoader(Database& database, VersionCache& versions)
      : database_(database), versions_(versions) {}

  // Which page a hit shows: the first, or a page behind it that is of the current version of the
  // same paper where the first is of one that was replaced. Its score stays the first's.
  Result<RankedPage> PageToShow(const RankedPage& first, std::span<const RankedPage> behind);

  // Sets `also_in` and `also_in_total` of the hit that shows `first` or a page behind it.
  Status AddOthers(const RankedPage& first, std::span<const RankedPage> behind, SearchHit& hit);

 private:
  Result<DuplicatePage> Load(std::int64_t page_id, std::string_view text_of_hit);
  // Pages of the group in versions of this paper that were replaced, the newest version first.
  Result<std::vector<std::int64_t>> InReplacedVersions(std::int64_t page_id, std::int64_t paper_id);

  Database& database_;
  VersionCache& versions_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_DUPLICATE_FOLDER_H_

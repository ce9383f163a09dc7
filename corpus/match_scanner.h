#ifndef SCRUTINEER_CORPUS_MATCH_SCANNER_H_
#define SCRUTINEER_CORPUS_MATCH_SCANNER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/page_directory.h"
#include "corpus/page_id.h"
#include "corpus/search_cursor.h"
#include "corpus/sqlite_database.h"
#include "corpus/token_match.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// State of one statement that scores pages; see MatchScanner::BindScores.
struct Scoring {
  const Database* database = nullptr;
  PageDirectory* directory = nullptr;
  std::int64_t pages = 0;  // in the index
  double average_words = 0;
  std::vector<double> rarity;  // inverse document frequency, by phrase; empty: not yet known
  std::optional<Error> error;  // why lengths could not be read, where that ended the statement
};

// Gives the pages that FTS5 finds, with the scores that its bm25() gives: the same formula with the
// same constants, but without looking up each page's length in a table of its own.
class MatchScanner {
 public:
  // Both must outlive the scanner.
  MatchScanner(Database& database, PageDirectory& directory)
      : database_(database), directory_(directory) {}

  struct Request {
    std::string match;  // from MatchExpression
    PageIdRange range;
    bool current_only = true;
    bool with_scores = true;  // higher is better; 0 without
  };
  struct Found {
    std::vector<RankedPage> pages;  // by ascending id
    // Of each page, where few pages are found; else empty.
    std::unordered_map<std::int64_t, std::vector<TokenMatch>> matches;
  };
  // All of them. A single word, prefix or phrase takes one pass through its list
  // of the index, whose length is its frequency, too. REQUIRES: the directory is fresh.
  Result<Found> Scan(const Request& request);

  // For SQL that joins the index with more: in what is prepared after Register,
  // page_score(pages_fts,
  // ?) gives the score of the current row. `scoring` is new for each run of a statement, and must
  // outlive it.
  Status Register();
  void BindScores(Statement& statement, int parameter, Scoring& scoring);

 private:
  Database& database_;
  PageDirectory& directory_;
  bool is_registered_ = false;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_MATCH_SCANNER_H_

#ifndef SCRUTINEER_PIPELINE_CLI_SEARCH_REQUEST_H_
#define SCRUTINEER_PIPELINE_CLI_SEARCH_REQUEST_H_

#include <optional>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/searcher.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/session.h"

namespace scrutineer::cli {

// What `search` was asked, as typed.
struct SearchFlags {
  std::vector<std::string> words;  // of the query
  std::string saved;               // name of a saved query
  FilterFlags filter;
  corpus::SearchOrder order = corpus::SearchOrder::kRelevance;
  int limit = 10;
  int offset = 0;
  std::string cursor;
  std::string group;  // "paper", or empty
  int pages_of_paper = 3;
  std::string facets;  // names parted by commas, or "all"
  int facet_limit = 10;
  std::optional<corpus::SeriesUnit> series;
  std::string svg_file;
  double time_limit_seconds = 0;  // 0: none
  bool all_versions = false;
  bool no_fold = false;
  Format format = Format::kText;

  // "-": queries come from standard input.
  bool from_stdin() const { return words.size() == 1 && words[0] == "-"; }
};

// The query of the command line's words. A field whose value the shell stripped of its quotation
// marks (council:"St Wulfram" becomes one word, council:St Wulfram) gets them back, where other
// words stand beside it.
std::string QueryOfWords(const std::vector<std::string>& words);

// The filters as fields of a query; empty for none.
std::string QueryOfFilters(const FilterFlags& flags);

// All but the query and the cursor. Errors: kUsage.
Result<corpus::SearchRequest> RequestOfFlags(const SearchFlags& flags, Session& session);

// The query: of the words, of the saved query, of both (pages that answer both), or none.
// Errors: kQuery, kNotFound.
Result<std::optional<corpus::Query>> QueryOfFlags(const SearchFlags& flags, corpus::Corpus& corpus);

// The template of links to pages: as configured, else the default. Error kConfiguration where it is
// faulty.
Result<std::string> LinkTemplateOf(Session& session);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_SEARCH_REQUEST_H_

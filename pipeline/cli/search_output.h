#ifndef SCRUTINEER_PIPELINE_CLI_SEARCH_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_SEARCH_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/searcher.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {

// What the printing of a result needs beside it.
struct SearchOutput {
  Format format = Format::kText;
  std::string link_template;       // see alerts::LinkTo
  int offset = 0;                  // hits (or papers) before the first
  std::vector<std::string> notes;  // of the query
};

void PrintResult(const corpus::SearchResult& result, const SearchOutput& output);
// The result as `--format json` and `search -` give it.
nlohmann::ordered_json ResultJson(const corpus::SearchResult& result, const SearchOutput& output);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_SEARCH_OUTPUT_H_

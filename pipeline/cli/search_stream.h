#ifndef SCRUTINEER_PIPELINE_CLI_SEARCH_STREAM_H_
#define SCRUTINEER_PIPELINE_CLI_SEARCH_STREAM_H_

#include <istream>

#include "corpus/corpus.h"
#include "corpus/searcher.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/search_output.h"

namespace scrutineer::cli {

// `search -`: each line of `queries` is a query, and is answered by one JSON object on a line of
// its own, in order and at once, so that a program may ask and read in turn. An object has "line"
// (from 1), "query", and either what `--format json` gives or "error"; a query that is wrong or
// takes too long ends nothing. Gives the exit code: 0 where a query found something, 1 where none
// did, 3 where one could not be answered. Errors: those of the database, which would meet every
// query.
Result<int> AnswerQueries(std::istream& queries, corpus::Corpus& corpus,
                          const corpus::SearchRequest& request, const SearchOutput& output);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_SEARCH_STREAM_H_

#include "pipeline/cli/search_stream.h"

#include <nlohmann/json.hpp>
#include <string>

#include "corpus/query.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/session.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

// Of one query rather than of all.
bool IsOfQuery(const Error& error) {
  return error.code == ErrorCode::kQuery || error.code == ErrorCode::kUsage ||
         error.code == ErrorCode::kTimeLimit;
}

}  // namespace

Result<int> AnswerQueries(std::istream& queries, corpus::Corpus& corpus,
                          const corpus::SearchRequest& request, const SearchOutput& output) {
  bool found_any = false;
  bool failed_any = false;
  std::string line;
  for (std::int64_t number = 1; std::getline(queries, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    Json answer;
    answer["line"] = number;
    answer["query"] = ReplaceInvalidUtf8(line);
    Result<corpus::SearchResult> result;
    SearchOutput with_notes = output;
    if (auto query = corpus::ParseQuery(line)) {
      corpus::SearchRequest one = request;
      with_notes.notes = query->notes;
      one.query = std::move(*query);
      result = corpus.searcher().Search(one);
    } else {
      result = Fail(std::move(query).error());
    }
    if (result) {
      found_any = found_any || result->total > 0;
      answer.update(ResultJson(*result, with_notes));
    } else if (IsOfQuery(result.error())) {
      failed_any = true;
      answer["error"] = {{"code", ErrorCodeName(result.error().code)},
                         {"message", ReplaceInvalidUtf8(result.error().message)}};
    } else {
      return Fail(std::move(result).error());
    }
    PrintJson(answer, Format::kJsonLines);
    SCRUTINEER_RETURN_IF_ERROR(FlushOutput());
  }
  if (failed_any) return kExitPartly;
  return found_any ? kExitDone : kExitNothing;
}

}  // namespace scrutineer::cli

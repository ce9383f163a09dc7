#ifndef SCRUTINEER_PIPELINE_CLI_FLAGS_H_
#define SCRUTINEER_PIPELINE_CLI_FLAGS_H_

#include <string>
#include <vector>

#include "corpus/paper_store.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/output.h"

namespace CLI {
class App;
}

namespace scrutineer::cli {

// The filters that search, papers and mentions have in common, as typed.
struct FilterFlags {
  std::vector<std::string> tags;
  std::vector<std::string> providers;
  std::vector<std::string> services;
  std::vector<std::string> rules;
  std::vector<std::string> councils;
  std::vector<std::string> committees;
  std::string since;
  std::string until;
};

// --council --committee --since --until.
void AddPaperFilters(CLI::App& command, FilterFlags& flags);
// Those, and --tag --provider --service --rule.
void AddMentionFilters(CLI::App& command, FilterFlags& flags);

// Errors: kUsage, naming the option and what it takes.
Result<corpus::PaperFilter> ToPaperFilter(const FilterFlags& flags);
Result<corpus::MentionFilter> ToMentionFilter(const FilterFlags& flags);

// --format with the formats that this command has, the first being the default.
void AddFormat(CLI::App& command, Format& format, const std::vector<std::string>& names);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_FLAGS_H_

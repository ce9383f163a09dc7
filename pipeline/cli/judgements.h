#ifndef SCRUTINEER_PIPELINE_CLI_JUDGEMENTS_H_
#define SCRUTINEER_PIPELINE_CLI_JUDGEMENTS_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "pipeline/base/result.h"
#include "pipeline/base/time.h"
#include "pipeline/ingest/backtest.h"

namespace scrutineer::cli {

// judgements.jsonl in the data folder: what people said of mentions, one labelled passage a line,
// as `rules eval` reads them. Lines are only ever added; of two on the same words and tag the later
// counts.
std::filesystem::path JudgementsFile(const std::filesystem::path& data_folder);

// What the file holds, without lines that a killed process left unfinished; line numbers stay.
// Errors: as ReadFile.
Result<std::string> ReadJudgements(const std::filesystem::path& data_folder);

// The id of the passage that a mention makes: from the paper's bytes, the page and the words'
// place.
std::string JudgementId(const ingest::BacktestHit& hit);

struct JudgedCount {
  std::int64_t right = 0;
  std::int64_t wrong = 0;
  double precision() const;
};

class Judgements {
 public:
  // Reads what is there; a missing file holds none. Errors as ParseGoldPassages.
  static Result<Judgements> Open(const std::filesystem::path& data_folder);

  bool Has(const ingest::BacktestHit& hit) const;
  // Durable when this returns.
  Status Add(const ingest::BacktestHit& hit, bool right, Instant when);
  // Of the judgements that count, by the rule whose mention was judged.
  const std::map<std::string, JudgedCount>& by_rule() const { return by_rule_; }

 private:
  std::filesystem::path file_;
  std::set<std::pair<std::string, Tag>> known_;
  std::map<std::string, JudgedCount> by_rule_;
};

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_JUDGEMENTS_H_

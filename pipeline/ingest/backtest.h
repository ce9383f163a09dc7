#ifndef SCRUTINEER_PIPELINE_INGEST_BACKTEST_H_
#define SCRUTINEER_PIPELINE_INGEST_BACKTEST_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer::ingest {

// One place where the rule would have fired.
struct BacktestHit {
  Paper paper;
  std::string sha256;  // of the paper's bytes
  int page_number = 0;
  Mention mention;
  std::string words;     // that the mention covers
  std::string sentence;  // around them
};

struct BacktestCount {
  std::int64_t mentions = 0;
  std::int64_t papers = 0;
};

struct BacktestOptions {
  std::string rule;  // its id
  corpus::PaperFilter filter;
  int sample = 10;
  std::uint64_t seed = 1;
  // Which hits may be in the sample; unset: all.
  std::function<bool(const BacktestHit&)> samples;
  // Told after each paper: how many are done, of how many.
  std::function<void(std::int64_t done, std::int64_t all)> progress;
  const std::atomic<bool>* stop = nullptr;  // may be null
};

struct BacktestReport {
  std::int64_t papers_seen = 0;
  std::int64_t pages_seen = 0;
  std::int64_t pages = 0;  // on which it fires
  BacktestCount all;
  // Keys are empty where a paper does not say.
  std::map<std::string, BacktestCount> by_month;  // "2024-03"
  std::map<std::string, BacktestCount> by_council;
  std::map<std::string, BacktestCount> by_committee;  // "Council, Committee"
  std::vector<BacktestHit> sample;                    // in the order of the papers
};

// How often a rule fires on the stored pages of all current papers, and a random sample of places,
// the same for the same seed, rules and corpus. Changes nothing. Memory does not grow with the
// corpus' text. Errors: those of the corpus; kCancelled.
Result<BacktestReport> Backtest(corpus::Corpus& corpus, const extractors::RuleSet& rules,
                                const BacktestOptions& options);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_BACKTEST_H_

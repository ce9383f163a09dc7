#ifndef SCRUTINEER_PIPELINE_CLI_BACKTEST_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_BACKTEST_OUTPUT_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "pipeline/cli/output.h"
#include "pipeline/ingest/backtest.h"

namespace scrutineer::cli {

// The counts and, unless it is shown one by one later, the sample. CSV has the counts only.
void PrintBacktest(const std::string& rule, const ingest::BacktestReport& report,
                   std::uint64_t seed, bool without_sample, Format format);

// One quote with its attributes and citation, as text.
void PrintHit(const ingest::BacktestHit& hit, std::size_t number);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_BACKTEST_OUTPUT_H_

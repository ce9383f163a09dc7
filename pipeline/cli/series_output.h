#ifndef SCRUTINEER_PIPELINE_CLI_SERIES_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_SERIES_OUTPUT_H_

#include <string>
#include <string_view>

#include "corpus/searcher.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {

// "2024-03", "2024-Q1", "2024".
std::string PointName(const corpus::SeriesPoint& point, corpus::SeriesUnit unit);

// Text: one line a month (quarter, year) with a bar; JSON, JSON lines and CSV: the counts.
void PrintSeries(const corpus::Series& series, Format format);

// The series as an SVG 1.1 document: a chart of bars with a title, which is `query` made harmless,
// and the same counts as text for those who cannot see it.
std::string SeriesSvg(const corpus::Series& series, std::string_view query);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_SERIES_OUTPUT_H_

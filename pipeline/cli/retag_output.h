#ifndef SCRUTINEER_PIPELINE_CLI_RETAG_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_RETAG_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>

#include "pipeline/ingest/retag.h"

namespace scrutineer::cli {

// What a retag came to: counts, and gains and losses by rule.
void PrintRetagReport(const ingest::RetagReport& report, bool dry_run);
nlohmann::ordered_json RetagJson(const ingest::RetagReport& report);

// One gained, lost or changed mention with its quote and citation.
void PrintNews(const ingest::MentionNews& news);
nlohmann::ordered_json NewsJson(const ingest::MentionNews& news);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_RETAG_OUTPUT_H_

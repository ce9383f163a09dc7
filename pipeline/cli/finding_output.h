#ifndef SCRUTINEER_PIPELINE_CLI_FINDING_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_FINDING_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>

#include "corpus/paper_store.h"

namespace scrutineer::cli {

// A finding for people: its statement, the quotes with their citations, and what was not seen.
void PrintFinding(const corpus::FindingRow& row);

// One finding as `findings --format jsonl` gives it; offsets count code points.
nlohmann::ordered_json FindingJson(const corpus::FindingRow& row);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_FINDING_OUTPUT_H_

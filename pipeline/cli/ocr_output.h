#ifndef SCRUTINEER_PIPELINE_CLI_OCR_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_OCR_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>

#include "corpus/ocr_ledger.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/session.h"
#include "pipeline/ingest/ocr_run.h"

namespace scrutineer::cli {

// As configured, without a budget; it shows its progress on standard error.
Result<ingest::OcrRunOptions> OcrOptionsOf(Session& session);

// Nothing where there was nothing to read.
void PrintOcrReport(const ingest::OcrReport& report);
nlohmann::ordered_json OcrReportJson(const ingest::OcrReport& report);

// The lines of `status`: how many pages were read, wait or failed, and which failed.
void PrintOcrState(const corpus::OcrCounts& counts,
                   const std::vector<corpus::FailedPage>& failures);
nlohmann::ordered_json OcrStateJson(const corpus::OcrCounts& counts,
                                    const std::vector<corpus::FailedPage>& failures);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_OCR_OUTPUT_H_

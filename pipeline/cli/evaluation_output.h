#ifndef SCRUTINEER_PIPELINE_CLI_EVALUATION_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_EVALUATION_OUTPUT_H_

#include <optional>
#include <string>
#include <vector>

#include "extractors/evaluation.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {

// What of an evaluation is shown.
struct EvaluationView {
  int errors = 0;            // of each sort
  bool by_rule = false;      // text only; JSON always has it
  bool show_unread = false;  // ids and texts of unread passages as well
};

struct EvaluationReport {
  const std::vector<extractors::GoldPassage>& passages;
  const extractors::Evaluation& evaluation;
  std::string rule;   // the one that was asked for, or empty
  std::string rival;  // what it is compared with
  std::optional<extractors::Comparison> comparison;
};

void PrintEvaluation(const EvaluationReport& report, const EvaluationView& view, Format format);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_EVALUATION_OUTPUT_H_

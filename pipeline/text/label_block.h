#ifndef SCRUTINEER_PIPELINE_TEXT_LABEL_BLOCK_H_
#define SCRUTINEER_PIPELINE_TEXT_LABEL_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/text/opening.h"

namespace scrutineer::text {

enum class LabelKind : std::uint8_t {
  kBody,           // "Meeting:", "Committee", "Report to"
  kDecisionMaker,  // "Decision maker"
  kTitle,          // "Subject:", "Report title"
  kOther,          // "Wards affected", "Date", "Report of"
};

// One row of the table that heads a paper.
struct LabelledRow {
  LabelKind kind = LabelKind::kOther;
  std::string value;
  bool names_committee = false;  // the label is the word "Committee", not "Meeting" or "Report to"
  bool colon = false;
  std::size_t first_line = 0;  // among the opening's lines
  std::size_t end_line = 0;    // past the last line of its value
};

// The rows at the top of page 1, in order. Labels without a colon, as tables leave them ("Meeting
// Cabinet"), count only in company.
std::vector<LabelledRow> ReadLabelBlock(const Opening& opening);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_LABEL_BLOCK_H_

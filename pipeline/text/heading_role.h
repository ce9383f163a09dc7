#ifndef SCRUTINEER_PIPELINE_TEXT_HEADING_ROLE_H_
#define SCRUTINEER_PIPELINE_TEXT_HEADING_ROLE_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "pipeline/model/section.h"

namespace scrutineer::text {

// What a heading's title announces, without its number: "Legal implications", "Comments of the
// Section 151 Officer", "Consultation". Where it names several, the first counts; kOther for
// implications of another kind ("Risk implications"), kNone for any other heading.
Implications ImplicationsOf(std::string_view title);

// "Recommendations", "Officer recommendation"; not "Reasons for recommendations".
bool IsRecommendations(std::string_view title);

// "Implications" or "Corporate implications" alone: a table of them may follow.
bool HeadsImplications(std::string_view title);

// The column heads of such a table: "Area Implication".
bool HeadsImplicationsTable(std::string_view line);

// "Contents", "Table of contents".
bool HeadsContents(std::string_view line);

// A row of such a table: a kind of implications in one or two words, then what it says, or nothing:
// "Financial None.", "Human resources".
Implications ImplicationsRow(std::string_view line);

// "A" of "Appendix A – Services in scope", "1" of "Annex 1"; "Appendix" where it has no number and
// the line names nothing else; else empty. Views are into the line.
std::string_view AppendixLabel(std::string_view line);
// What follows the label: "Services in scope".
std::string_view AppendixTitle(std::string_view line);

// What a notice of decisions decided on: "20 mph review", of "(a) Subject: 20 mph review"; else
// empty.
std::string_view SubjectOf(std::string_view line);

// An item that a line names behind or below a title: "20 mph review (agenda item 8)".
struct ReferredItemText {
  std::string_view number;  // "8"
  std::string_view before;  // the line in front of it, "20 mph review"; may be empty
};
std::optional<ReferredItemText> ReferredItem(std::string_view line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_HEADING_ROLE_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_MEETING_DATE_H_
#define SCRUTINEER_PIPELINE_TEXT_MEETING_DATE_H_

#include <optional>
#include <string_view>

#include "pipeline/base/time.h"
#include "pipeline/model/paper.h"
#include "pipeline/text/dates.h"
#include "pipeline/text/evidence.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {

// How this paper writes dates in digits: month first where its long dates are written so.
NumericOrder DetectNumericOrder(const Opening& opening);

// The date of the meeting that a paper belongs to, or nothing. Papers of no meeting (kOther,
// kConstitution, kAccounts) give the date on which they were adopted, signed or published.
Found<std::optional<Date>> FindMeetingDate(const Opening& opening, PaperKind kind,
                                           std::string_view file_name);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_MEETING_DATE_H_

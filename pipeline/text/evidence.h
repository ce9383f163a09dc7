#ifndef SCRUTINEER_PIPELINE_TEXT_EVIDENCE_H_
#define SCRUTINEER_PIPELINE_TEXT_EVIDENCE_H_

#include <cstddef>

#include "pipeline/model/metadata_evidence.h"

namespace scrutineer::text {

// How a field was found. The table in evidence.cc says how often each way is right.
enum class Way {
  kEmpty,
  kCouncilListed,     // a name of the list where papers name their own council
  kCouncilNamed,      // a name that tells its own kind, there
  kCouncilContested,  // another council stands nearly as well
  kCouncilAside,      // only in places where papers name any council
  kCouncilAddress,
  kCouncilLogo,  // short for one: "Thornmere MBC", a logo alone on its line
  kCommitteeLabel,
  kCommitteeOffice,  // of the member who decides alone
  kCommitteeDated,   // in a heading with its date
  kCommitteeHeading,
  kCommitteeAside,  // far from the top, or among other words
  kCommitteeKind,   // "Amenities and Leisure Minutes"
  kCommitteeProperties,
  kCommitteeFileName,
  kCommitteeCouncil,   // it says that the council itself meets
  kCommitteeInferred,  // it names no other body
  kDateInvited,        // with words or a place that only a meeting's date has
  kDateLikely,
  kDateAside,
  kDateOfAct,  // of papers of no meeting
  kDateFileName,
  kKindHeaded,
  kKindLikely,
  kKindWeak,
  kKindProperties,
  kKindFileName,
  kKindInferred,  // nothing speaks for another kind
  kItemsNumbered,
  kItemsNone,
  kTitleLabel,
  kTitleHeading,
  kTitleInferred,  // made of the committee's name
  kTitleProperties,
  kTitleFileName,
};

// `page`: from 1; 0 for none.
FieldEvidence EvidenceOf(Way way, int page = 0);

// A field's value, and where it came from.
template <typename Value>
struct Found {
  Value value{};
  FieldEvidence evidence = {};
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_EVIDENCE_H_

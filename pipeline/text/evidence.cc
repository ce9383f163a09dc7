#include "pipeline/text/evidence.h"

#include <array>

namespace scrutineer::text {
namespace {

struct WayEvidence {
  Way way;
  EvidenceSource source;
  int confidence;
};

// The share right among the labelled papers of ./dev eval metadata found in this way, reckoned as
// if there had been five more that were right nine times in ten, and at most 97: the ways were made
// with these papers in view. Ways that none or few of them take (offices, kinds, properties, file
// names of committees, names in logos) are guesses on the low side; titles are compared by words.
constexpr auto kWays = std::to_array<WayEvidence>({
    {Way::kEmpty, EvidenceSource::kNone, 0},
    {Way::kCouncilListed, EvidenceSource::kHeading, 96},
    {Way::kCouncilNamed, EvidenceSource::kHeading, 97},
    {Way::kCouncilContested, EvidenceSource::kHeading, 81},
    {Way::kCouncilAside, EvidenceSource::kText, 93},
    {Way::kCouncilAddress, EvidenceSource::kWebAddress, 75},
    {Way::kCouncilLogo, EvidenceSource::kHeading, 75},
    {Way::kCommitteeLabel, EvidenceSource::kLabel, 86},
    {Way::kCommitteeOffice, EvidenceSource::kText, 80},
    {Way::kCommitteeDated, EvidenceSource::kHeading, 92},
    {Way::kCommitteeHeading, EvidenceSource::kHeading, 95},
    {Way::kCommitteeAside, EvidenceSource::kText, 83},
    {Way::kCommitteeKind, EvidenceSource::kHeading, 80},
    {Way::kCommitteeProperties, EvidenceSource::kProperties, 80},
    {Way::kCommitteeFileName, EvidenceSource::kFileName, 80},
    {Way::kCommitteeCouncil, EvidenceSource::kText, 96},
    {Way::kCommitteeInferred, EvidenceSource::kInferred, 97},
    {Way::kDateInvited, EvidenceSource::kHeading, 97},
    {Way::kDateLikely, EvidenceSource::kHeading, 97},
    {Way::kDateAside, EvidenceSource::kText, 75},
    {Way::kDateOfAct, EvidenceSource::kText, 97},
    {Way::kDateFileName, EvidenceSource::kFileName, 96},
    {Way::kKindHeaded, EvidenceSource::kHeading, 97},
    {Way::kKindLikely, EvidenceSource::kHeading, 97},
    {Way::kKindWeak, EvidenceSource::kText, 75},
    {Way::kKindProperties, EvidenceSource::kProperties, 90},
    {Way::kKindFileName, EvidenceSource::kFileName, 90},
    {Way::kKindInferred, EvidenceSource::kInferred, 90},
    {Way::kItemsNumbered, EvidenceSource::kNumbering, 95},
    {Way::kItemsNone, EvidenceSource::kInferred, 85},
    {Way::kTitleLabel, EvidenceSource::kLabel, 88},
    {Way::kTitleHeading, EvidenceSource::kHeading, 90},
    {Way::kTitleInferred, EvidenceSource::kInferred, 45},
    {Way::kTitleProperties, EvidenceSource::kProperties, 80},
    {Way::kTitleFileName, EvidenceSource::kFileName, 70},
});

constexpr bool InOrder() {
  for (std::size_t i = 0; i < kWays.size(); ++i) {
    if (static_cast<std::size_t>(kWays[i].way) != i) return false;
  }
  return true;
}
static_assert(InOrder());

}  // namespace

FieldEvidence EvidenceOf(Way way, int page) {
  const WayEvidence& known = kWays[static_cast<std::size_t>(way)];
  return {.source = known.source, .page = page, .confidence = known.confidence};
}

}  // namespace scrutineer::text

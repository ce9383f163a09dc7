#include "pipeline/text/metadata.h"

#include <algorithm>
#include <utility>

#include "pipeline/text/committee_finder.h"
#include "pipeline/text/council_finder.h"
#include "pipeline/text/item_counter.h"
#include "pipeline/text/meeting_date.h"
#include "pipeline/text/opening.h"
#include "pipeline/text/paper_kind.h"
#include "pipeline/text/title_finder.h"

namespace scrutineer::text {

PaperMetadata DeriveMetadata(const std::vector<std::string_view>& pages,
                             const DocumentProperties& properties, std::string_view file_name,
                             const CouncilNames& councils) {
  const Opening opening = ReadOpening(pages);
  PaperMetadata paper;
  const auto take = [&](auto found, auto& field, MetadataField name) {
    field = std::move(found.value);
    paper.evidence[name] = found.evidence;
  };
  take(FindPaperKind(opening, pages.size(), UsableTitle(properties), file_name), paper.kind,
       MetadataField::kKind);
  take(FindCouncil(opening, pages, properties, councils), paper.council, MetadataField::kCouncil);
  take(FindCommittee(opening, paper.kind, paper.council, properties.title, file_name),
       paper.committee, MetadataField::kCommittee);
  take(FindMeetingDate(opening, paper.kind, file_name), paper.meeting_date,
       MetadataField::kMeetingDate);
  paper.item_count = CountItems(pages, paper.kind);
  if (paper.item_count) {
    paper.evidence[MetadataField::kItemCount] =
        EvidenceOf(*paper.item_count > 0 ? Way::kItemsNumbered : Way::kItemsNone);
  }
  take(FindTitle(opening, paper, properties, file_name), paper.title, MetadataField::kTitle);
  return paper;
}

void SettleItemCount(const std::vector<PaperSection>& sections, PaperMetadata& paper) {
  constexpr int kLeastItems = 3;
  const auto items = static_cast<int>(std::count_if(
      sections.begin(), sections.end(),
      [](const PaperSection& section) { return section.kind == SectionKind::kItem; }));
  if (!paper.item_count || items < kLeastItems) return;
  if (*paper.item_count > 0 && *paper.item_count <= 2 * items) return;
  paper.item_count = items;
  paper.evidence[MetadataField::kItemCount] = EvidenceOf(Way::kItemsNumbered);
}

}  // namespace scrutineer::text

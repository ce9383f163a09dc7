#include "pipeline/text/metadata.h"

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
  paper.kind = FindPaperKind(opening, pages.size(), UsableTitle(properties), file_name);
  paper.council = FindCouncil(opening, pages, properties, councils);
  paper.committee = FindCommittee(opening, paper.kind, paper.council, properties.title, file_name);
  paper.meeting_date = FindMeetingDate(opening, paper.kind, file_name);
  paper.item_count = CountItems(pages, paper.kind);
  paper.title = FindTitle(opening, paper, properties, file_name);
  return paper;
}

}  // namespace scrutineer::text

#include "extractors/paper_items.h"

#include <utility>

#include "pipeline/text/report_head.h"

namespace scrutineer::extractors {
std::vector<PageRange> SplitIntoItems(const std::vector<Page>& pages, PaperKind kind) {
  std::vector<PageRange> items = {{0, pages.size()}};
  if (kind != PaperKind::kPack && kind != PaperKind::kSupplement) return items;
  text::ReportHead before;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    text::ReportHead head = text::ReadReportHead(pages[i].text);
    if (i > 0 && head.opens_report && text::IsNewHead(head, before)) {
      items.back().end = i;
      items.push_back({i, pages.size()});
    }
    before = std::move(head);
  }
  return items;
}

}  // namespace scrutineer::extractors

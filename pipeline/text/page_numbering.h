#ifndef SCRUTINEER_PIPELINE_TEXT_PAGE_NUMBERING_H_
#define SCRUTINEER_PIPELINE_TEXT_PAGE_NUMBERING_H_

#include <optional>
#include <vector>

#include "pipeline/text/item_finder.h"
#include "pipeline/text/structure_notes.h"

namespace scrutineer::text {

// Which page of a pack has the number that its agenda gives. The pages themselves say it, by labels
// or printed numbers that run through the pack; else the titles that the agenda lists with their
// numbers and that head pages.
class PageNumbering {
 public:
  // `after_page`: the agenda's last.
  PageNumbering(const StructureNotes& notes, const std::vector<FoundItem>& items, int after_page);

  // From 1; past the last page or below 1 where the number leads there. Nothing where nothing
  // tells.
  std::optional<int> PageOf(int printed) const;

  // Most pages agree, or several titles do.
  bool is_sure() const { return is_sure_; }
  // Known by the pages' own numbers.
  bool is_printed() const { return is_printed_; }

 private:
  std::optional<int> shift_;  // page minus printed number
  bool is_sure_ = false;
  bool is_printed_ = false;
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_PAGE_NUMBERING_H_

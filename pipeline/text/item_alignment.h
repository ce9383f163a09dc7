#ifndef SCRUTINEER_PIPELINE_TEXT_ITEM_ALIGNMENT_H_
#define SCRUTINEER_PIPELINE_TEXT_ITEM_ALIGNMENT_H_

#include <optional>
#include <vector>

#include "pipeline/text/item_finder.h"
#include "pipeline/text/structure_notes.h"

namespace scrutineer::text {

// For each item the page behind `after_page` on which its paper begins, where neither marks nor
// titles tell: the page whose first words hold those of the item's title, in the order of the
// items. Nothing for an item whose words stand at the top of no page, or of several as well.
std::vector<std::optional<int>> AlignItems(const StructureNotes& notes,
                                           const std::vector<FoundItem>& items, int after_page);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_ITEM_ALIGNMENT_H_

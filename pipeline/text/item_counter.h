#ifndef SCRUTINEER_PIPELINE_TEXT_ITEM_COUNTER_H_
#define SCRUTINEER_PIPELINE_TEXT_ITEM_COUNTER_H_

#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/model/paper.h"

namespace scrutineer::text {

// The number of numbered items on the agenda that the pages print, or that the minutes follow; 0
// where they are not numbered. Unset for kinds that have none, and where no page has text.
std::optional<int> CountItems(const std::vector<std::string_view>& pages, PaperKind kind);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_ITEM_COUNTER_H_

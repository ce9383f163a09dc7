#ifndef SCRUTINEER_PIPELINE_ALERTS_DIGEST_ORDER_H_
#define SCRUTINEER_PIPELINE_ALERTS_DIGEST_ORDER_H_

#include <vector>

#include "pipeline/alerts/item.h"
#include "pipeline/base/time.h"

namespace scrutineer::alerts {

// The parts of a digest, in order.
enum class DigestPart { kToCome, kJustPast, kUndated, kOld };

struct PaperItems {
  DigestPart part = DigestPart::kToCome;
  std::vector<const Item*> items;  // of one paper, by page; never empty
  const Paper& paper() const { return items.front()->where.paper; }
};

// Groups items by paper and puts the papers into the order in which they are told. The result
// points into `items`.
std::vector<PaperItems> OrderByMeeting(const std::vector<Item>& items, Date today);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_DIGEST_ORDER_H_

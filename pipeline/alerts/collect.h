#ifndef SCRUTINEER_PIPELINE_ALERTS_COLLECT_H_
#define SCRUTINEER_PIPELINE_ALERTS_COLLECT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "pipeline/alerts/digest.h"
#include "pipeline/alerts/item.h"

namespace scrutineer::alerts {

// When a digest holds this many items, the next version begins another digest. Keeps messages at a
// size that mail servers take, and what a dead process has to do again small.
inline constexpr std::size_t kItemsPerDigest = 1000;

// Up to where a subscription's papers were looked at.
struct SeenUpTo {
  std::int64_t version_id = 0;
  std::int64_t ocr_change = 0;
};

// What a subscription is to be told next.
struct Collected {
  DigestContent content;
  SeenUpTo seen;
  bool arrived = false;  // there was something to look at
};

class ItemSet;

// Looks through the versions that a subscription has not seen. Reads only. One for a run: it keeps
// what it learnt of papers' unreadable pages.
class Collector {
 public:
  // Both must outlive the collector.
  Collector(corpus::Corpus& corpus, const Vocabulary& vocabulary)
      : corpus_(corpus), vocabulary_(vocabulary) {}

  // The items of what arrived after `after` that the subscription was not told before, each once:
  // of new versions, and of pages read from their images of versions that it saw before. Where the
  // same words stand in several papers, the paper itself is preferred to a pack. Errors: those of
  // the corpus; kQuery where the subscription's query cannot be understood.
  Result<Collected> Collect(const corpus::Subscription& subscription, SeenUpTo after);

  // All items of one version, told before or not.
  Result<std::vector<Item>> ItemsOf(const corpus::Subscription& subscription,
                                    const corpus::ArrivedVersion& version);

 private:
  Result<std::vector<Item>> ItemsOfQuery(const corpus::Subscription& subscription,
                                         const corpus::ArrivedVersion& version);
  // Adds the items of a version, of these pages only unless null.
  Status Look(const corpus::Subscription& subscription, const corpus::ArrivedVersion& version,
              const std::vector<int>* pages, ItemSet& items, DigestContent& content);
  Status AddFindings(DigestContent& content);
  Status NoteUnreadable(const Paper& paper, DigestContent& content);

  corpus::Corpus& corpus_;
  const Vocabulary& vocabulary_;
  std::optional<std::map<std::int64_t, int>> unreadable_pages_;  // by paper
};

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_COLLECT_H_

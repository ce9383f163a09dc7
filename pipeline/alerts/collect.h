#ifndef SCRUTINEER_PIPELINE_ALERTS_COLLECT_H_
#define SCRUTINEER_PIPELINE_ALERTS_COLLECT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "corpus/corpus.h"
#include "pipeline/alerts/digest.h"
#include "pipeline/alerts/item.h"

namespace scrutineer::alerts {

// When a digest holds this many items, the next version begins another digest. Keeps messages at a
// size that mail servers take, and what a dead process has to do again small.
inline constexpr std::size_t kItemsPerDigest = 1000;

// What a subscription is to be told next.
struct Collected {
  DigestContent content;
  std::int64_t seen_version_id = 0;  // everything up to this version was looked at
  bool arrived = false;              // there was a version to look at
};

// Looks through the versions that a subscription has not seen. Reads only. One for a run: it keeps
// what it learnt of papers' unreadable pages.
class Collector {
 public:
  // Both must outlive the collector.
  Collector(corpus::Corpus& corpus, const Vocabulary& vocabulary)
      : corpus_(corpus), vocabulary_(vocabulary) {}

  // The items of versions above `after_version_id` that the subscription was not told before, each
  // once: where the same words stand in several papers, the paper itself is preferred to a pack.
  // Errors: those of the corpus; kQuery where the subscription's query cannot be understood.
  Result<Collected> Collect(const corpus::Subscription& subscription,
                            std::int64_t after_version_id);

  // All items of one version, told before or not.
  Result<std::vector<Item>> ItemsOf(const corpus::Subscription& subscription,
                                    const corpus::ArrivedVersion& version);

 private:
  Result<std::vector<Item>> ItemsOfQuery(const corpus::Subscription& subscription,
                                         const corpus::ArrivedVersion& version);
  Status AddFindings(DigestContent& content);
  Status NoteUnreadable(const Paper& paper, DigestContent& content);

  corpus::Corpus& corpus_;
  const Vocabulary& vocabulary_;
  std::optional<std::map<std::int64_t, int>> unreadable_pages_;  // by paper
};

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_COLLECT_H_

#ifndef SCRUTINEER_PIPELINE_ALERTS_SUBSCRIPTION_CHECK_H_
#define SCRUTINEER_PIPELINE_ALERTS_SUBSCRIPTION_CHECK_H_

#include <cstddef>
#include <string>

#include "corpus/corpus.h"
#include "pipeline/alerts/item.h"

namespace scrutineer::alerts {

// A subscription as an operator typed it, made fit to be stored: services and providers may be
// given by id or by name in any case and become ids; doubles go. Error kConfiguration with every
// complaint in one message: no or unusable name, no e-mail address, an unknown service or provider
// (with the names nearest to it), a query that cannot be understood, nothing asked for at all.
Result<corpus::Subscription> ResolveSubscription(const corpus::Subscription& typed,
                                                 const Vocabulary& vocabulary);

// More than this a week is more than people read.
inline constexpr double kBroadItemsPerWeek = 50;

// How much a subscription would have told, judged by papers already stored.
struct VolumeEstimate {
  std::size_t papers_checked = 0;  // a sample, at most kSampledVersions
  std::size_t items = 0;           // in those
  double items_per_week = 0;       // over the time that all stored papers' meetings span
  std::string warning;             // one line where it is too broad or finds nothing; else empty
};
inline constexpr std::size_t kSampledVersions = 200;

// Reads up to kSampledVersions papers, spread evenly over all stored. Errors: those of the corpus.
Result<VolumeEstimate> EstimateVolume(corpus::Corpus& corpus,
                                      const corpus::Subscription& subscription,
                                      const Vocabulary& vocabulary);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_SUBSCRIPTION_CHECK_H_

#ifndef SCRUTINEER_PIPELINE_ALERTS_MATCH_H_
#define SCRUTINEER_PIPELINE_ALERTS_MATCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "corpus/alert_ledger.h"
#include "corpus/searcher.h"
#include "pipeline/alerts/item.h"

// What a subscription asks for, decided passage by passage. A passage is a paragraph of one page.
//
//   tags       one of them stands in the passage.
//   providers  one of them is named in the passage.
//   services   one of them is named in the passage; or within kServiceReachCodePoints of the words
//              that carry the tag (or name the provider), on the same page; or in the paper's
//              title, which counts for every passage of the paper.
//   councils   the paper's council is one of them or contains its name, in any case. A paper that
//              does not say its council answers no such subscription; it is counted and said.
//   query      the page answers it.
//
// All that are asked must hold. Without tags, every naming of a provider asked for counts; without
// tags and providers, every naming of a service asked for; with nothing but a query, the paragraphs
// that answer it; with nothing but councils, everything tagged except the naming of services.

namespace scrutineer::alerts {

inline constexpr std::size_t kServiceReachCodePoints = 600;

// One version as the ledger gives it.
struct PaperMentions {
  corpus::ArrivedVersion version;
  std::vector<corpus::MentionRow> mentions;  // by page and place
  // Ids of the pages that answer the subscription's query; unset where it has none.
  std::optional<std::set<std::int64_t>> pages_answering;
};

// How one passage stands to a subscription.
struct Passage {
  Item item;  // as it would be told
  bool tags_met = false;
  bool providers_met = false;
  bool services_met = false;
  bool query_met = false;
  bool Matches() const { return tags_met && providers_met && services_met && query_met; }
};

bool AsksForCouncil(const corpus::Subscription& subscription, std::string_view council);

// Nothing but a query (and perhaps councils) is asked for: PassagesOfHits tells the passages.
bool AsksForQueryOnly(const corpus::Subscription& subscription);

// Every passage where something stands that the subscription asks for, by page and place. Councils
// are not looked at.
std::vector<Passage> JudgePassages(const corpus::Subscription& subscription,
                                   const PaperMentions& paper, const Vocabulary& vocabulary);

// The items among them: passages that match.
std::vector<Item> MatchPaper(const corpus::Subscription& subscription, const PaperMentions& paper,
                             const Vocabulary& vocabulary);

// For AsksForQueryOnly: one item for each page that answers, quoting the paragraphs with the words
// that the search points out. `pages` are all pages of the version.
std::vector<Item> MatchQueryHits(const corpus::ArrivedVersion& version,
                                 const std::vector<corpus::SearchHit>& hits,
                                 const std::vector<Page>& pages);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_MATCH_H_

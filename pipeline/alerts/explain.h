#ifndef SCRUTINEER_PIPELINE_ALERTS_EXPLAIN_H_
#define SCRUTINEER_PIPELINE_ALERTS_EXPLAIN_H_

#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"
#include "pipeline/alerts/item.h"

namespace scrutineer::alerts {

// How one passage stands to a subscription.
struct PassageExplanation {
  int page_number = 0;
  std::string quote;
  bool matches = false;              // it satisfies everything that is asked
  bool told = false;                 // the subscription was told of it
  std::vector<std::string> met;      // in words, why it matches as far as it does
  std::vector<std::string> missing;  // in words, what is asked and does not stand there
};

// Why a paper did or did not alert.
struct Explanation {
  Paper paper;
  std::vector<std::string> notes;            // what holds for the whole paper, one sentence each
  std::vector<PassageExplanation> passages;  // where anything asked for stands, by page
};

// `paper` as PaperStore::Find takes it. Only the newest version is looked at. Writes nothing.
// Errors: those of Find and of the query.
Result<Explanation> Explain(corpus::Corpus& corpus, const corpus::Subscription& subscription,
                            std::string_view paper, const Vocabulary& vocabulary);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_EXPLAIN_H_

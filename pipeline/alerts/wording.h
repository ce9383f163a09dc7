#ifndef SCRUTINEER_PIPELINE_ALERTS_WORDING_H_
#define SCRUTINEER_PIPELINE_ALERTS_WORDING_H_

#include <string>
#include <string_view>
#include <vector>

#include "corpus/alert_ledger.h"
#include "pipeline/alerts/item.h"

// How things are called towards people who have never seen the program.

namespace scrutineer::alerts {

// "tenders and contracts", "outsourcing", "consultation", "named providers", "services".
std::string_view TagWords(Tag tag);

// "a", "a and b", "a, b and c"; with `last` instead of "and".
std::string JoinWords(const std::vector<std::string>& words, std::string_view last = "and");

// "1 paper", "3 papers".
std::string Count(std::size_t count, std::string_view noun);

// Why a passage is told, one statement each, without full stop: the rules that fired, who and what
// is named and where, that the page answers the search.
std::vector<std::string> Reasons(const Item& item, const corpus::Subscription& subscription,
                                 const Vocabulary& vocabulary);

// What a subscription asks for: "Youth services or Libraries; tenders and contracts or outsourcing;
// in Calderbrook Council".
std::string DescribeSubscription(const corpus::Subscription& subscription,
                                 const Vocabulary& vocabulary);

// "after each run", "at most once a day", "at most once a week".
std::string_view FrequencyWords(corpus::AlertFrequency frequency);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_WORDING_H_

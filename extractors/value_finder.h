#ifndef SCRUTINEER_EXTRACTORS_VALUE_FINDER_H_
#define SCRUTINEER_EXTRACTORS_VALUE_FINDER_H_

#include <string_view>
#include <vector>

#include "extractors/date_roles.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// Finds the amounts of money, the dates and the numbers of posts in the sentences that hold
// mentions, and gives each to the one mention that it belongs to: one in its own clause before
// others, then by what it is, then the nearest.
//
//   money  tender, else outsourcing, else consultation, else a provider
//   dates  those with a role: the tags of that role; others: the nearest of tender, outsourcing and
//          consultation in the same clause
//   posts  outsourcing, else consultation
//
// Rows of tables whose head says "£000" or "£m" give their numbers so. Services get no values.
// `mentions` are those of one page, by position; their values are set anew. Thread-safe.
void FindValues(const DateRoles& roles, std::string_view page, std::vector<Mention>& mentions);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_VALUE_FINDER_H_

#ifndef SCRUTINEER_EXTRACTORS_CONTRACT_TERM_H_
#define SCRUTINEER_EXTRACTORS_CONTRACT_TERM_H_

#include <string_view>
#include <vector>

#include "extractors/date_roles.h"

namespace scrutineer::extractors {

// Gives the second date of "from 1 May 2023 to 30 April 2026" the role that answers the first's,
// and the first that of the second.
void PairDates(std::string_view sentence, std::vector<RoleDate>& dates);

// Adds the end to a start that names its term: "for five years from 1 April 2024", "begins in April
// 2026 and will run for three years", "a six-week consultation from 2 September 2024". The new
// value's words reach from the term to the date. Nothing is added where the end is told, or where
// the term could be that of an option to extend.
void AddEndsOfTerms(std::string_view sentence, std::vector<RoleDate>& dates);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_CONTRACT_TERM_H_

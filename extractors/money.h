#ifndef SCRUTINEER_EXTRACTORS_MONEY_H_
#define SCRUTINEER_EXTRACTORS_MONEY_H_

#include <string_view>
#include <vector>

#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// The amounts of money in a text, in order: "£3million in 2019-20", "£1.2m p.a.", "circa £300k",
// "£50,000-£75,000", "between £1m and £2m", "€", "$", "CAD 98,500", "1.5 million pounds". Spans are
// bytes of `text` and reach over VAT and the period, not over "circa". Amounts that are printed in
// a doubtful way ("£1,2") are left out. `dollar` is the currency of a "$" that names no country.
std::vector<Value> FindMoney(std::string_view text, std::string_view dollar = "USD");

// The currency of "$" on a page: CAD where it speaks of Canada or its taxes, else USD.
std::string_view DollarOf(std::string_view page);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_MONEY_H_

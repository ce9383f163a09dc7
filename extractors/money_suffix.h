#ifndef SCRUTINEER_EXTRACTORS_MONEY_SUFFIX_H_
#define SCRUTINEER_EXTRACTORS_MONEY_SUFFIX_H_

#include <cstddef>
#include <string_view>

#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// Whether the text begins with a period, such as "pa" or "pcm", that may be written right behind a
// number.
bool StartsSuffix(std::string_view text);

// Reads what follows an amount of `text` from `begin` to `end`: VAT, the period ("p.a.", "per
// week") and the years ("in 2019-20"); sets `value`'s period and years, also from words before the
// amount ("an annual cost of"). Returns the new end: behind VAT and period.
std::size_t ReadSuffix(std::string_view text, std::size_t begin, std::size_t end, Value& value);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_MONEY_SUFFIX_H_

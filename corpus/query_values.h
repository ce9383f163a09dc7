#ifndef SCRUTINEER_CORPUS_QUERY_VALUES_H_
#define SCRUTINEER_CORPUS_QUERY_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/base/time.h"

namespace scrutineer::corpus {

// Whether a word behind a number makes it larger: "k", "million".
bool IsMagnitude(std::string_view word);

// "£2,500", "100k", "2.5m", "3 million", "1bn" in pence; nothing for anything else, also of another
// currency, for more than a quadrillion pounds and for fractions of a penny.
std::optional<std::int64_t> ParseAmount(std::string_view text);

// Both inclusive.
struct Period {
  Date first;
  Date last;
};

// YYYY, YYYY-MM or YYYY-MM-DD of the years 1000 to 2800; nothing for anything else.
std::optional<Period> ParsePeriod(std::string_view text);

// What a date of another form says, as ParsePeriod reads it: "2024-03-12" of "12/03/2024",
// "2024-03" of "03/2024"; days come before months, as in Britain. Empty where that is no date.
std::string DateMeant(std::string_view text);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_VALUES_H_

#ifndef SCRUTINEER_PIPELINE_MODEL_CANONICAL_NAME_H_
#define SCRUTINEER_PIPELINE_MODEL_CANONICAL_NAME_H_

#include <string>
#include <string_view>

namespace scrutineer {

// What two names of organisations have in common when they are names of one: lower case, without
// accents and punctuation, "and" for "&" and "+", initials joined ("F. M." is "fm"), without a
// leading "the", a legal form, "(UK)" and what is said to be traded as. "The Glan Agua (UK) LTD."
// and "GLAN AGUA Limited t/a Agua" give "glan agua". Empty only where there is no letter or digit.
// UTF-8 in, UTF-8 out.
std::string CanonicalName(std::string_view name);

// What a name is traded as: "Agua" of "Glan Agua Ltd t/a Agua"; empty where it does not say.
std::string_view TradingName(std::string_view name);

// Whether a word by itself is a legal form: "Ltd", "plc", "CIC"; in any case, full stops allowed.
bool IsLegalForm(std::string_view word);

// The name as it is best written, of two that are written differently: in small letters and
// capitals rather than in one of them, then the longer, then the first by bytes.
bool IsBetterWritten(std::string_view name, std::string_view other);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_CANONICAL_NAME_H_

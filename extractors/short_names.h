#ifndef SCRUTINEER_EXTRACTORS_SHORT_NAMES_H_
#define SCRUTINEER_EXTRACTORS_SHORT_NAMES_H_

#include <string_view>

namespace scrutineer::extractors {

// "Glan Agua" of "Glan Agua (UK) Ltd"; empty where the name has no legal form, or where what is
// left says too little to be known again: fewer than four letters, or only words that many firms
// and departments have in their names ("Property Services Ltd").
std::string_view ShortName(std::string_view name);

// Whether the words around a capitalised word show that it is a place or a person: "in Morrick",
// "Morrick Road", "Cllr Morrick". `before` and `after` are the words next to it, or empty.
bool IsPlaceOrPerson(std::string_view before, std::string_view after);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_SHORT_NAMES_H_

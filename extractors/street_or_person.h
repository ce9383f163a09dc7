#ifndef SCRUTINEER_EXTRACTORS_STREET_OR_PERSON_H_
#define SCRUTINEER_EXTRACTORS_STREET_OR_PERSON_H_

#include <cstddef>
#include <string_view>

namespace scrutineer::extractors {

// Whether the word behind the name at [begin, end) makes a street of it ("Capita Close"), or the
// title before it a person ("Cllr Amey").
bool IsStreetOrPerson(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_STREET_OR_PERSON_H_

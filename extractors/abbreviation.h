#ifndef SCRUTINEER_EXTRACTORS_ABBREVIATION_H_
#define SCRUTINEER_EXTRACTORS_ABBREVIATION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::extractors {

// An abbreviation where a text defines it: "Household Waste Recycling Centres (HWRCs)".
struct AbbreviationDefinition {
  std::string letters;         // without the plural's s: "HWRC"
  std::size_t long_begin = 0;  // the words that its letters are the initials of, in bytes
  std::size_t long_end = 0;
};

// All definitions in a text, by place: initials in brackets, also in quotes or after "the",
// "known as", "hereafter" and the like, right after the words they stand for. Small words and a
// legal form may have no letter. Brackets whose letters do not agree with the words define nothing.
// Linear in the text.
std::vector<AbbreviationDefinition> FindAbbreviations(std::string_view text);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_ABBREVIATION_H_

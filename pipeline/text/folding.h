#ifndef SCRUTINEER_PIPELINE_TEXT_FOLDING_H_
#define SCRUTINEER_PIPELINE_TEXT_FOLDING_H_

#include <string>
#include <string_view>

namespace scrutineer::text {

// The text without the marks on its letters: "José" is "Jose". REQUIRES: well-formed UTF-8.
std::string WithoutAccents(std::string_view text);

// A name all in capitals as running text has it: "ISLE OF WIGHT COUNCIL" is "Isle of Wight
// Council". A name that holds a small letter stays. REQUIRES: well-formed UTF-8.
std::string InTitleCase(std::string_view name);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_FOLDING_H_

#ifndef SCRUTINEER_PIPELINE_ALERTS_WORDS_H_
#define SCRUTINEER_PIPELINE_ALERTS_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace scrutineer::alerts {

// The text as it is compared: lower case (Latin letters, Welsh ones included), one space for each
// run of white space and none at the ends, typographic quotes and dashes as the plain ones, no soft
// hyphens. Well-formed UTF-8 in, well-formed UTF-8 out.
std::string FoldWords(std::string_view text);

// Whether `phrase` stands in `text` in any case; a part of a longer word does not count. An empty
// phrase stands nowhere.
bool ContainsPhrase(std::string_view text, std::string_view phrase);

// Whether the folded `part` stands anywhere in the folded `text`, also inside words.
bool ContainsFolded(std::string_view text, std::string_view part);

// One line fit to be shown or put into a header: well-formed UTF-8, control characters and line
// separators become spaces, runs of spaces one, none at the ends.
std::string OneLine(std::string_view text);

// At most `limit` code points; where something is cut, at a space if there is one near, "..." ends
// what is left.
std::string Shorten(std::string_view text, std::size_t limit_code_points);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_WORDS_H_

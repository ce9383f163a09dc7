#ifndef SCRUTINEER_CORPUS_PREFIX_FORMS_H_
#define SCRUTINEER_CORPUS_PREFIX_FORMS_H_

#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::corpus {

// The index holds stems ("procur" for "procurement"), so a prefix that reaches into a word's ending
// ("procurem") begins no stem. These are completions of the prefix ("procurement"), one for each
// stem that it may be hiding and that does not itself begin with the prefix's stem. Searching for
// them beside the prefix finds every word that begins with it, and other words of the same stems.
// `prefix` may hold several words; only the last is completed.
std::vector<std::string> FormsBehindPrefix(std::string_view prefix);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PREFIX_FORMS_H_

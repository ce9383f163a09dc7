#ifndef SCRUTINEER_EXTRACTORS_INFLECTION_H_
#define SCRUTINEER_EXTRACTORS_INFLECTION_H_

#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::extractors {

// A word with the regular English endings of nouns and verbs, the word itself first: award, awards,
// awarded, awarding; supply, supplies, supplied, supplying; procure, procuring; transfer,
// transferred as well as transfered. Generous where spelling alone cannot decide; irregular forms
// are the rule author's business. REQUIRES: ASCII letters.
std::vector<std::string> Inflect(std::string_view word);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_INFLECTION_H_

#ifndef SCRUTINEER_EXTRACTORS_LITERAL_FREQUENCY_H_
#define SCRUTINEER_EXTRACTORS_LITERAL_FREQUENCY_H_

#include <string>
#include <vector>

namespace scrutineer::extractors {

// How often one of these folded literals (see FoldText) is expected in councils' papers, up to a
// factor.
double ExpectedFrequency(const std::vector<std::string>& literals);

// The piece of a long literal that narrows a search down most, of 12 bytes; a short one as it is.
// Rather the border of two words than one long word.
std::string ShortenedLiteral(const std::string& text);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_LITERAL_FREQUENCY_H_

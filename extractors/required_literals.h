#ifndef SCRUTINEER_EXTRACTORS_REQUIRED_LITERALS_H_
#define SCRUTINEER_EXTRACTORS_REQUIRED_LITERALS_H_

#include <string>
#include <vector>

#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {

// One of these stands in the folded text of every match (see FoldText; the text's own edges count
// as separators). Sorted, none contains another.
using LiteralChoice = std::vector<std::string>;

// What every match must contain: one literal of each choice, the rarest choice first. Empty where
// the pattern has no piece that is certain and long enough: three letters or digits, or two that
// are a whole word.
std::vector<LiteralChoice> RequiredLiterals(const PatternPtr& tree);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_REQUIRED_LITERALS_H_

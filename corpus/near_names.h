#ifndef SCRUTINEER_CORPUS_NEAR_NAMES_H_
#define SCRUTINEER_CORPUS_NEAR_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::corpus {

// Number of letters to insert, remove, replace or swap with their neighbour to make one of the
// other (optimal string alignment, over bytes).
int EditDistance(std::string_view a, std::string_view b);

// A name that could have been meant, and the form of it that is compared with what was typed.
struct NameChoice {
  std::string name;
  std::string folded;  // words parted by one space
};

// Names near what was typed, the nearest first, five at most and none twice: those of which it is a
// part or begins, and those from which, or from a word of which, it differs by a few letters.
// `typed` is folded as the choices are.
std::vector<std::string> NearestNames(std::string_view typed,
                                      const std::vector<NameChoice>& choices);

// `did you mean "a", "b"?`; empty for no names.
std::string DidYouMean(const std::vector<std::string>& names);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_NEAR_NAMES_H_

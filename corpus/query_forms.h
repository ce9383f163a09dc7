#ifndef SCRUTINEER_CORPUS_QUERY_FORMS_H_
#define SCRUTINEER_CORPUS_QUERY_FORMS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/query.h"

namespace scrutineer::corpus {

// The index cuts text at hyphens, apostrophes and '&', so one word stands in it in several ways. A
// query asks for all of them: "in-house", "in house" and "inhouse" (of compounds that are known as
// such, and of whatever is typed with a hyphen); "council's" and "councils"; "Marks & Spencer" and
// "Marks and Spencer".

struct WordForms {
  std::vector<std::string> forms;  // words parted by spaces; one or more
  bool all = true;                 // false: there are more than 16, and it stands as typed only
};
// Of a word or phrase.
WordForms FormsOfWords(std::string_view text);
// Of a prefix, without '*'.
std::vector<std::string> FormsOfPrefix(std::string_view text);

// The children of an AND with each two words that are one compound as "both, or the two in one".
std::vector<QueryNode> WithCompounds(const std::vector<QueryNode>& children);

// How many combinations of forms a kNear has.
std::size_t NearForms(const QueryNode& near);
inline constexpr std::size_t kMaxNearForms = 64;

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_FORMS_H_

#ifndef SCRUTINEER_PIPELINE_TEXT_WORD_LIST_H_
#define SCRUTINEER_PIPELINE_TEXT_WORD_LIST_H_

#include <algorithm>
#include <string_view>

namespace scrutineer::text {

// Whether `word` is one of a short list; the case of letters counts.
template <typename List>
constexpr bool Holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_WORD_LIST_H_

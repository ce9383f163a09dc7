#ifndef SCRUTINEER_EXTRACTORS_POSTS_H_
#define SCRUTINEER_EXTRACTORS_POSTS_H_

#include <string_view>
#include <vector>

#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// The numbers of jobs and of people who hold them, in order: "42 posts", "3.5 FTE", "twelve members
// of staff", "up to 74 employees", "20 to 25 jobs". Spans are bytes of `text`, from the number to
// the noun.
std::vector<Value> FindPosts(std::string_view text);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_POSTS_H_

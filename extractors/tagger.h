#ifndef SCRUTINEER_EXTRACTORS_TAGGER_H_
#define SCRUTINEER_EXTRACTORS_TAGGER_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

enum class Search {
  kByLiterals,  // patterns run only on sentences that hold their literals
  kExhaustive,  // every pattern runs on every sentence: slow, with the same mentions
};

// All mentions in a page's normalised text, by position. Work grows with the text, not with its
// square. `open_heading`, if not null, is the title under which the page begins, and becomes that
// under which the next one does. Thread-safe. REQUIRES: text.size() < 2^32.
std::vector<Mention> FindMentions(const CompiledRuleSet& set, std::string_view text,
                                  Search search = Search::kByLiterals,
                                  std::string* open_heading = nullptr);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_TAGGER_H_

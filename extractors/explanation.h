#ifndef SCRUTINEER_EXTRACTORS_EXPLANATION_H_
#define SCRUTINEER_EXTRACTORS_EXPLANATION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// One part of a rule and what it did.
struct ExplainedPart {
  std::string
      part;  // "except", "unless", "near", "requires", "heading", "when", "context" or "overlap"
  std::string pattern;  // as written; empty for what is no pattern
  std::string place;    // of the pattern, "file:line"
  ByteSpan words;       // that it found; empty where it found none
  std::string note;     // in words, where the above do not say it all
};

// A place where a pattern or a listed name matches, whether or not it makes a mention.
struct ExplainedMatch {
  Mention mention;                    // as it is, or would be
  std::string pattern, place;         // as ExplainedPart
  std::optional<ExplainedPart> when;  // the clause that changed its attributes
  std::vector<ExplainedPart> voids;   // what keeps it from being a mention; empty: it is one
  bool fired() const { return voids.empty(); }
};

// Every match in a page's normalised text, by position: what fired is what FindMentions finds.
// With `rule`, matches of that rule only, on the sentences where it matches. Patterns run one by
// one on each sentence, as they are documented, and not by way of the fast search: slow.
// `open_heading` as in FindMentions.
std::vector<ExplainedMatch> Explain(const CompiledRuleSet& set, std::string_view text,
                                    std::string_view rule = {},
                                    std::string* open_heading = nullptr);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_EXPLANATION_H_

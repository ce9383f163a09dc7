#ifndef SCRUTINEER_EXTRACTORS_EVALUATION_H_
#define SCRUTINEER_EXTRACTORS_EVALUATION_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/gold_passages.h"
#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// Measures rules against labelled passages. A tag counts as found where at least one mention has
// it; a provider's name counts where it equals the labelled one or either contains the other on
// word borders, by letters and digits alone, whatever their case.

// A mention in a passage, as far as measuring needs it.
struct FoundMention {
  Tag tag = Tag::kTender;
  std::string rule;
  std::string text;
  MentionAttributes attributes;
};
// By passage.
using FoundMentions = std::vector<std::vector<FoundMention>>;

FoundMentions FindInPassages(const RuleSet& rules, const std::vector<GoldPassage>& passages);

// What was found, as JSON Lines {"id": …, "mentions": […]}, and back. Passages that the saved
// result does not know count as without mentions; their number goes to `unknown`. Errors of
// reading: kConfiguration with "file:line".
std::string SaveFound(const std::vector<GoldPassage>& passages, const FoundMentions& found);
Result<FoundMentions> LoadFound(std::string_view content, const std::string& file,
                                const std::vector<GoldPassage>& passages, std::size_t& unknown);

// Right, wrong and missed, of presence (of providers: of names).
struct TagScore {
  std::int64_t right = 0;             // labelled and found
  std::int64_t wrong = 0;             // found, not labelled
  std::int64_t missed = 0;            // labelled, not found
  std::int64_t attribute_judged = 0;  // of those that are right
  std::int64_t attribute_right = 0;

  double precision() const;  // 0 where nothing was found
  double recall() const;
  double f1() const;  // 1 where there is nothing to find and nothing was found
  std::int64_t positives() const { return right + missed; }
};

struct GroupScore {
  std::int64_t passages = 0;
  std::array<TagScore, 4> tags;  // as kLabelledTags
  TagScore status;               // of the passages and tags whose status is labelled
  std::map<std::string, TagScore> by_status;
  double mean_f1() const;
};

// One thing wrong with one passage. Two results are compared by these.
struct Mistake {
  enum class Kind { kMissed, kWrong, kAttribute, kStatus };
  std::size_t passage = 0;
  Tag tag = Tag::kTender;
  Kind kind = Kind::kMissed;
  std::string name;                // of a provider, as it is compared
  std::string wanted, found;       // attribute or status; of a provider the name as it stands
  std::vector<std::string> rules;  // that fired

  friend bool operator==(const Mistake& a, const Mistake& b) { return (a <=> b) == 0; }
  // What was found instead makes no other mistake of it.
  friend std::strong_ordering operator<=>(const Mistake& a, const Mistake& b);
};

std::string_view MistakeName(Mistake::Kind kind);

struct RuleScore {
  std::int64_t fires = 0;  // passages (of provider rules: names) of which the tag is judged
  std::int64_t right = 0;
  std::int64_t wrong = 0;
};

struct Evaluation {
  GroupScore all, read, unread;
  std::map<std::string, RuleScore> rules;
  std::vector<Mistake> mistakes;  // sorted
};

// REQUIRES: found.size() == passages.size().
Evaluation Evaluate(const std::vector<GoldPassage>& passages, const FoundMentions& found);

struct Comparison {
  std::vector<Mistake> won;   // mistakes of the baseline that are gone
  std::vector<Mistake> lost;  // mistakes that the baseline did not make
};
Comparison Compare(const Evaluation& baseline, const Evaluation& now);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_EVALUATION_H_

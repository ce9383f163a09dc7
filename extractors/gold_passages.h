#ifndef SCRUTINEER_EXTRACTORS_GOLD_PASSAGES_H_
#define SCRUTINEER_EXTRACTORS_GOLD_PASSAGES_H_

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// The tags that passages are labelled with, in the order in which they are reported.
inline constexpr std::array kLabelledTags = {Tag::kTender, Tag::kOutsourcing, Tag::kConsultation,
                                             Tag::kProvider};

// The attribute of a tag that labels give: "stage", "direction", "kind"; empty for providers.
std::string_view AttributeNameOf(Tag tag);
std::string MentionAttributes::*AttributeOf(Tag tag);  // null for providers

// What a careful reader says of one tag in a passage.
struct GoldLabel {
  bool judged = false;  // false: nobody looked, so nothing found is right or wrong
  bool present = false;
  std::string value;        // the attribute; empty: present, its attribute not judged
  std::string alternative;  // right as well; may be empty
};

// A labelled passage.
struct GoldPassage {
  std::string id;
  std::string text;                 // one line, as `tag --lines` reads it
  std::size_t line = 0;             // in its file, from 1
  bool unread = false;              // kept from the eyes of those who write rules
  std::array<GoldLabel, 3> labels;  // of the first three of kLabelledTags

  bool providers_judged = false;
  std::vector<std::string> providers;      // names as they stand in the text
  bool providers_partial = false;          // only the names in the two lists were judged
  std::vector<std::string> not_providers;  // judged to be none

  std::map<Tag, std::vector<std::string>> statuses;  // where given: any of these is right

  std::string rule;       // of a judgement: the rule whose mention was judged
  std::string judged_at;  // of a judgement: when; empty for others
};

// Reads labelled passages, one JSON object a line (see rules/README.md). Of judgements on the same
// id and tag the last one counts. `unread` is a regular expression (RE2, found anywhere in the id)
// that marks passages as unread beside those that say so themselves; empty: none.
// Errors: kConfiguration with "file:line" as context: cause (what to do); kUsage for the
// expression.
Result<std::vector<GoldPassage>> ParseGoldPassages(std::string_view content,
                                                   const std::string& file,
                                                   const std::string& unread = {});

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_GOLD_PASSAGES_H_

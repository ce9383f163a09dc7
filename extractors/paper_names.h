#ifndef SCRUTINEER_EXTRACTORS_PAPER_NAMES_H_
#define SCRUTINEER_EXTRACTORS_PAPER_NAMES_H_

#include <string_view>
#include <vector>

#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// Takes out listed providers whose initials the paper defines as those of something else: in a
// paper with an "Economic Development Fund (EDF)" the EDF supplies no energy. Then adds the
// mentions that are known from what else a paper says, on all of its pages, also those before the
// place that says it:
// - initials that the paper defines of a provider or service that was recognised there
//   (rules "provider.abbreviation" and "service.abbreviation"); the service must be the end of the
//   long form, such as "Thornmere Youth Service (TYS)"; initials defined twice mean nothing, and
//   the brackets that define them are no mention of their own;
// - a provider of no list that is named with its legal form ("Glan Agua Ltd"), when it comes back
//   without (rule "provider.short-name"), unless that could be an ordinary word, a person or a
//   place.
// `mentions[i]` are those of `texts[i]`, by position, and stay so. Linear in the texts.
void AddPaperNames(const std::vector<std::string_view>& texts,
                   std::vector<std::vector<Mention>>& mentions);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PAPER_NAMES_H_

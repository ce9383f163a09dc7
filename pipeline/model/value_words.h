#ifndef SCRUTINEER_PIPELINE_MODEL_VALUE_WORDS_H_
#define SCRUTINEER_PIPELINE_MODEL_VALUE_WORDS_H_

#include <string>
#include <string_view>

#include "pipeline/model/mention.h"

namespace scrutineer {

// A value as people read it: "about £300,000 a year", "€50,000 to €75,000 (2019-20)", "contract end
// 31 March 2025", "consultation closes 3 May" (as printed, where no year is told), "42 posts".
// `page` is the text that the value's span counts in.
std::string ValueWords(const Value& value, std::string_view page);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_VALUE_WORDS_H_

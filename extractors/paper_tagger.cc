#include "extractors/paper_tagger.h"

#include <utility>

namespace scrutineer::extractors {

void PaperTagger::AddPage(std::string_view text) { mentions_.push_back(rules_.FindMentions(text)); }

std::vector<std::vector<Mention>> PaperTagger::Finish(
    const std::vector<std::string_view>& /*texts*/) {
  return std::move(mentions_);
}

}  // namespace scrutineer::extractors

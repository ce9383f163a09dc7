#include "extractors/paper_tagger.h"

#include <utility>

#include "extractors/paper_names.h"

namespace scrutineer::extractors {

void PaperTagger::AddPage(std::string_view text) {
  mentions_.push_back(rules_.FindMentions(text, &open_heading_));
}

std::vector<std::vector<Mention>> PaperTagger::Finish(const std::vector<std::string_view>& texts) {
  AddPaperNames(texts, mentions_);
  return std::move(mentions_);
}

}  // namespace scrutineer::extractors

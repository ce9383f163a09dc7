#include "pipeline/ingest/stored_paper.h"

#include <string_view>

#include "extractors/paper_tagger.h"

namespace scrutineer::ingest {

std::vector<std::vector<Mention>> TagPages(const extractors::RuleSet& rules,
                                           const std::vector<Page>& pages) {
  extractors::PaperTagger tagger(rules);
  std::vector<std::string_view> texts;
  texts.reserve(pages.size());
  for (const Page& page : pages) {
    tagger.AddPage(page.text);
    texts.emplace_back(page.text);
  }
  return tagger.Finish(texts);
}

}  // namespace scrutineer::ingest

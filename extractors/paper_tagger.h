#ifndef SCRUTINEER_EXTRACTORS_PAPER_TAGGER_H_
#define SCRUTINEER_EXTRACTORS_PAPER_TAGGER_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_set.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// Tags the pages of one paper, so that what one page says is known on the others. One thread.
//
//   PaperTagger tagger(rules);
//   for (page) tagger.AddPage(page.text);  // in order, as they come
//   auto mentions = tagger.Finish(texts);  // by page; all pages' texts again, in that order
class PaperTagger {
 public:
  // `rules` must outlive the tagger.
  explicit PaperTagger(const RuleSet& rules) : rules_(rules) {}

  // A page's normalised text; it need not outlive the call.
  void AddPage(std::string_view text);
  // REQUIRES: the same texts as were added.
  std::vector<std::vector<Mention>> Finish(const std::vector<std::string_view>& texts);

 private:
  const RuleSet& rules_;
  std::string open_heading_;  // the title under which the next page begins
  std::vector<std::vector<Mention>> mentions_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PAPER_TAGGER_H_

#ifndef SCRUTINEER_EXTRACTORS_FINDING_PLACES_H_
#define SCRUTINEER_EXTRACTORS_FINDING_PLACES_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/finding_rule.h"
#include "extractors/findings.h"
#include "extractors/paper_items.h"
#include "extractors/pattern_literals.h"
#include "extractors/search_text.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {

using CluePatterns = std::vector<std::shared_ptr<const CompiledPattern>>;

struct CompiledClue {
  const Clue* clue = nullptr;
  CluePatterns patterns, near, unless;
};

struct CompiledGroup {
  const ClueGroup* group = nullptr;
  std::vector<CompiledClue> clues;
};

// A place where a clue stands.
struct CluePlace {
  std::size_t page_index = 0;
  ByteSpan span;
  ByteSpan sentence;
  std::optional<Date> date;  // that passed the clue's test
  std::string named;         // what the pattern's group `name` matched
};

// Looks for clues in one paper. Keeps what it learnt of pages: which literals stand there, and
// where their sentences are. One thread.
class ClueFinder {
 public:
  // Both must outlive the finder.
  ClueFinder(const TaggedPaper& paper, const PatternLiterals& literals);

  // The first `limit` places of the group on those pages, in order, at most one a sentence.
  std::vector<CluePlace> Find(const CompiledGroup& group, PageRange range, std::size_t limit);
  bool Stands(const CompiledGroup& group, PageRange range) {
    return !Find(group, range, 1).empty();
  }

 private:
  struct PageKnowledge {
    std::optional<std::vector<std::uint64_t>> literals;  // a bit for each
    std::optional<std::vector<ByteSpan>> sentences;
  };

  void FindMentions(const CompiledClue& clue, std::size_t page, std::vector<CluePlace>& places);
  void FindPatterns(const CompiledClue& clue, std::size_t page, std::vector<CluePlace>& places);
  bool MayStand(const CompiledPattern& pattern, std::size_t page);
  SearchText& SearchIn(std::string_view sentence);
  static bool SurroundingsFit(const CompiledClue& clue, SearchText& sentence);
  const std::vector<ByteSpan>& SentencesOf(std::size_t page);
  bool Passes(const Clue& clue, Date date) const;
  std::optional<Date> DateOfMention(const Clue& clue, const Mention& mention) const;

  const TaggedPaper& paper_;
  const PatternLiterals& literals_;
  std::vector<PageKnowledge> known_;
  SearchText search_;  // the sentence that was looked at last
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_FINDING_PLACES_H_

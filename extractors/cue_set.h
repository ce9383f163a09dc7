#ifndef SCRUTINEER_EXTRACTORS_CUE_SET_H_
#define SCRUTINEER_EXTRACTORS_CUE_SET_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/pattern_literals.h"
#include "extractors/required_literals.h"
#include "extractors/rule_source.h"

namespace scrutineer::extractors {

using CueId = std::uint32_t;

// Where a cue stands, in bytes of the text that was searched.
struct CueHit {
  std::uint32_t begin = 0, end = 0;
  CueId cue = 0;
};

// Patterns that tell what is said of a mention, looked for only in sentences that hold one. Their
// words are common ("will be"), so they have a scanner of their own: in that of the rules they
// would make every sentence a candidate. Add, then Build once, then Find from any number of
// threads.
class CueSet {
 public:
  // The ids are 0, 1, 2, ... in the order of the calls.
  CueId Add(PatternPtr tree, bool case_sensitive);
  void Build();
  std::size_t size() const { return cues_.size(); }

  // Replaces `hits` by all hits in `text`, by position; those of one cue do not overlap.
  void Find(std::string_view text, std::vector<CueHit>& hits) const;

  const CompiledPattern& pattern(CueId cue) const { return *cues_[cue]; }

 private:
  std::vector<std::unique_ptr<CompiledPattern>> cues_;
  std::shared_ptr<PieceLibrary> library_;  // the first call of Add makes it
  PatternLiterals literals_;
  std::unique_ptr<LiteralAnalysis> analysis_ = std::make_unique<LiteralAnalysis>();
  std::vector<std::vector<std::uint32_t>> choices_by_literal_;
  std::vector<std::vector<CueId>> by_choice_;  // by the rarest choice of each cue
  std::vector<CueId> always_;                  // cues of which no word is certain
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_CUE_SET_H_

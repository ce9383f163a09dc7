#ifndef SCRUTINEER_EXTRACTORS_STATUS_JUDGE_H_
#define SCRUTINEER_EXTRACTORS_STATUS_JUDGE_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extractors/search_text.h"
#include "extractors/status_rules.h"
#include "pipeline/base/byte_span.h"

namespace scrutineer::extractors {

// Judges the mentions of one page, sentence by sentence. One thread.
class StatusJudge {
 public:
  // Both must outlive the judge.
  StatusJudge(const StatusRules& rules, std::string_view page) : rules_(rules), page_(page) {}

  // Turns to a sentence. Must be called before the others.
  void Begin(ByteSpan sentence);

  // The entry that decides a mention's status (an index into the file's entries), or nothing.
  std::optional<std::uint32_t> Decide(const Mention& mention);

  // Whether the entry fits the mention, whatever stands above it in the file. Marks its patterns
  // that do in `reached`, if given.
  bool Fits(std::uint32_t entry, const Mention& mention, std::vector<bool>* reached);

 private:
  // Where words may stand that count for one mention, in bytes of the sentence.
  struct Surroundings {
    ByteSpan mention, clause;
    std::size_t first_hit = 0, last_hit = 0;  // in hits_
  };

  Surroundings SurroundingsOf(ByteSpan mention) const;
  void Weigh(const Surroundings& around);
  bool Reaches(const StatusEntry& entry, const CueHit& hit, const Surroundings& around,
               bool voids) const;
  bool HoldsFor(std::uint32_t index, const Mention& mention);
  bool StandsAbove(std::uint32_t entry);

  const StatusRules& rules_;
  std::string_view page_;
  ByteSpan sentence_;
  std::string_view words_;              // the sentence
  std::vector<CueHit> hits_;            // of the entries' patterns
  std::vector<std::uint32_t> borders_;  // where clauses begin
  std::vector<std::uint8_t> marks_;     // by entry: fits, is void
  bool looked_above_ = false;
  SearchText above_search_;
  std::optional<std::uint32_t> above_entry_;  // that of the nearest words above
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_STATUS_JUDGE_H_

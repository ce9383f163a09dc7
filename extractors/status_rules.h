#ifndef SCRUTINEER_EXTRACTORS_STATUS_RULES_H_
#define SCRUTINEER_EXTRACTORS_STATUS_RULES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "extractors/cue_set.h"
#include "extractors/pattern_dialect.h"
#include "extractors/status_file.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// Says whether what a mention speaks of is proposed, under way, decided, rejected, past, none or
// hypothetical, by the entries of rules/status.toml: the first from the top that fits decides.
// Compile once, then use from any number of threads.
class StatusRules {
 public:
  void Compile(StatusFile file, const FragmentLookup& fragments, DiagnosticList& diagnostics);

  // Sets the status of every mention of tender, outsourcing and consultation that has none.
  // `mentions` are those of one page, by position. Work grows with the sentences that hold them.
  void Apply(std::string_view page, std::vector<Mention>& mentions) const;

  // Runs every example: each must get its status by an entry that reaches it, no counter-example
  // may be reached, and each pattern needs an example. Returns how many there were.
  struct ExampleCount {
    std::size_t examples = 0, counter_examples = 0;
  };
  ExampleCount RunExamples(DiagnosticList& failures) const;

 private:
  friend class StatusJudge;

  // What a cue says: that an entry fits, or that it does not.
  struct CueOwner {
    std::uint32_t entry = 0;
    std::uint32_t pattern = 0;  // in its list
    bool voids = false;
  };

  void AddCues(const std::vector<PlacedText>& texts, bool case_sensitive, CueOwner owner,
               const FragmentLookup& fragments, DiagnosticList& diagnostics);
  void CompileAll(DiagnosticList& failures) const;
  void RunExample(std::uint32_t entry, const PlacedText& text, bool counter,
                  std::vector<bool>& reached, DiagnosticList& failures) const;

  StatusFile file_;
  CueSet cues_;  // first the borders of clauses, then those of owners_
  std::uint32_t border_count_ = 0;
  std::vector<CueOwner> owners_;  // by cue, less border_count_
  // Patterns looked for above the sentence, and the entry of each.
  struct AbovePattern {
    std::uint32_t entry = 0;
    std::unique_ptr<CompiledPattern> pattern;
  };
  std::vector<AbovePattern> above_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_STATUS_RULES_H_

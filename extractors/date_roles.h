#ifndef SCRUTINEER_EXTRACTORS_DATE_ROLES_H_
#define SCRUTINEER_EXTRACTORS_DATE_ROLES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/cue_set.h"
#include "extractors/pattern_dialect.h"
#include "extractors/value_file.h"
#include "pipeline/model/mention.h"
#include "pipeline/text/dates.h"

namespace scrutineer::extractors {

// A date of a sentence and whose it may be; spans are bytes of the sentence.
struct RoleDate {
  Value value;
  std::vector<Tag> tags;  // the likeliest first; empty: anybody's
};

// Tells what the dates of a sentence are, by rules/values.toml: contract start and end, end of an
// extension, opening and closing of a consultation, transfer, deadline, meeting. Compile once, then
// use from any number of threads.
class DateRoles {
 public:
  void Compile(ValueFile file, const FragmentLookup& fragments, DiagnosticList& diagnostics);

  // The dates in a sentence that speaks of `tags`, by position: those with a role, and those of a
  // full day without one. "For five years from 1 April 2024" gives the end, too.
  std::vector<RoleDate> Find(std::string_view sentence, const std::vector<Tag>& tags) const;

  // Where the clauses of a sentence begin, besides its beginning.
  std::vector<std::uint32_t> ClauseBorders(std::string_view sentence) const;

  // Runs every example; returns how many there were.
  struct ExampleCount {
    std::size_t examples = 0, counter_examples = 0;
  };
  ExampleCount RunExamples(DiagnosticList& failures) const;

 private:
  enum class CuePlace : std::uint8_t { kBefore, kAfter, kVoids };
  struct CueOwner {
    std::uint32_t entry = 0;
    std::uint32_t pattern = 0;  // in its list
    CuePlace place = CuePlace::kBefore;
  };
  struct Candidate;

  void AddCues(const std::vector<PlacedText>& texts, CueOwner owner,
               const FragmentLookup& fragments, DiagnosticList& diagnostics);
  const PlacedText& TextOf(const CueOwner& owner) const;
  // The owner of the nearest words that show the role of the date between its neighbours, or null.
  const CueOwner* RoleOf(std::string_view sentence, const std::vector<CueHit>& hits,
                         const text::FoundLooseDate& date, std::size_t from, std::size_t to,
                         const std::vector<Tag>& tags) const;
  void RunExample(std::uint32_t entry, const PlacedText& text, bool counter,
                  std::vector<const PlacedText*>& reached, DiagnosticList& failures) const;

  ValueFile file_;
  CueSet cues_;
  std::vector<CueOwner> owners_;  // by cue
  CueSet borders_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_DATE_ROLES_H_

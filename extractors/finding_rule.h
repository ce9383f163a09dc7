#ifndef SCRUTINEER_EXTRACTORS_FINDING_RULE_H_
#define SCRUTINEER_EXTRACTORS_FINDING_RULE_H_

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "extractors/rule_source.h"
#include "pipeline/base/nation.h"
#include "pipeline/base/working_days.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer::extractors {

// What a file of rules/finding says, checked as far as one file can be checked alone; patterns are
// still text. The format is described in rules/README.md.

// One sort of place that a finding rests on: mentions with these attributes, or sentences with one
// of these patterns.
struct Clue {
  TextPlace place;
  std::optional<Tag> tag;                                   // mentions; unset: patterns
  std::vector<std::string> stage, direction, kind, status;  // any of these; empty: any
  std::vector<std::string> not_status;                      // and none of these
  std::vector<PlacedText> patterns;
  std::vector<PlacedText> near, unless;  // in the same sentence
  // A date: among the mention's values of these roles, or in the sentence behind the pattern.
  std::vector<std::string> date_roles;
  enum class DateTest { kNone, kAnyDate, kAfterMeeting, kWithinMonths } date_test = DateTest::kNone;
  int months = 0;         // kWithinMonths: after the meeting, at most so many
  bool is_label = false;  // the pattern begins its sentence, and the date follows at once
};

// A thing that must (or must not, or would better) stand in the item, in words, and how it is
// recognised: any of the clues.
struct ClueGroup {
  std::string what;
  std::vector<Clue> clues;
};

// How long before its meeting a paper must be published.
struct NoticeTerm {
  int clear_days = 0;
  DayCount count = DayCount::kWorkingDays;
};

struct NoticeRule {
  ClueGroup published;  // patterns with a date: what a paper says of its publication
  std::array<std::optional<NoticeTerm>, 4> terms;  // by Nation
};

struct FindingExample {
  PlacedText place;  // of the first page
  std::vector<Page> pages;
  PaperMetadata metadata;
  std::optional<Nation> nation;
  std::string quote;  // must stand among the evidence; empty: anything
  std::string says;   // must stand in the statement or in what is unseen
};

struct FindingRuleFile {
  PlacedText id;
  std::string title;
  std::string status;
  std::vector<PaperKind> papers;
  bool per_item = true;  // of a pack, each report by itself; false: the paper as a whole
  PlacedText statement;
  std::string cannot_see;
  std::vector<ClueGroup> found, not_found, unseen;
  std::optional<NoticeRule> notice;
  std::vector<FindingExample> examples, counter_examples;

  bool deprecated() const { return status == "deprecated"; }
};

// Reads one parsed file; what is wrong goes to `diagnostics`, and what is left is returned.
// `source` must outlive the result.
FindingRuleFile ReadFindingRule(const TomlValue& document, const RuleSource& source,
                                DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_FINDING_RULE_H_

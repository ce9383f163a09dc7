#ifndef SCRUTINEER_EXTRACTORS_FINDING_WORDING_H_
#define SCRUTINEER_EXTRACTORS_FINDING_WORDING_H_

#include <optional>
#include <string>
#include <vector>

#include "extractors/finding_rule.h"
#include "extractors/findings.h"
#include "extractors/paper_items.h"

namespace scrutineer::extractors {

// What a statement's placeholders stand for.
struct StatementFacts {
  std::optional<Date> date;
  std::vector<std::string> named;
  std::optional<Date> published;
  int clear_days = 0;
  NoticeTerm term;
};

// The rule's statement with {where}, {meeting}, {date}, {named}, {published}, {days}, {needed} and
// {nation} filled in. REQUIRES: no other placeholder (the rule file was checked).
std::string FillStatement(std::string_view statement, const TaggedPaper& paper, PageRange item,
                          const StatementFacts& facts);

// In sentences, what could not be seen: pages without text, how a pack was parted, what `blind`
// names, and what the rule never sees.
std::string DescribeUnseen(const FindingRuleFile& rule, const TaggedPaper& paper, PageRange item,
                           bool parted, const std::vector<std::string>& blind);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_FINDING_WORDING_H_

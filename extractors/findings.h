#ifndef SCRUTINEER_EXTRACTORS_FINDINGS_H_
#define SCRUTINEER_EXTRACTORS_FINDINGS_H_

#include <memory>
#include <optional>
#include <vector>

#include "extractors/finding_rule.h"
#include "extractors/fragments.h"
#include "pipeline/base/nation.h"
#include "pipeline/model/finding.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer::extractors {

// A paper that was read and tagged. `mentions[i]` belongs to `pages[i]`. All must outlive it.
struct TaggedPaper {
  const std::vector<Page>& pages;
  const std::vector<std::vector<Mention>>& mentions;
  const PaperMetadata& metadata;
  std::optional<Nation> nation;  // of its council, where that is listed
};

// The finding rules of a rule set, compiled. Immutable; safe to use from many threads.
class FindingRules {
 public:
  FindingRules();
  ~FindingRules();
  FindingRules(FindingRules&&) noexcept;
  FindingRules& operator=(FindingRules&&) noexcept;

  // `files` must outlive the rules.
  static FindingRules Compile(const std::vector<std::unique_ptr<FindingRuleFile>>& files,
                              FragmentLibrary& fragments, DiagnosticList& diagnostics);

  // What the rules say of the paper, by rule and place; deprecated ones say nothing. Work is linear
  // in the text. REQUIRES: mentions.size() == pages.size().
  std::vector<Finding> Find(const TaggedPaper& paper) const;

  // Compiles every pattern now; one diagnostic for each that RE2 refuses.
  void CompileAll(DiagnosticList& diagnostics) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_FINDINGS_H_

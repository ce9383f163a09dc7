#ifndef SCRUTINEER_EXTRACTORS_RULE_PARTS_H_
#define SCRUTINEER_EXTRACTORS_RULE_PARTS_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/compiled_rule_set.h"

namespace scrutineer::extractors {

// Part of every revision. Raise it when the same rules give other mentions of the same text than
// before: the next `retag` then tags everything anew.
inline constexpr int kTaggingVersion = 4;

// What a rule set is made of: a fingerprint of what each part means, by the part's name. Comments,
// the order of keys, titles, descriptions and examples change no fingerprint; what a fragment says
// is in the fingerprint of each part that uses it.
//
//   engine              kTaggingVersion
//   rule:tender.award   one rule
//   provider:capita     one entry of a list; likewise service:youth-services
//   finding:…           a rule about whole papers: no mention depends on it
//   file:…              anything else, on which every mention may depend
using RuleParts = std::map<std::string, std::string>;
RuleParts PartsOf(const CompiledRuleSet& set);

// What of a corpus a change of rules can affect. Thread-compatible.
class RuleChange {
 public:
  // From `before`, the parts of an older revision (empty: unknown), to `set`, which must outlive
  // the change.
  RuleChange(const RuleParts& before, const CompiledRuleSet& set);
  ~RuleChange();
  RuleChange(RuleChange&&) noexcept;
  RuleChange& operator=(RuleChange&&) noexcept;

  // The parts that differ, by name; of unknown parts all.
  const std::vector<std::string>& parts() const { return parts_; }
  // Every page may be affected, whatever the rest says.
  bool everything() const { return everything_; }
  // A rule about whole papers differs: findings of all papers may be affected.
  bool findings() const { return findings_; }

  // Papers are affected that bear a mention of one of these rules or of one of these listed
  // entities (tag and id), …
  const std::vector<std::string>& rules() const { return rules_; }
  const std::vector<std::pair<Tag, std::string>>& entities() const { return entities_; }
  // … or a page of which this is true: words that a new mention must contain stand there.
  bool MayAffect(std::string_view page_text) const;
  // False: MayAffect is false of every text.
  bool looks_at_texts() const;

 private:
  class Words;

  void Differs(const std::string& part, bool is_there, const CompiledRuleSet& set);

  std::vector<std::string> parts_;
  bool everything_ = false;
  bool findings_ = false;
  std::vector<std::string> rules_;
  std::vector<std::pair<Tag, std::string>> entities_;
  std::unique_ptr<Words> words_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_PARTS_H_

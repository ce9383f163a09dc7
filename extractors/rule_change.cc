// What of a corpus a change of rules can affect.

#include <algorithm>
#include <optional>
#include <utility>

#include "extractors/literal_scanner.h"
#include "extractors/required_literals.h"
#include "extractors/rule_parts.h"

namespace scrutineer::extractors {
namespace {

// Of a part's name "kind:id".
struct PartName {
  std::string_view kind, id;
};

PartName Split(std::string_view part) {
  const std::size_t colon = std::min(part.find(':'), part.size());
  return {part.substr(0, colon), part.substr(std::min(colon + 1, part.size()))};
}

bool IsAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Names are the same with and without apostrophes and full stops ("St. Anne's", "St Annes").
std::string WithoutPoints(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool curly =
        text.substr(i).starts_with("\xE2\x80\x98") || text.substr(i).starts_with("\xE2\x80\x99");
    if (curly) {
      i += 2;
    } else if (text[i] != '\'' && text[i] != '.') {
      out += text[i];
    }
  }
  return out;
}

// The longest word of a name, as FoldText would have it. However a name is written, it is there.
std::string LongestWord(std::string_view name) {
  const std::string bare = WithoutPoints(name);
  std::string longest, word;
  for (std::size_t i = 0; i <= bare.size(); ++i) {
    if (i < bare.size() && IsAsciiWord(bare[i])) {
      word += bare[i];
      continue;
    }
    // "and" may be written "&".
    if (word.size() > longest.size() && FoldText(word) != "and") longest = FoldText(word);
    word.clear();
  }
  return longest;
}

}  // namespace

// Words of which a page must hold some if a changed part is to make a mention there.
class RuleChange::Words {
 public:
  // False where nothing is certain of a match: then every text may be affected.
  bool AddPattern(const PatternPtr& tree) {
    const std::vector<RequiredChoice> choices = analysis_.Required(tree);
    if (choices.empty()) return false;
    Needs needs;
    for (const RequiredChoice& choice : choices) {
      std::vector<LiteralId>& ids = needs.emplace_back();
      for (const std::string& literal : choice.literals) ids.push_back(scanner_.Add(literal));
    }
    patterns_.push_back(std::move(needs));
    return true;
  }

  bool AddName(std::string_view name) {
    const std::string word = LongestWord(name);
    if (word.empty()) return false;
    names_.Add(word);
    return true;
  }

  void Build() {
    scanner_.Build();
    names_.Build();
  }

  bool empty() const { return patterns_.empty() && names_.size() == 0; }

  bool StandIn(std::string_view text) const {
    // As the tagger does: these two are matched without case but not folded.
    if (text.find("\xC5\xBF") != std::string_view::npos ||
        text.find("\xE2\x84\xAA") != std::string_view::npos) {
      return true;
    }
    std::vector<LiteralHit> hits;
    if (names_.size() > 0) {
      names_.Scan(WithoutPoints(text), hits);
      if (!hits.empty()) return true;
    }
    if (patterns_.empty()) return false;
    scanner_.Scan(text, hits);
    std::vector<bool> present(scanner_.size(), false);
    for (const LiteralHit& hit : hits) present[hit.literal] = true;
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const Needs& needs) {
      return std::all_of(needs.begin(), needs.end(), [&](const std::vector<LiteralId>& choice) {
        return std::any_of(choice.begin(), choice.end(), [&](LiteralId id) { return present[id]; });
      });
    });
  }

 private:
  using Needs = std::vector<std::vector<LiteralId>>;  // one of each

  LiteralAnalysis analysis_;
  LiteralScanner scanner_, names_;
  std::vector<Needs> patterns_;
};

RuleChange::~RuleChange() = default;
RuleChange::RuleChange(RuleChange&&) noexcept = default;
RuleChange& RuleChange::operator=(RuleChange&&) noexcept = default;

RuleChange::RuleChange(const RuleParts& before, const CompiledRuleSet& set)
    : words_(std::make_unique<Words>()) {
  const RuleParts now = PartsOf(set);
  everything_ = before.empty();
  for (const auto& [part, fingerprint] : now) {
    const auto old = before.find(part);
    if (old == before.end() || old->second != fingerprint) Differs(part, true, set);
  }
  for (const auto& [part, fingerprint] : before) {
    if (!now.contains(part)) Differs(part, false, set);
  }
  if (everything_) return;
  words_->Build();
}

void RuleChange::Differs(const std::string& part, bool is_there, const CompiledRuleSet& set) {
  parts_.push_back(part);
  const PartName name = Split(part);
  if (name.kind == "finding") {
    findings_ = true;
    return;
  }
  const bool known = name.kind == "rule" || name.kind == "provider" || name.kind == "service";
  if (!known) everything_ = true;
  if (everything_) return;
  if (name.kind == "rule") {
    rules_.emplace_back(name.id);
    // Where a provider rule and the list find the same name, the rule says where it ends, and the
    // list's mention bears no sign of it.
    if (name.id.starts_with("provider.")) rules_.emplace_back("provider.list");
  } else {
    entities_.emplace_back(name.kind == "service" ? Tag::kService : Tag::kProvider, name.id);
  }
  if (!is_there) return;
  if (name.kind == "provider") {
    for (const ProviderEntry& entry : set.provider_list.providers) {
      if (entry.id.text != name.id) continue;
      for (const PlacedText& each : entry.names) {
        if (!words_->AddName(each.text)) everything_ = true;
      }
    }
    return;
  }
  for (const TagRule& rule : set.rules) {
    const bool is_file = rule.file != nullptr;
    const bool meant =
        name.kind == "rule" ? is_file && rule.id == name.id : !is_file && rule.entity_id == name.id;
    if (!meant || !rule.active) continue;
    for (const PatternHandle& pattern : rule.patterns) {
      if (!words_->AddPattern(pattern->tree())) everything_ = true;
    }
  }
}

bool RuleChange::looks_at_texts() const { return everything_ || !words_->empty(); }

bool RuleChange::MayAffect(std::string_view page_text) const {
  return everything_ || words_->StandIn(page_text);
}

}  // namespace scrutineer::extractors

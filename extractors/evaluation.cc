#include "extractors/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace scrutineer::extractors {
namespace {

double Ratio(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t IndexOf(Tag tag) {
  const auto found = std::find(kLabelledTags.begin(), kLabelledTags.end(), tag);
  return static_cast<std::size_t>(found - kLabelledTags.begin());
}

// Letters and digits of ASCII in lower case, everything between them one space.
std::string ComparedName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

bool HoldsName(const std::string& longer, const std::string& shorter) {
  return (" " + longer + " ").find(" " + shorter + " ") != std::string::npos;
}

// REQUIRES: names as ComparedName makes them.
bool IsSameName(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && (HoldsName(a, b) || HoldsName(b, a));
}

bool AnySame(const std::string& name, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return IsSameName(name, other); });
}

std::vector<std::string> ComparedNames(const std::vector<std::string>& names) {
  std::vector<std::string> compared;
  for (const std::string& name : names) {
    std::string each = ComparedName(name);
    if (std::find(compared.begin(), compared.end(), each) == compared.end()) {
      compared.push_back(std::move(each));
    }
  }
  return compared;
}

// Judges what was found in one passage.
class PassageJudge {
 public:
  PassageJudge(const GoldPassage& gold, std::size_t index, const std::vector<FoundMention>& found,
               Evaluation& evaluation)
      : gold_(gold), index_(index), found_(found), evaluation_(evaluation) {}

  GroupScore Run() {
    score_.passages = 1;
    for (std::size_t i = 0; i < gold_.labels.size(); ++i) {
      if (gold_.labels[i].judged) JudgeTag(kLabelledTags[i], gold_.labels[i], score_.tags[i]);
    }
    if (gold_.providers_judged) JudgeProviders(score_.tags[IndexOf(Tag::kProvider)]);
    for (const auto& [tag, wanted] : gold_.statuses) JudgeStatus(tag, wanted);
    return std::move(score_);
  }

 private:
  std::vector<const FoundMention*> OfTag(Tag tag) const {
    std::vector<const FoundMention*> mentions;
    for (const FoundMention& mention : found_) {
      if (mention.tag == tag) mentions.push_back(&mention);
    }
    return mentions;
  }

  static std::vector<std::string> RulesOf(const std::vector<const FoundMention*>& mentions) {
    std::set<std::string> rules;
    for (const FoundMention* mention : mentions) rules.insert(mention->rule);
    return {rules.begin(), rules.end()};
  }

  void Blame(Tag tag, Mistake::Kind kind, std::string name, std::string wanted, std::string found,
             std::vector<std::string> rules) {
    evaluation_.mistakes.push_back({index_, tag, kind, std::move(name), std::move(wanted),
                                    std::move(found), std::move(rules)});
  }

  void JudgeTag(Tag tag, const GoldLabel& label, TagScore& score) {
    const auto mentions = OfTag(tag);
    std::vector<std::string> rules = RulesOf(mentions);
    for (const std::string& rule : rules) Count(rule, label.present);
    if (mentions.empty() && label.present) {
      ++score.missed;
      Blame(tag, Mistake::Kind::kMissed, {}, label.value, {}, {});
    } else if (!mentions.empty() && !label.present) {
      ++score.wrong;
      Blame(tag, Mistake::Kind::kWrong, {}, {}, mentions[0]->text, std::move(rules));
    } else if (!mentions.empty()) {
      ++score.right;
      JudgeAttribute(tag, label, mentions, score);
    }
  }

  void JudgeAttribute(Tag tag, const GoldLabel& label,
                      const std::vector<const FoundMention*>& mentions, TagScore& score) {
    if (label.value.empty()) return;
    ++score.attribute_judged;
    const auto member = AttributeOf(tag);
    const bool right =
        std::any_of(mentions.begin(), mentions.end(), [&](const FoundMention* mention) {
          const std::string& value = mention->attributes.*member;
          return !value.empty() && (value == label.value || value == label.alternative);
        });
    if (right) {
      ++score.attribute_right;
      return;
    }
    Blame(tag, Mistake::Kind::kAttribute, {}, label.value, mentions[0]->attributes.*member,
          RulesOf(mentions));
  }

  void JudgeProviders(TagScore& score) {
    const auto mentions = OfTag(Tag::kProvider);
    std::vector<std::string> texts;
    texts.reserve(mentions.size());
    for (const FoundMention* mention : mentions) texts.push_back(mention->text);
    const std::vector<std::string> wanted = ComparedNames(gold_.providers);
    const std::vector<std::string> refused = ComparedNames(gold_.not_providers);
    const std::vector<std::string> got = ComparedNames(texts);
    for (const std::string& name : wanted) {
      if (AnySame(name, got)) {
        ++score.right;
      } else {
        ++score.missed;
        Blame(Tag::kProvider, Mistake::Kind::kMissed, name, name, {}, {});
      }
    }
    for (const std::string& name : got) {
      const bool right = AnySame(name, wanted);
      if (!right && gold_.providers_partial && !AnySame(name, refused)) continue;
      std::vector<const FoundMention*> finders;
      for (const FoundMention* mention : mentions) {
        if (ComparedName(mention->text) == name) finders.push_back(mention);
      }
      std::vector<std::string> rules = RulesOf(finders);
      for (const std::string& rule : rules) Count(rule, right);
      if (right) continue;
      ++score.wrong;
      Blame(Tag::kProvider, Mistake::Kind::kWrong, name, {}, finders[0]->text, std::move(rules));
    }
  }

  void JudgeStatus(Tag tag, const std::vector<std::string>& wanted) {
    const auto mentions = OfTag(tag);
    std::string found;
    bool right = false;
    for (const FoundMention* mention : mentions) {
      const std::string& status = mention->attributes.status;
      const bool wants = std::find(wanted.begin(), wanted.end(), status) != wanted.end();
      if (wants || found.empty()) found = status;
      right = right || wants;
    }
    TagScore& expected = score_.by_status[wanted[0]];
    if (right) {
      ++score_.status.right;
      ++score_.by_status[found].right;
      return;
    }
    ++score_.status.missed;
    ++expected.missed;
    if (!found.empty()) {
      ++score_.status.wrong;
      ++score_.by_status[found].wrong;
    }
    Blame(tag, Mistake::Kind::kStatus, {}, wanted[0], found, RulesOf(mentions));
  }

  void Count(const std::string& rule, bool right) {
    RuleScore& score = evaluation_.rules[rule];
    ++score.fires;
    ++(right ? score.right : score.wrong);
  }

  const GoldPassage& gold_;
  std::size_t index_;
  const std::vector<FoundMention>& found_;
  Evaluation& evaluation_;
  GroupScore score_;
};

void Add(const TagScore& part, TagScore& sum) {
  sum.right += part.right;
  sum.wrong += part.wrong;
  sum.missed += part.missed;
  sum.attribute_judged += part.attribute_judged;
  sum.attribute_right += part.attribute_right;
}

void Add(const GroupScore& part, GroupScore& sum) {
  sum.passages += part.passages;
  for (std::size_t i = 0; i < sum.tags.size(); ++i) Add(part.tags[i], sum.tags[i]);
  Add(part.status, sum.status);
  for (const auto& [status, score] : part.by_status) Add(score, sum.by_status[status]);
}

}  // namespace

double TagScore::precision() const { return Ratio(right, right + wrong); }
double TagScore::recall() const { return Ratio(right, right + missed); }
double TagScore::f1() const {
  return right + wrong + missed == 0 ? 1.0 : Ratio(2 * right, 2 * right + wrong + missed);
}

double GroupScore::mean_f1() const {
  double sum = 0;
  for (const TagScore& tag : tags) sum += tag.f1();
  return sum / static_cast<double>(tags.size());
}

std::strong_ordering operator<=>(const Mistake& a, const Mistake& b) {
  return std::tie(a.passage, a.tag, a.kind, a.name) <=> std::tie(b.passage, b.tag, b.kind, b.name);
}

std::string_view MistakeName(Mistake::Kind kind) {
  switch (kind) {
    case Mistake::Kind::kMissed:
      return "missed";
    case Mistake::Kind::kWrong:
      return "wrong";
    case Mistake::Kind::kAttribute:
      return "attribute";
    case Mistake::Kind::kStatus:
      return "status";
  }
  return "wrong";
}

FoundMentions FindInPassages(const RuleSet& rules, const std::vector<GoldPassage>& passages) {
  FoundMentions found;
  found.reserve(passages.size());
  for (const GoldPassage& passage : passages) {
    std::vector<FoundMention>& mentions = found.emplace_back();
    for (const Mention& mention : rules.FindMentions(passage.text)) {
      if (mention.tag == Tag::kService) continue;
      mentions.push_back({mention.tag, mention.rule, std::string(mention.span.Of(passage.text)),
                          mention.attributes});
    }
  }
  return found;
}

Evaluation Evaluate(const std::vector<GoldPassage>& passages, const FoundMentions& found) {
  Evaluation evaluation;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const GroupScore score = PassageJudge(passages[i], i, found[i], evaluation).Run();
    Add(score, evaluation.all);
    Add(score, passages[i].unread ? evaluation.unread : evaluation.read);
  }
  std::sort(evaluation.mistakes.begin(), evaluation.mistakes.end());
  return evaluation;
}

Comparison Compare(const Evaluation& baseline, const Evaluation& now) {
  Comparison comparison;
  std::set_difference(baseline.mistakes.begin(), baseline.mistakes.end(), now.mistakes.begin(),
                      now.mistakes.end(), std::back_inserter(comparison.won));
  std::set_difference(now.mistakes.begin(), now.mistakes.end(), baseline.mistakes.begin(),
                      baseline.mistakes.end(), std::back_inserter(comparison.lost));
  // A wrong attribute is no news where the other side missed the mention itself: that is told.
  const auto missed_by = [](const Evaluation& other) {
    return [&other](const Mistake& mistake) {
      if (mistake.kind != Mistake::Kind::kAttribute) return false;
      Mistake missed = mistake;
      missed.kind = Mistake::Kind::kMissed;
      return std::binary_search(other.mistakes.begin(), other.mistakes.end(), missed);
    };
  };
  std::erase_if(comparison.won, missed_by(now));
  std::erase_if(comparison.lost, missed_by(baseline));
  return comparison;
}

}  // namespace scrutineer::extractors

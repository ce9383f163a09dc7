#include "extractors/required_literals.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

#include "extractors/literal_frequency.h"

namespace scrutineer::extractors {
namespace {

using Kind = PatternNode::Kind;

// Beyond these many the literals of a choice cost more than they exclude.
constexpr std::size_t kMaxExact = 32;
constexpr std::size_t kMaxChoice = 400;
constexpr std::size_t kMaxChoices = 4;
constexpr double kTooFrequent = 0.5;

using Knowledge = LiteralKnowledge;

std::string Separator() { return std::string(1, kSeparator); }

Knowledge Exactly(std::vector<std::string> texts, std::uint32_t gaps) {
  return {true, std::move(texts), {}, gaps};
}

void SortUnique(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

bool IsUseful(const std::string& literal) {
  const auto letters = static_cast<std::size_t>(
      std::count_if(literal.begin(), literal.end(), [](char c) { return c != kSeparator; }));
  if (letters >= 3) return true;
  return letters == 2 && literal.front() == kSeparator && literal.back() == kSeparator;
}

// Drops what is implied: where "ward" is looked for, " award " need not be. Keeps the order.
// REQUIRES: sorted.
LiteralChoice Minimal(const LiteralChoice& texts) {
  if (texts.size() < 2) return texts;
  std::size_t shortest = std::string::npos;
  for (const std::string& text : texts) shortest = std::min(shortest, text.size());
  if (shortest == 0) return {""};
  // The first characters of all are asked before the rest: few places have any of them.
  const auto first_of = [&](std::string_view text) {
    const unsigned second = shortest > 1 ? static_cast<unsigned char>(text[1]) & 63U : 0U;
    return ((static_cast<unsigned char>(text[0]) & 63U) << 6) | second;
  };
  std::bitset<4096> firsts;
  for (const std::string& text : texts) firsts.set(first_of(text));
  const auto holds_another = [&](std::string_view text) {
    for (std::size_t at = 0; at + shortest <= text.size(); ++at) {
      if (!firsts[first_of(text.substr(at))]) continue;
      for (std::size_t size = shortest; at + size <= text.size() && size < text.size(); ++size) {
        if (std::binary_search(texts.begin(), texts.end(), text.substr(at, size), std::less<>())) {
          return true;
        }
      }
    }
    return false;
  };
  LiteralChoice kept;
  for (const std::string& text : texts) {
    if (!holds_another(text)) kept.push_back(text);
  }
  return kept;
}

// Where something stands apart, so does what the texts begin or end with.
void AddSeparators(LiteralSides apart, std::vector<std::string>& texts) {
  for (std::string& text : texts) {
    if (apart.left) text = JoinFolded(Separator(), text);
    if (apart.right) text = JoinFolded(text, Separator());
  }
}

void AddChoice(std::vector<std::string> texts, LiteralSides apart, std::uint32_t gaps_before,
               std::uint32_t gaps_after, std::vector<RequiredChoice>& choices) {
  if (texts.empty() || texts.size() > kMaxChoice) return;
  AddSeparators(apart, texts);
  SortUnique(texts);
  texts = Minimal(texts);
  for (std::string& text : texts) text = ShortenedLiteral(text);
  if (!std::all_of(texts.begin(), texts.end(), IsUseful)) return;
  SortUnique(texts);
  const double frequency = ExpectedFrequency(texts);
  choices.push_back({std::move(texts), gaps_before, gaps_after, 0, frequency});
}

const RequiredChoice* Rarest(const std::vector<RequiredChoice>& choices) {
  const auto rarest =
      std::min_element(choices.begin(), choices.end(),
                       [](const auto& a, const auto& b) { return a.frequency < b.frequency; });
  return rarest == choices.end() ? nullptr : &*rarest;
}

Knowledge Either(std::vector<Knowledge> alternatives, LiteralSides apart) {
  std::vector<std::string> texts;     // of exact alternatives
  std::vector<std::string> literals;  // of the others
  bool exact = true;
  std::uint32_t gaps = 0;
  std::uint32_t before = 0;
  std::uint32_t after = 0;
  for (Knowledge& alternative : alternatives) {
    exact = exact && alternative.exact;
    gaps = std::max(gaps, alternative.gaps);
    if (alternative.exact) {
      std::move(alternative.texts.begin(), alternative.texts.end(), std::back_inserter(texts));
      before = std::max(before, alternative.gaps);
      after = std::max(after, alternative.gaps);
    } else if (const RequiredChoice* rarest = Rarest(alternative.choices)) {
      literals.insert(literals.end(), rarest->literals.begin(), rarest->literals.end());
      before = std::max(before, rarest->gaps_before);
      after = std::max(after, rarest->gaps_after);
    } else {
      return {};
    }
  }
  SortUnique(texts);
  if (exact && texts.size() <= kMaxExact) return Exactly(std::move(texts), gaps);
  AddSeparators(apart, texts);
  literals.insert(literals.end(), texts.begin(), texts.end());
  Knowledge knowledge;
  AddChoice(std::move(literals), {}, before, after, knowledge.choices);
  return knowledge;
}

// Of the parts of a sequence: between what stands there, seen from outside, as `around` says.
std::vector<LiteralSides> SidesOfParts(const PatternNode& sequence, LiteralSides around) {
  const auto& parts = sequence.parts;
  const auto is_word = [](const PatternNode& node, EdgeKinds edge) {
    return edge == kEdgeAsciiWord && !node.nullable;
  };
  const auto is_border = [](const PatternNode& node) { return node.regex == "\\b"; };
  std::vector<LiteralSides> sides(parts.size());
  bool apart = around.left;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool closed = i > 0 && is_border(*parts[i - 1]) && is_word(*parts[i], parts[i]->first);
    sides[i].left = apart || closed;
    apart = (parts[i]->last & kEdgeAsciiWord) == 0 && (apart || !parts[i]->nullable);
  }
  apart = around.right;
  for (std::size_t i = parts.size(); i-- > 0;) {
    const bool closed =
        i + 1 < parts.size() && is_border(*parts[i + 1]) && is_word(*parts[i], parts[i]->last);
    sides[i].right = apart || closed;
    apart = (parts[i]->first & kEdgeAsciiWord) == 0 && (apart || !parts[i]->nullable);
  }
  return sides;
}

}  // namespace

// Knowledge of parts one after another, as far as their texts can be joined.
class LiteralJoiner {
 public:
  explicit LiteralJoiner(LiteralAnalysis& analysis) : analysis_(analysis) {}

  void AddAll(const PatternPtr& pointer, LiteralSides apart) {
    const PatternNode& node = *pointer;
    if (node.kind == Kind::kSequence) {
      const std::vector<LiteralSides> sides = SidesOfParts(node, apart);
      for (std::size_t i = 0; i < sides.size(); ++i) AddAll(node.parts[i], sides[i]);
    } else if (node.ends_in_space) {
      AddGap(node);
    } else {
      Add(analysis_.Know(pointer, apart), apart);
    }
  }

  Knowledge Finish() && {
    if (!cut_) return Exactly(std::move(texts_), gaps_);
    AddChoice(std::move(texts_), apart_, gaps_, own_gaps_, choices_);
    return {false, {}, std::move(choices_), gaps_};
  }

 private:
  void Add(Knowledge part, LiteralSides apart) {
    if (!part.exact) return AddInexact(std::move(part));
    const bool one = part.texts.size() == 1;
    if (one && part.texts[0].empty()) return;
    if (one) {
      AddOne(part.texts[0]);
    } else if (texts_.size() * part.texts.size() > kMaxExact) {
      Cut(std::move(part.texts));
    } else {
      AddEach(part.texts);
    }
    if (std::exchange(fresh_, false)) apart_.left = apart.left;
    apart_.right = apart.right;
    Advance(part.gaps);
  }

  void AddOne(const std::string& right) {
    for (std::string& left : texts_) left = JoinFolded(left, right);
    if (texts_.size() > 1) SortUnique(texts_);
  }

  void AddEach(const std::vector<std::string>& texts) {
    std::vector<std::string> joined;
    joined.reserve(texts_.size() * texts.size());
    for (const std::string& left : texts_) {
      for (const std::string& right : texts) joined.push_back(JoinFolded(left, right));
    }
    SortUnique(joined);
    texts_ = std::move(joined);
  }

  void AddInexact(Knowledge part) {
    Cut({""});
    for (RequiredChoice& choice : part.choices) {
      choice.gaps_before = AddGaps(gaps_, choice.gaps_before);
    }
    Advance(part.gaps);
    own_gaps_ = 0;
    std::move(part.choices.begin(), part.choices.end(), std::back_inserter(choices_));
  }

  // After a gap stands white space, if the gap is not empty or there was some before it.
  void AddGap(const PatternNode& node) {
    const bool spaced = std::all_of(texts_.begin(), texts_.end(), [](const std::string& text) {
      return !text.empty() && text.back() == kSeparator;
    });
    Cut({spaced || !node.nullable ? Separator() : std::string()});
    Advance(node.gaps);
    own_gaps_ = 0;
  }

  // A part with so many gaps has been added.
  void Advance(std::uint32_t gaps) {
    gaps_ = AddGaps(gaps_, gaps);
    own_gaps_ = AddGaps(own_gaps_, gaps);
    for (RequiredChoice& choice : choices_) {
      choice.gaps_after = AddGaps(choice.gaps_after, gaps);
    }
  }

  void Cut(std::vector<std::string> next) {
    AddChoice(std::move(texts_), apart_, gaps_, own_gaps_, choices_);
    texts_ = std::move(next);
    apart_ = {};
    fresh_ = true;
    own_gaps_ = 0;
    cut_ = true;
  }

  LiteralAnalysis& analysis_;
  std::vector<std::string> texts_ = {""};
  LiteralSides apart_;  // texts_
  bool fresh_ = true;   // nothing was added to texts_ since the last cut
  std::vector<RequiredChoice> choices_;
  std::uint32_t gaps_ = 0;      // of all parts
  std::uint32_t own_gaps_ = 0;  // of those since the last cut
  bool cut_ = false;
};

Knowledge LiteralAnalysis::KnowRepeat(const PatternNode& node, LiteralSides apart) {
  const PatternNode& body = *node.parts[0];
  if (node.max != 1) {
    apart.left = apart.left && (body.last & kEdgeAsciiWord) == 0;
    apart.right = apart.right && (body.first & kEdgeAsciiWord) == 0;
  }
  Knowledge part = Know(node.parts[0], apart);
  // Any number of separators is one.
  const bool separators =
      part.exact && std::all_of(part.texts.begin(), part.texts.end(), [](const std::string& text) {
        return text.empty() || text == Separator();
      });
  if (part.exact && (separators || node.max == 1)) {
    if (node.min == 0) part.texts.emplace_back();
    SortUnique(part.texts);
    return part;
  }
  if (node.min == 0) return {};
  if (part.exact) {
    Knowledge knowledge;
    AddChoice(std::move(part.texts), apart, node.gaps, node.gaps, knowledge.choices);
    return knowledge;
  }
  for (RequiredChoice& choice : part.choices) choice.gaps_before = choice.gaps_after = node.gaps;
  return part;
}

Knowledge LiteralAnalysis::Know(const PatternPtr& node, LiteralSides apart) {
  const auto know = [&] {
    Knowledge knowledge = KnowNew(node, apart);
    knowledge.gaps = node->gaps;
    return knowledge;
  };
  if (node->kind == Kind::kAtom || node.use_count() == 1) return know();
  auto& shared = shared_[(apart.left ? 2 : 0) + (apart.right ? 1 : 0)];
  if (const auto known = shared.find(node); known != shared.end()) return known->second;
  return shared.emplace(node, know()).first->second;
}

Knowledge LiteralAnalysis::KnowNew(const PatternPtr& node, LiteralSides apart) {
  switch (node->kind) {
    case Kind::kAtom:
      return node->folded ? Exactly(*node->folded, node->gaps) : Knowledge{};
    case Kind::kSequence: {
      LiteralJoiner joiner(*this);
      joiner.AddAll(node, apart);
      return std::move(joiner).Finish();
    }
    case Kind::kChoice: {
      std::vector<Knowledge> alternatives;
      alternatives.reserve(node->parts.size());
      for (const PatternPtr& part : node->parts) alternatives.push_back(Know(part, apart));
      return Either(std::move(alternatives), apart);
    }
    case Kind::kRepeat:
      return KnowRepeat(*node, apart);
    case Kind::kGroup:
      return Know(node->parts[0], apart);
  }
  return {};
}

std::vector<RequiredChoice> LiteralAnalysis::Required(const PatternPtr& tree) {
  // Matches begin and end on borders of words.
  constexpr LiteralSides kApart = {true, true};
  Knowledge knowledge = Know(tree, kApart);
  if (knowledge.exact) {
    AddChoice(std::move(knowledge.texts), kApart, tree->gaps, tree->gaps, knowledge.choices);
  }
  std::vector<RequiredChoice>& choices = knowledge.choices;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::size_t count = choices[i].literals.size();
    choices[i].literals = Minimal(choices[i].literals);
    choices[i].position = static_cast<std::uint32_t>(i);
    if (choices[i].literals.size() < count)
      choices[i].frequency = ExpectedFrequency(choices[i].literals);
  }
  std::stable_sort(choices.begin(), choices.end(),
                   [](const auto& a, const auto& b) { return a.frequency < b.frequency; });
  // What is everywhere excludes nothing, and only the rarest choice must be there.
  while (choices.size() > 1 &&
         (choices.size() > kMaxChoices || choices.back().frequency > kTooFrequent)) {
    choices.pop_back();
  }
  return std::move(choices);
}

}  // namespace scrutineer::extractors

#include "extractors/required_literals.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

namespace scrutineer::extractors {
namespace {

using Kind = PatternNode::Kind;

// Beyond these many the literals of a choice cost more than they exclude.
constexpr std::size_t kMaxExact = 32;
constexpr std::size_t kMaxChoice = 400;
constexpr std::size_t kMaxChoices = 3;
constexpr double kTooFrequent = 0.5;
constexpr std::size_t kMaxLiteralLength = 20;

// What is known of the folded text of a node's matches.
struct Knowledge {
  bool exact = false;
  std::vector<std::string> texts;      // if exact: every one of them
  std::vector<LiteralChoice> choices;  // if not: what they contain
};

std::string Separator() { return std::string(1, kSeparator); }

Knowledge Exactly(std::vector<std::string> texts) { return {true, std::move(texts), {}}; }

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
LiteralChoice Minimal(std::vector<std::string> texts) {
  LiteralChoice kept;
  for (const std::string& text : texts) {
    const bool implied = std::any_of(texts.begin(), texts.end(), [&](const std::string& other) {
      return other.size() < text.size() && text.find(other) != std::string::npos;
    });
    if (!implied) kept.push_back(text);
  }
  return kept;
}

// Words that stand in about every sentence of a council's papers.
bool IsCommonWord(std::string_view word) {
  static const std::set<std::string_view> words = {
      "a",    "all", "an",   "and", "any",  "are",  "as",   "at",    "be",      "been",
      "by",   "for", "from", "had", "has",  "have", "in",   "is",    "it",      "its",
      "may",  "no",  "not",  "of",  "on",   "or",   "our",  "shall", "that",    "the",
      "this", "to",  "was",  "we",  "were", "will", "with", "which", "council", "their"};
  return words.contains(word);
}

bool IsCommon(std::string_view literal) {
  while (!literal.empty()) {
    const std::size_t end = std::min(literal.find(kSeparator), literal.size());
    if (end > 0 && !IsCommonWord(literal.substr(0, end))) return false;
    literal.remove_prefix(std::min(end + 1, literal.size()));
  }
  return true;
}

// Expected frequency in text, up to a factor: long literals and whole words are rare.
double Frequency(const LiteralChoice& choice) {
  double sum = 0;
  for (const std::string& literal : choice) {
    sum += IsCommon(literal) ? 1 : std::pow(0.4, static_cast<double>(literal.size()));
  }
  return sum;
}

void AddChoice(std::vector<std::string> texts, std::vector<LiteralChoice>& choices) {
  if (texts.empty() || texts.size() > kMaxChoice) return;
  for (std::string& text : texts) {
    if (text.size() > kMaxLiteralLength) text.resize(kMaxLiteralLength);
  }
  if (!std::all_of(texts.begin(), texts.end(), IsUseful)) return;
  SortUnique(texts);
  choices.push_back(std::move(texts));
}

Knowledge Know(const PatternNode& node);

// Knowledge of parts one after another, as far as their texts can be joined.
class Joiner {
 public:
  void AddAll(const PatternNode& node) {
    if (node.kind == Kind::kSequence) {
      for (const PatternPtr& part : node.parts) AddAll(*part);
    } else if (node.ends_in_space) {
      AddGap(node);
    } else {
      Add(Know(node));
    }
  }

  void Add(Knowledge part) {
    if (!part.exact) {
      Cut({""});
      for (LiteralChoice& choice : part.choices) choices_.push_back(std::move(choice));
      return;
    }
    if (texts_.size() * part.texts.size() > kMaxExact) {
      Cut(std::move(part.texts));
      return;
    }
    std::vector<std::string> joined;
    joined.reserve(texts_.size() * part.texts.size());
    for (const std::string& left : texts_) {
      for (const std::string& right : part.texts) joined.push_back(JoinFolded(left, right));
    }
    SortUnique(joined);
    texts_ = std::move(joined);
  }

  Knowledge Finish() && {
    if (!cut_) return Exactly(std::move(texts_));
    AddChoice(std::move(texts_), choices_);
    return {false, {}, std::move(choices_)};
  }

 private:
  // After a gap stands white space, if the gap is not empty or there was some before it.
  void AddGap(const PatternNode& node) {
    const bool spaced = std::all_of(texts_.begin(), texts_.end(), [](const std::string& text) {
      return !text.empty() && text.back() == kSeparator;
    });
    Cut({spaced || !node.nullable ? Separator() : std::string()});
  }

  void Cut(std::vector<std::string> next) {
    AddChoice(std::move(texts_), choices_);
    texts_ = std::move(next);
    cut_ = true;
  }

  std::vector<std::string> texts_ = {""};
  std::vector<LiteralChoice> choices_;
  bool cut_ = false;
};

const LiteralChoice* Rarest(const std::vector<LiteralChoice>& choices) {
  const auto rarest =
      std::min_element(choices.begin(), choices.end(),
                       [](const auto& a, const auto& b) { return Frequency(a) < Frequency(b); });
  return rarest == choices.end() ? nullptr : &*rarest;
}

Knowledge Either(const std::vector<Knowledge>& alternatives) {
  std::vector<std::string> texts;
  bool exact = true;
  for (const Knowledge& alternative : alternatives) {
    exact = exact && alternative.exact;
    if (alternative.exact) {
      texts.insert(texts.end(), alternative.texts.begin(), alternative.texts.end());
    } else if (const LiteralChoice* rarest = Rarest(alternative.choices)) {
      texts.insert(texts.end(), rarest->begin(), rarest->end());
    } else {
      return {};
    }
  }
  SortUnique(texts);
  if (exact && texts.size() <= kMaxExact) return Exactly(std::move(texts));
  Knowledge knowledge;
  AddChoice(std::move(texts), knowledge.choices);
  return knowledge;
}

Knowledge KnowRepeat(const PatternNode& node) {
  Knowledge part = Know(*node.parts[0]);
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
    AddChoice(std::move(part.texts), knowledge.choices);
    return knowledge;
  }
  return part;
}

Knowledge Know(const PatternNode& node) {
  switch (node.kind) {
    case Kind::kAtom:
      return node.folded ? Exactly(*node.folded) : Knowledge{};
    case Kind::kSequence: {
      Joiner joiner;
      joiner.AddAll(node);
      return std::move(joiner).Finish();
    }
    case Kind::kChoice: {
      std::vector<Knowledge> alternatives;
      for (const PatternPtr& part : node.parts) alternatives.push_back(Know(*part));
      return Either(alternatives);
    }
    case Kind::kRepeat:
      return KnowRepeat(node);
    case Kind::kGroup:
      return Know(*node.parts[0]);
  }
  return {};
}

// A whole pattern (or one of its alternatives), with the borders that matches must have.
Knowledge KnowBounded(const PatternNode& node) {
  if (node.kind == Kind::kChoice) {
    std::vector<Knowledge> alternatives;
    for (const PatternPtr& part : node.parts) alternatives.push_back(KnowBounded(*part));
    return Either(alternatives);
  }
  Joiner joiner;
  if (node.first == kEdgeAsciiWord) joiner.Add(Exactly({Separator()}));
  joiner.AddAll(node);
  if (node.last == kEdgeAsciiWord) joiner.Add(Exactly({Separator()}));
  return std::move(joiner).Finish();
}

}  // namespace

std::vector<LiteralChoice> RequiredLiterals(const PatternPtr& tree) {
  Knowledge knowledge = KnowBounded(*tree);
  if (knowledge.exact) AddChoice(std::move(knowledge.texts), knowledge.choices);
  std::vector<LiteralChoice>& choices = knowledge.choices;
  for (LiteralChoice& choice : choices) choice = Minimal(std::move(choice));
  std::stable_sort(choices.begin(), choices.end(),
                   [](const auto& a, const auto& b) { return Frequency(a) < Frequency(b); });
  choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
  // What is everywhere excludes nothing, and only the rarest choice must be there.
  while (choices.size() > 1 &&
         (choices.size() > kMaxChoices || Frequency(choices.back()) > kTooFrequent)) {
    choices.pop_back();
  }
  return std::move(choices);
}

}  // namespace scrutineer::extractors

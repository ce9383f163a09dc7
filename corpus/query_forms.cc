#include "corpus/query_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/fts_tokenizer.h"
#include "corpus/prefix_forms.h"
#include "corpus/query_characters.h"
#include "pipeline/model/compound_words.h"

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kMaxForms = 16;
constexpr std::size_t kShortestPart = 2;    // of a compound in one word
constexpr std::size_t kShortestPlural = 4;  // "bus" is none

// One or two words of a phrase, in each way in which they may stand; the first as typed.
struct PhrasePart {
  std::vector<std::string> options;
};

bool IsAllLetters(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; });
}

std::string FirstStem(std::string_view words) {
  const std::vector<Token> tokens = TokenizeStemmed(words);
  return tokens.empty() ? std::string() : tokens.front().text;
}

std::vector<std::u32string> SplitAtSpaces(std::string_view text) {
  std::vector<std::u32string> words(1);
  for (const char32_t c : DecodeUtf8(text)) {
    if (!IsSpace(c)) {
      words.back().push_back(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

template <typename Is>
bool HoldsInside(const std::u32string& word, Is is) {
  return word.size() > 2 && std::any_of(word.begin() + 1, word.end() - 1, is);
}

class FormFinder {
 public:
  FormFinder(std::string_view text, bool is_prefix)
      : words_(SplitAtSpaces(text)), is_prefix_(is_prefix) {
    tokens_.reserve(words_.size());
    for (const std::u32string& word : words_) {
      std::vector<std::string> tokens;
      for (Token& token : Tokenize(EncodeUtf8(word))) tokens.push_back(std::move(token.text));
      tokens_.push_back(std::move(tokens));
    }
  }

  std::vector<PhrasePart> Run() {
    std::vector<PhrasePart> parts;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (IsCompoundWithNext(i)) {
        parts.push_back(
            {{tokens_[i][0] + ' ' + tokens_[i + 1][0], tokens_[i][0] + tokens_[i + 1][0]}});
        ++i;
        continue;
      }
      PhrasePart part{OptionsOf(i)};
      if (!part.options.empty()) parts.push_back(std::move(part));
    }
    return parts;
  }

 private:
  bool IsFirst(std::size_t i) const { return i == 0; }
  bool IsLast(std::size_t i) const { return i + 1 == words_.size(); }

  bool IsCompoundWithNext(std::size_t i) const {
    if (IsLast(i) || (is_prefix_ && IsLast(i + 1))) return false;
    return tokens_[i].size() == 1 && tokens_[i + 1].size() == 1 &&
           IsWrittenApart(tokens_[i][0], tokens_[i + 1][0]);
  }

  std::vector<std::string> OptionsOf(std::size_t i) const {
    const std::vector<std::string>& tokens = tokens_[i];
    const bool is_inside = !IsFirst(i) && !IsLast(i);
    if (tokens.empty()) {
      if (words_[i] == U"&" && is_inside) return {"", "and"};
      return {};
    }
    if (tokens.size() == 1) return OptionsOfWord(tokens[0], i);
    const std::string apart = Join(tokens, " ");
    if (tokens.size() > 2) return {apart};
    const auto is_ampersand = [](char32_t c) { return c == U'&'; };
    if (HoldsInside(words_[i], is_ampersand)) return {apart, Join(tokens, " and ")};
    if (HoldsInside(words_[i], &IsApostrophe)) return OptionsOfPossessive(tokens, i);
    if (HoldsInside(words_[i], &IsHyphen) && MayBeJoined(tokens)) return {apart, Join(tokens, "")};
    return {apart};
  }

  std::vector<std::string> OptionsOfWord(const std::string& word, std::size_t i) const {
    std::vector<std::string> options = {word};
    if (is_prefix_ && IsLast(i)) return options;
    if (word == "and" && !IsFirst(i) && !IsLast(i)) return {word, ""};
    if (!IsAllLetters(word)) return options;
    for (std::size_t at = kShortestPart; at + kShortestPart <= word.size(); ++at) {
      const std::string left = word.substr(0, at);
      const std::string right = word.substr(at);
      if (IsWrittenApart(left, right)) options.push_back(fmt::format("{} {}", left, right));
    }
    // Inside a phrase "childrens" and "children's" differ by a word of the index; at its end
    // "childrens" has the stem of "children".
    const bool is_plural =
        word.size() >= kShortestPlural && word.ends_with("s") && !word.ends_with("ss");
    if (is_plural && !IsLast(i)) options.push_back(word.substr(0, word.size() - 1) + " s");
    return options;
  }

  // "council's", "o'brien", "don't".
  std::vector<std::string> OptionsOfPossessive(const std::vector<std::string>& tokens,
                                               std::size_t i) const {
    std::string joined = Join(tokens, "");
    const bool same_stem = tokens[1] == "s" && FirstStem(joined) == FirstStem(tokens[0]);
    if (same_stem && IsLast(i) && !is_prefix_) return {std::move(joined)};
    return {Join(tokens, " "), std::move(joined)};
  }

  // "re-sign" is not "resign", and "2019-20" no word.
  static bool MayBeJoined(const std::vector<std::string>& tokens) {
    if (!IsAllLetters(tokens[0])) return false;
    return tokens[0] != "re" || IsWrittenApart(tokens[0], tokens[1]);
  }

  static std::string Join(const std::vector<std::string>& tokens, std::string_view between) {
    std::string joined = tokens[0];
    for (std::size_t i = 1; i < tokens.size(); ++i) joined.append(between).append(tokens[i]);
    return joined;
  }

  std::vector<std::u32string> words_;
  std::vector<std::vector<std::string>> tokens_;  // of each word, not stemmed
  bool is_prefix_;
};

WordForms Combine(std::string_view text, const std::vector<PhrasePart>& parts) {
  std::size_t count = 1;
  for (const PhrasePart& part : parts) {
    count = std::min(count * part.options.size(), kMaxForms + 1);
  }
  if (count > kMaxForms) return {{std::string(text)}, false};
  std::vector<std::string> forms = {""};
  for (const PhrasePart& part : parts) {
    std::vector<std::string> longer;
    for (const std::string& form : forms) {
      for (const std::string& option : part.options) {
        const std::string_view space = form.empty() || option.empty() ? "" : " ";
        longer.push_back(fmt::format("{}{}{}", form, space, option));
      }
    }
    forms = std::move(longer);
  }
  // Without other forms the words go to the index as they were typed.
  if (forms.size() == 1 && forms[0] == Fold(text)) forms[0] = std::string(text);
  return {std::move(forms), true};
}

}  // namespace

WordForms FormsOfWords(std::string_view text) {
  return Combine(text, FormFinder(text, /*is_prefix=*/false).Run());
}

std::vector<std::string> FormsOfPrefix(std::string_view text) {
  return Combine(text, FormFinder(text, /*is_prefix=*/true).Run()).forms;
}

std::vector<QueryNode> WithCompounds(const std::vector<QueryNode>& children) {
  std::vector<QueryNode> joined;
  for (const QueryNode& child : children) {
    const bool is_compound = child.follows_word && !joined.empty() &&
                             joined.back().kind == QueryNode::Kind::kWord &&
                             IsWrittenApart(Fold(joined.back().text), Fold(child.text));
    if (!is_compound) {
      joined.push_back(child);
      continue;
    }
    QueryNode both;
    both.kind = QueryNode::Kind::kAnd;
    both.children = {joined.back(), child};
    both.children.back().follows_word = false;  // found to be one already
    QueryNode in_one;
    in_one.text = Fold(joined.back().text) + Fold(child.text);
    QueryNode either;
    either.kind = QueryNode::Kind::kOr;
    either.offset_code_points = joined.back().offset_code_points;
    either.children = {std::move(both), std::move(in_one)};
    joined.back() = std::move(either);
  }
  return joined;
}

std::size_t NearForms(const QueryNode& near) {
  std::size_t count = 1;
  for (const QueryNode& child : near.children) {
    std::size_t forms = 0;
    if (child.kind == QueryNode::Kind::kPrefix) {
      for (const std::string& prefix : FormsOfPrefix(child.text)) {
        forms += 1 + FormsBehindPrefix(prefix).size();
      }
    } else {
      forms = FormsOfWords(child.text).forms.size();
    }
    count = std::min(count * forms, kMaxNearForms + 1);
  }
  return count;
}

}  // namespace scrutineer::corpus

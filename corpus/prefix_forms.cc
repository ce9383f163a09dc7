#include "corpus/prefix_forms.h"

#include <algorithm>
#include <array>
#include <set>

#include "corpus/fts_tokenizer.h"

namespace scrutineer::corpus {
namespace {

// Endings that Porter's stemmer removes or changes (M. F. Porter, "An algorithm for suffix
// stripping", 1980), with the plurals that go with them.
constexpr std::array<std::string_view, 46> kEndings = {
    "sses",   "ies",     "s",       "eed",      "ed",    "ing",    "ings",    "ational",
    "tional", "enci",    "anci",    "izer",     "izers", "ably",   "ally",    "ently",
    "ely",    "ously",   "ization", "izations", "ation", "ations", "ator",    "ators",
    "alism",  "iveness", "fulness", "ousness",  "ality", "ivity",  "ibility", "ability",
    "icate",  "ative",   "alize",   "ical",     "ness",  "ances",  "ences",   "able",
    "ible",   "ements",  "ments",   "ions",     "isms",  "ives",
};

std::string StemOf(const std::string& words) {
  const std::vector<Token> tokens = TokenizeStemmed(words);
  return tokens.empty() ? std::string() : tokens.back().text;
}

}  // namespace

std::vector<std::string> FormsBehindPrefix(std::string_view prefix) {
  std::vector<std::string> forms;
  const std::string typed(prefix);
  const std::string typed_stem = StemOf(typed);
  const std::vector<Token> words = Tokenize(prefix);
  if (words.empty()) return forms;
  const std::string& last = words.back().text;
  std::set<std::string> stems;
  for (const std::string_view ending : kEndings) {
    for (std::size_t begun = 1; begun < ending.size(); ++begun) {
      if (!std::string_view(last).ends_with(ending.substr(0, begun))) continue;
      std::string form = typed + std::string(ending.substr(begun));
      std::string stem = StemOf(form);
      if (stem.starts_with(typed_stem) || !stems.insert(std::move(stem)).second) continue;
      forms.push_back(std::move(form));
    }
  }
  return forms;
}

}  // namespace scrutineer::corpus

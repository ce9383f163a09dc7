#include "extractors/inflection.h"

#include <algorithm>

namespace scrutineer::extractors {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// One consonant after one vowel after a consonant: the last letter may be doubled.
bool MayDouble(std::string_view word) {
  const std::size_t n = word.size();
  if (n < 3 || std::string_view("bdfglmnprt").find(word[n - 1]) == std::string_view::npos) {
    return false;
  }
  if (!IsVowel(word[n - 2])) return false;
  const bool after_qu = n >= 4 && word[n - 4] == 'q' && word[n - 3] == 'u';
  return after_qu || !IsVowel(word[n - 3]);
}

std::vector<std::string> Endings(const std::string& word) {
  const auto stem = [&](std::size_t dropped) { return word.substr(0, word.size() - dropped); };
  const auto ends = [&](std::string_view ending) { return word.ends_with(ending); };
  if (ends("ie")) return {word + "s", word + "d", stem(2) + "ying"};
  if (ends("ee") || ends("oe") || ends("ye")) return {word + "s", word + "d", word + "ing"};
  if (ends("e")) return {word + "s", word + "d", stem(1) + "ing"};
  if (ends("y") && word.size() > 1 && !IsVowel(word[word.size() - 2])) {
    return {stem(1) + "ies", stem(1) + "ied", word + "ing"};
  }
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) {
    return {word + "es", word + "ed", word + "ing"};
  }
  std::vector<std::string> forms = {word + "s", word + "ed", word + "ing"};
  if (ends("o")) forms.push_back(word + "es");
  if (MayDouble(word)) {
    forms.push_back(word + word.back() + "ed");
    forms.push_back(word + word.back() + "ing");
  }
  return forms;
}

}  // namespace

std::vector<std::string> Inflect(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  const bool capitals = word.size() > 1 && std::none_of(word.begin(), word.end(),
                                                        [](char c) { return Lower(c) == c; });
  std::vector<std::string> forms = Endings(lower);
  forms.insert(forms.begin(), lower);
  // Capitals come back where the word had them: they count in rules that are case sensitive.
  for (std::string& form : forms) {
    for (std::size_t i = 0; i < form.size(); ++i) {
      if (capitals || (i < word.size() && Lower(word[i]) != word[i])) form[i] = Upper(form[i]);
    }
  }
  return forms;
}

}  // namespace scrutineer::extractors

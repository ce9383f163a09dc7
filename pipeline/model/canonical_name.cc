#include "pipeline/model/canonical_name.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

namespace scrutineer {
namespace {

constexpr std::array<std::string_view, 12> kLegalForms = {
    "ltd", "limited", "plc", "llp", "cic", "cio", "inc", "incorporated", "llc", "dac", "ulc", "lp"};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Letters of U+00C0 to U+00FF without their accents; what has none of ASCII stays ('?').
constexpr std::string_view kPlainLatin1 =
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy?saaaaaa?ceeeeiiii?nooooo?ouuuuy?y";

// The bytes of one character, the letter that it is compared as, and whether it is one.
struct Character {
  std::string_view bytes;
  std::string_view plain;  // lower case, without accent; empty: it parts words
  bool vanishes = false;   // apostrophes and full stops: neither a letter nor a border
};

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

std::string_view PlainLetter(char lower) {
  const std::size_t at = kAlphabet.find(lower);
  return at == std::string_view::npos ? std::string_view() : kAlphabet.substr(at, 1);
}

Character ReadTwoBytes(std::string_view bytes) {
  const auto second = static_cast<unsigned char>(bytes[1]);
  if (bytes[0] == '\xC2') return {bytes, {}};  // no-break space, pound, soft hyphen
  if (bytes[0] == '\xC3' && second != 0x97 && second != 0xB7) {
    const char plain = kPlainLatin1[second & 0x3FU];
    return {bytes, plain == '?' ? bytes : PlainLetter(plain)};
  }
  if (bytes == "\xC5\xB4" || bytes == "\xC5\xB5") return {bytes, "w"};
  if (bytes == "\xC5\xB6" || bytes == "\xC5\xB7") return {bytes, "y"};
  return {bytes, bytes};
}

Character ReadCharacter(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    const bool vanishes = text[at] == '\'' || text[at] == '.';
    return {text.substr(at, 1), PlainLetter(Lower(text[at])), vanishes};
  }
  const std::string_view bytes = text.substr(at, lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
  if (bytes.size() == 2) return ReadTwoBytes(bytes);
  if (bytes == "’" || bytes == "‘") return {bytes, {}, true};
  // General punctuation: dashes, quotes, spaces.
  if (bytes.size() == 3 && bytes[0] == '\xE2' && (bytes[1] == '\x80' || bytes[1] == '\x81')) {
    return {bytes, {}};
  }
  return {bytes, bytes};
}

std::vector<std::string> PlainWords(std::string_view name) {
  std::vector<std::string> words(1);
  const auto finish = [&] {
    if (!words.back().empty()) words.emplace_back();
  };
  for (std::size_t i = 0; i < name.size();) {
    const Character character = ReadCharacter(name, i);
    i += character.bytes.size();
    if (character.bytes == "&" || character.bytes == "+") {
      finish();
      words.back() = "and";
      finish();
    } else if (!character.plain.empty()) {
      words.back() += character.plain;
    } else if (!character.vanishes) {
      finish();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// "f m conway" as "fm conway".
void JoinInitials(std::vector<std::string>& words) {
  std::vector<std::string> joined;
  bool initials = false;
  for (std::string& word : words) {
    const bool initial = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
    if (initial && initials) {
      joined.back() += word;
    } else {
      joined.push_back(std::move(word));
    }
    initials = initial;
  }
  words = std::move(joined);
}

bool EndsWith(const std::vector<std::string>& words, const std::vector<std::string_view>& ending) {
  return words.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), words.rbegin());
}

void DropEnding(std::vector<std::string>& words) {
  while (words.size() > 1) {
    if (EndsWith(words, {"community", "interest", "company"}) ||
        EndsWith(words, {"designated", "activity", "company"})) {
      words.resize(words.size() - 3);
    } else if (std::find(kLegalForms.begin(), kLegalForms.end(), words.back()) !=
               kLegalForms.end()) {
      words.pop_back();
    } else {
      return;
    }
  }
}

// "Glan Agua UK Ltd" is "Glan Agua", but "Care UK" and "Age UK" need their second word.
void DropCountry(std::vector<std::string>& words, bool had_legal_form) {
  if (had_legal_form && words.size() > 2 && words.back() == "uk") words.pop_back();
}

struct Trading {
  std::string_view legal, trade;
};

Trading SplitTrading(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  for (const std::string_view mark : {"t/a", "trading as", "t/as"}) {
    for (std::size_t at = lower.find(mark); at != std::string::npos;
         at = lower.find(mark, at + 1)) {
      const std::size_t end = at + mark.size();
      const bool alone = at > 0 && !IsAsciiWord(lower[at - 1]) &&
                         (end == lower.size() || !IsAsciiWord(lower[end]));
      if (alone) return {name.substr(0, at), name.substr(end)};
    }
  }
  return {name, {}};
}

// Without "(UK)" wherever it stands.
std::string WithoutCountry(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::size_t open = std::min(name.find('('), name.size());
    out += name.substr(0, open);
    name.remove_prefix(open);
    if (name.size() < 4) break;
    const bool uk =
        (name[1] == 'U' || name[1] == 'u') && (name[2] == 'K' || name[2] == 'k') && name[3] == ')';
    out += ' ';
    name.remove_prefix(uk ? 4 : 1);
  }
  return out;
}

bool HasBothCases(std::string_view name) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::any_of(name.begin(), name.end(), is_small) &&
         std::any_of(name.begin(), name.end(), is_capital);
}

}  // namespace

std::string CanonicalName(std::string_view name) {
  std::string_view legal = SplitTrading(name).legal;
  std::vector<std::string> words = PlainWords(WithoutCountry(legal));
  if (words.empty() && legal.size() != name.size()) words = PlainWords(name);
  JoinInitials(words);
  const std::size_t before = words.size();
  DropEnding(words);
  DropCountry(words, words.size() < before);
  if (words.size() > 1 && (words[0] == "the" || words[0] == "messrs")) words.erase(words.begin());
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string_view TradingName(std::string_view name) {
  std::string_view trade = SplitTrading(name).trade;
  const auto is_edge = [](char c) { return c == ' ' || c == ')' || c == '"' || c == '\n'; };
  while (!trade.empty() && is_edge(trade.front())) trade.remove_prefix(1);
  while (!trade.empty() && is_edge(trade.back())) trade.remove_suffix(1);
  return trade;
}

bool IsLegalForm(std::string_view word) {
  std::string lower;
  for (const char c : word) {
    if (c != '.') lower += Lower(c);
  }
  return std::find(kLegalForms.begin(), kLegalForms.end(), lower) != kLegalForms.end();
}

bool IsBetterWritten(std::string_view name, std::string_view other) {
  const auto rank = [](std::string_view text) {
    return std::make_tuple(!HasBothCases(text), ~text.size(), text);
  };
  return rank(name) < rank(other);
}

}  // namespace scrutineer

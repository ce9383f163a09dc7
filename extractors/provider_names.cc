#include "extractors/provider_names.h"

#include <algorithm>
#include <span>
#include <utility>

#include "extractors/compiled_pattern.h"
#include "extractors/pattern_tree.h"
#include "extractors/street_or_person.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::extractors {
namespace {

bool EndsName(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::size_t PastSpaces(std::string_view text, std::size_t at) {
  while (at < text.size() && EndsName(text[at])) ++at;
  return at;
}

// The character at `at` as names are stored: typographic quotes and hyphens as ASCII.
struct NameCharacter {
  std::string_view bytes;
  std::size_t size = 1;
};

NameCharacter CharacterAt(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {text.substr(at, 1), 1};
  const std::string_view three = text.substr(at, 3);
  if (three == "’" || three == "‘") return {"'", 3};
  if (three == "‐" || three == "‑" || three == "–") return {"-", 3};
  if (text.substr(at, 2) == "\xC2\xA0") return {" ", 2};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return {text.substr(at, size), size};
}

// Whether `found` is `wanted` in capitals; Latin-1 as well as ASCII.
bool IsCapitalOf(std::string_view wanted, std::string_view found) {
  if (wanted == found) return true;
  if (wanted.size() != found.size()) return false;
  if (wanted.size() == 1) {
    return wanted[0] >= 'a' && wanted[0] <= 'z' && found[0] == wanted[0] - 'a' + 'A';
  }
  const auto small = static_cast<unsigned char>(wanted[1]);
  return wanted.size() == 2 && wanted[0] == '\xC3' && found[0] == '\xC3' && small >= 0xA0 &&
         small != 0xB7 && static_cast<unsigned char>(found[1]) + 0x20 == small;
}

// Where `word` ends in `text` if it stands at `at` as written or all in capitals; or npos.
std::size_t MatchWord(std::string_view word, std::string_view text, std::size_t at) {
  bool as_written = true;
  bool capitals = true;
  for (std::size_t i = 0; i < word.size();) {
    if (at >= text.size()) return std::string_view::npos;
    const NameCharacter wanted = CharacterAt(word, i);
    const NameCharacter found = CharacterAt(text, at);
    as_written = as_written && wanted.bytes == found.bytes;
    capitals = capitals && IsCapitalOf(wanted.bytes, found.bytes);
    if (!as_written && !capitals) return std::string_view::npos;
    i += wanted.size;
    at += found.size;
  }
  return at;
}

bool IsAnd(std::string_view word) { return word == "&" || word == "and"; }

std::size_t MatchAnd(std::string_view text, std::size_t at) {
  for (const std::string_view form : {"&", "and", "AND"}) {
    if (text.substr(at, form.size()) == form) return at + form.size();
  }
  return std::string_view::npos;
}

// Where a stored name ends in `text` if it begins at `begin`; or npos.
std::size_t MatchName(std::string_view name, std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (true) {
    const std::size_t space = name.find(' ');
    const std::string_view word = name.substr(0, space);
    at = IsAnd(word) ? MatchAnd(text, at) : MatchWord(word, text, at);
    if (at == std::string_view::npos) return at;
    if (space == std::string_view::npos) break;
    const std::size_t next = PastSpaces(text, at);
    if (next == at) return std::string_view::npos;
    at = next;
    name.remove_prefix(space + 1);
  }
  return IsWordBorder(text, at) ? at : std::string_view::npos;
}

std::string Stored(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const NameCharacter character = CharacterAt(name, i);
    const bool space = EndsName(character.bytes[0]);
    if (!space) {
      out += character.bytes;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    i += character.size;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// First words as short as this ("The", "A", "North" is not) bring the second into the literal.
constexpr std::size_t kShortRun = 3;

std::size_t EndOfRun(std::string_view text, std::size_t at) {
  while (at < text.size() && IsLetterOrDigit(text[at])) ++at;
  return at;
}

// Where the last `runs` runs of letters and digits before `end` begin.
std::size_t BeginOfRuns(std::string_view text, std::size_t end, std::uint32_t runs) {
  std::size_t at = end;
  for (std::uint32_t run = 0; run < runs; ++run) {
    while (at > 0 && !IsLetterOrDigit(text[at - 1])) --at;
    while (at > 0 && IsLetterOrDigit(text[at - 1])) --at;
  }
  return at;
}

}  // namespace

std::size_t AbsorbLegalForm(std::string_view text, std::size_t end) {
  std::size_t at = PastSpaces(text, end);
  for (const std::string_view country : {"(UK)", "UK"}) {
    if (text.substr(at, country.size()) != country) continue;
    const std::size_t next = PastSpaces(text, at + country.size());
    if (next > at + country.size()) at = next;
    break;
  }
  if (at == end) return end;
  std::size_t form_end = at;
  while (form_end < text.size() && IsLetterOrDigit(text[form_end])) ++form_end;
  return IsLegalForm(text.substr(at, form_end - at)) && IsWordBorder(text, form_end) ? form_end
                                                                                     : end;
}

std::optional<std::string> ProviderNames::Add(std::uint32_t provider, std::string_view name,
                                              bool ambiguous, LiteralScanner& scanner) {
  Name entry{Stored(name), provider, ambiguous, 0, 1, 0};
  const std::string& text = entry.text;
  const bool letter_first =
      !text.empty() && (IsLetterOrDigit(text[0]) || static_cast<unsigned char>(text[0]) >= 0x80);
  std::size_t begin = 0;
  while (begin < text.size() && !IsLetterOrDigit(text[begin])) ++begin;
  if (!letter_first || begin == text.size() || text.find(' ') < begin) {
    return "a name must begin with a word of Latin letters or digits (drop what is before it)";
  }
  std::size_t end = EndOfRun(text, begin);
  if (end - begin <= kShortRun && end + 1 < text.size() && text[end] == ' ' &&
      IsLetterOrDigit(text[end + 1]) && !text.substr(end + 1).starts_with("and ")) {
    end = EndOfRun(text, end + 1);
    entry.runs = 2;
  }
  entry.lead = static_cast<std::uint32_t>(begin);
  const std::string border(1, kSeparator);
  entry.literal = scanner.Add(border + FoldText(text.substr(begin, end - begin)) + border);
  by_canonical_name_.try_emplace(CanonicalName(name), provider);
  names_.push_back(std::move(entry));
  return std::nullopt;
}

void ProviderNames::Index(std::size_t literal_count) {
  std::stable_sort(names_.begin(), names_.end(), [](const Name& a, const Name& b) {
    return a.literal != b.literal ? a.literal < b.literal : a.text.size() > b.text.size();
  });
  first_.assign(literal_count + 1, 0);
  for (const Name& name : names_) ++first_[name.literal + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

void ProviderNames::FindAt(std::string_view text, LiteralHit hit,
                           std::vector<Match>& matches) const {
  const std::span names =
      std::span(names_).subspan(first_[hit.literal], first_[hit.literal + 1] - first_[hit.literal]);
  if (names.empty()) return;
  // A literal has as many runs as each of its names.
  const std::size_t letters = BeginOfRuns(text, hit.end, names.front().runs);
  for (const Name& name : names) {
    if (name.lead > letters) continue;
    // Most words of names are found in small letters.
    if (!IsCapitalOf(std::string_view(name.text).substr(name.lead, 1), text.substr(letters, 1)))
      continue;
    const std::size_t begin = letters - name.lead;
    if (!IsWordBorder(text, begin)) continue;
    const std::size_t end = MatchName(name.text, text, begin);
    if (end == std::string_view::npos || IsStreetOrPerson(text, begin, end)) continue;
    matches.push_back({begin, AbsorbLegalForm(text, end), name.provider, name.ambiguous});
  }
}

std::optional<std::uint32_t> ProviderNames::Find(std::string_view name) const {
  auto found = by_canonical_name_.find(CanonicalName(name));
  if (found == by_canonical_name_.end()) {
    const std::string_view trade = TradingName(name);
    if (!trade.empty()) found = by_canonical_name_.find(CanonicalName(trade));
  }
  if (found == by_canonical_name_.end()) return std::nullopt;
  return found->second;
}

void ProviderNames::Reject(std::string_view name) { rejected_.insert(CanonicalName(name)); }

void ProviderNames::Rename(std::string_view name, std::string to) {
  renamed_.insert_or_assign(CanonicalName(name), std::move(to));
}

bool ProviderNames::IsRejected(std::string_view name) const {
  return !rejected_.empty() && rejected_.contains(CanonicalName(name));
}

std::string_view ProviderNames::Renamed(std::string_view name) const {
  if (renamed_.empty()) return {};
  const auto found = renamed_.find(CanonicalName(name));
  return found == renamed_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace scrutineer::extractors

#include "pipeline/text/committee_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "pipeline/text/ascii.h"
#include "pipeline/text/folding.h"
#include "pipeline/text/list_marker.h"

namespace scrutineer::text {
namespace {

// Words that end a body's name.
constexpr auto kBodies = std::to_array<std::string_view>(
    {"committee", "sub-committee", "subcommittee", "committees", "cabinet", "executive", "board",
     "panel", "forum", "commission", "assembly", "group", "party", "pwyllgor"});
// Of these the name is whole without a word before it.
constexpr auto kAloneBodies = std::to_array<std::string_view>({"cabinet", "executive"});
// After these words the body only qualifies something else: "Committee Room 2".
constexpr auto kNotAfterBody = std::to_array<std::string_view>(
    {"room",    "rooms",    "members",   "member",    "chair",         "chairman",  "report",
     "reports", "services", "officer",   "clerk",     "administrator", "manager",   "team",
     "papers",  "support",  "secretary", "agenda:",   "director",      "date",      "date:",
     "type",    "leader",   "decision",  "decisions", "summary",       "directors", "of"});
constexpr auto kConnectors =
    std::to_array<std::string_view>({"and", "&", "of", "the", "for", "on", "/", "-", "\u2013"});
// Words before a name that do not belong to it.
constexpr auto kNotNames = std::to_array<std::string_view>({"the",
                                                            "of",
                                                            "and",
                                                            "minutes",
                                                            "meeting",
                                                            "agenda",
                                                            "report",
                                                            "to",
                                                            "for",
                                                            "a",
                                                            "an",
                                                            "draft",
                                                            "at",
                                                            "by",
                                                            "on",
                                                            "special",
                                                            "extraordinary",
                                                            "ordinary",
                                                            "annual",
                                                            "printed",
                                                            "decision",
                                                            "determined",
                                                            "date",
                                                            "committee",
                                                            "name",
                                                            "notice",
                                                            "&",
                                                            "-",
                                                            "\u2013",
                                                            "members",
                                                            "all",
                                                            "this",
                                                            "any",
                                                            "each",
                                                            "public",
                                                            "document",
                                                            "pack",
                                                            "from",
                                                            "title",
                                                            "council"});

struct LabelCue {
  std::string_view phrase;
  int weight;
};

// What speaks for a body named behind it in the same line.
constexpr auto kLabels = std::to_array<LabelCue>({
    {"committee:", 24},
    {"report to", 24},
    {"meeting:", 20},
    {"decision maker", 20},
    {"decision-maker", 20},
    {"minutes of", 18},
    {"meeting of", 18},
    {"determined at", 18},
    {"agenda for", 14},
    {"name of committee", 24},
    {"name of meeting", 24},
    {"body:", 16},
    {"to:", 12},
    {"summoned", 10},
    {"report for", 18},
    {"meeting name", 20},
});

template <typename List>
bool Holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Token {
  std::string_view text;
  std::string lower;
};

std::vector<Token> Tokens(std::string_view line) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t end = std::min(line.find(' ', i), line.size());
    if (end > i) {
      const std::string_view text = line.substr(i, end - i);
      tokens.push_back({text, ToAsciiLower(StripPunctuation(text))});
    }
    i = end + 1;
  }
  return tokens;
}

bool BelongsToName(const Token& token) {
  const char last = token.text.back();
  if (last == ':' || last == ';' || last == '.' || last == ')' || last == '"') return false;
  return Holds(kConnectors, token.lower) || Holds(kConnectors, token.text) ||
         IsAsciiUpper(token.text.front()) || !IsAscii(token.text.front());
}

struct BodyName {
  std::string name;
  std::size_t first_token = 0;
  std::size_t tokens = 0;
};

// The name that ends with the body word at `last`, or nothing.
std::optional<BodyName> NameEndingAt(const std::vector<Token>& tokens, std::size_t last) {
  if (last + 1 < tokens.size() && tokens[last].text.back() != '.' &&
      Holds(kNotAfterBody, tokens[last + 1].lower)) {
    return std::nullopt;
  }
  if (!IsAsciiUpper(tokens[last].text.front()) || tokens[last].text.back() == ':') {
    return std::nullopt;
  }
  std::size_t first = last;
  constexpr std::size_t kMostWords = 14;
  while (first > 0 && last - first < kMostWords && BelongsToName(tokens[first - 1])) --first;
  while (first < last && (Holds(kNotNames, tokens[first].lower) || tokens[first].lower.empty())) {
    ++first;
  }
  if (first == last && !Holds(kAloneBodies, tokens[last].lower)) return std::nullopt;
  std::string name;
  for (std::size_t i = first; i <= last; ++i) {
    if (!name.empty()) name += ' ';
    name += i == last ? StripPunctuation(tokens[i].text) : tokens[i].text;
  }
  return BodyName{InTitleCase(name), first, last - first + 1};
}

int PlaceScore(const OpeningLine& line) {
  if (line.index < 5) return 8;
  if (line.index < 12) return 5;
  return line.index < 25 ? 2 : 0;
}

// How far a name in `line` is the paper's own body. `previous` may be a label alone on its line.
int ScoreName(const OpeningLine& line, std::string_view lower, const OpeningLine* previous,
              const BodyName& body, std::size_t tokens) {
  int score = PlaceScore(line);
  int label = 0;
  for (const LabelCue& cue : kLabels) {
    if (ContainsPhrase(lower, cue.phrase)) label = std::max(label, cue.weight);
    const bool alone = previous != nullptr && previous->text.size() < 24;
    if (alone && BeginsWithPhrase(previous->lower, cue.phrase)) {
      label = std::max(label, cue.weight);
    }
  }
  if (body.tokens == tokens) score += line.index < 8 ? 12 : 4;
  if (body.first_token == 0 && line.index < 4) score += 6;
  if (tokens > body.tokens + 12) label /= 3;
  return score + label;
}

std::string WithoutCouncil(std::string name, std::string_view council) {
  if (council.empty() || name.size() <= council.size() + 1 ||
      !StartsWithIgnoringCase(name, council)) {
    return name;
  }
  const std::string rest(TrimAscii(std::string_view(name).substr(council.size())));
  // "West of England Combined Authority Committee" is the committee's whole name.
  const bool begins_with_body = Holds(kBodies, ToAsciiLower(rest.substr(0, rest.find(' '))));
  return (CountWords(rest) > 1 && !begins_with_body) || EqualsIgnoringCase(rest, "cabinet") ? rest
                                                                                            : name;
}

// "Amenities, Leisure and Community Services Minutes": a body without a word for its kind.
std::string BodyBeforeKindWord(const Opening& opening) {
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index > 4) break;
    for (const std::string_view word : {" minutes", " agenda"}) {
      const std::size_t at = line.lower.find(word);
      if (at == std::string::npos || CountWords(line.lower.substr(0, at)) < 2) continue;
      const std::string_view before = std::string_view(line.lower).substr(0, at);
      if (!IsAsciiUpper(line.text.front()) || at > 90) continue;
      constexpr auto kOtherThings = std::to_array<std::string_view>(
          {"council", "meeting", "draft", "annual", "special", "regular", "approved", "a.g.m",
           "agm", "committee", "of", "the", "parish", "notice", "signed", "public", "to"});
      if (std::any_of(kOtherThings.begin(), kOtherThings.end(),
                      [before](std::string_view other) { return ContainsPhrase(before, other); })) {
        continue;
      }
      return InTitleCase(TrimAscii(line.text.substr(0, at)));
    }
  }
  return "";
}

bool SpeaksToCouncil(const Opening& opening) {
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0) break;
    for (const std::string_view phrase :
         {"city council", "full council", "report to council", "council meeting",
          "meeting of council", "meeting of the council", "council agenda"}) {
      if (ContainsPhrase(line.lower, phrase)) return true;
    }
  }
  return false;
}

// A heading that goes on in the next line is read as one: "Minutes of the Transport and
// Connectivity | Policy Committee". `joined` holds the text.
std::string_view GoesOn(const OpeningLine* previous, const OpeningLine& line, std::string& joined) {
  constexpr std::size_t kTitleLines = 8;
  if (previous == nullptr || previous->index > kTitleLines || line.text.size() > 60) {
    return line.text;
  }
  const bool is_rest = CountWords(line.text) <= 3;
  for (const std::string_view label : {"report to", "committee:"}) {
    if (is_rest && BeginsWithPhrase(previous->lower, label) &&
        previous->text.size() > label.size() + 4) {
      joined.append(previous->text).append(" ").append(line.text);
      return joined;
    }
  }
  const std::size_t of_at = previous->lower.find(" of the ");
  const bool open = of_at != std::string::npos &&
                    previous->lower.find("committee", of_at) == std::string::npos &&
                    !IsDigit(previous->text.back()) && previous->text.back() != '.';
  if (!open) return line.text;
  joined.append(previous->text).append(" ").append(line.text);
  return joined;
}

std::string BestBody(const Opening& opening, std::string_view council) {
  constexpr int kEnough = 13;
  std::string best;
  int best_score = kEnough - 1;
  const OpeningLine* previous = nullptr;
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index > 40) break;
    const bool in_list = line.index > 0 && ParseListMarker(line.text).has_value();
    std::string joined;
    const std::string_view text = GoesOn(previous, line, joined);
    const std::string lower = ToAsciiLower(text);
    const std::vector<Token> tokens = Tokens(text);
    for (std::size_t i = 0; i < tokens.size() && !in_list; ++i) {
      if (!Holds(kBodies, tokens[i].lower)) continue;
      const auto body = NameEndingAt(tokens, i);
      if (!body) continue;
      const int score = ScoreName(line, lower, previous, *body, tokens.size());
      // A longer name in the same line holds the shorter: "... Committee and ... Joint Committee".
      if (score > best_score || (score == best_score && body->name.starts_with(best))) {
        best_score = score;
        best = WithoutCouncil(body->name, council);
      }
    }
    previous = &line;
  }
  return best;
}

}  // namespace

std::string FindCommittee(const Opening& opening, PaperKind kind, std::string_view council) {
  if (kind == PaperKind::kOther || kind == PaperKind::kConstitution ||
      kind == PaperKind::kAccounts || opening.lines.empty()) {
    return "";
  }
  std::string body = BestBody(opening, council);
  if (!body.empty()) return body;
  if (kind == PaperKind::kMinutes || kind == PaperKind::kAgenda) {
    body = BodyBeforeKindWord(opening);
    if (!body.empty()) return body;
  }
  const bool needs_address = kind == PaperKind::kReport || kind == PaperKind::kDecision;
  if (needs_address && !SpeaksToCouncil(opening)) return "";
  return "Council";
}

}  // namespace scrutineer::text

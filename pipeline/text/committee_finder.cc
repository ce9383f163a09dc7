#include "pipeline/text/committee_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/text/ascii.h"
#include "pipeline/text/body_name.h"
#include "pipeline/text/folding.h"
#include "pipeline/text/label_block.h"
#include "pipeline/text/list_marker.h"

namespace scrutineer::text {
namespace {

struct LabelCue {
  std::string_view phrase;
  int weight;
};

// What speaks for a body named behind it in the same line.
constexpr auto kLabelCues = std::to_array<LabelCue>({
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
    {"decisions of", 18},
});

int ScoreOfPlace(const OpeningLine& line) {
  if (line.index < 5) return 8;
  if (line.index < 12) return 5;
  return line.index < 25 ? 2 : 0;
}

// How far a name in `line` is the paper's own body. `previous` may be a label alone on its line.
int ScoreName(const OpeningLine& line, std::string_view lower, const OpeningLine* previous,
              const BodyName& body, std::size_t tokens) {
  int score = ScoreOfPlace(line);
  int label = 0;
  for (const LabelCue& cue : kLabelCues) {
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
  const bool begins_with_body = IsBodyWord(ToAsciiLower(rest.substr(0, rest.find(' '))));
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

// Whether it says that the council itself meets, or heads its agenda with its name alone.
bool SpeaksToCouncil(const Opening& opening, std::string_view council) {
  constexpr auto kPhrases = std::to_array<std::string_view>(
      {"city council", "full council", "annual council", "report to council", "council meeting",
       "meeting of council", "meeting of the council", "meeting of the full council",
       "council agenda", "minutes of council", "minutes of the council", "questions to council",
       "extraordinary council", "meeting of the authority"});
  const std::string own = "meeting of " + ToAsciiLower(council);
  const std::string the_own = "meeting of the " + ToAsciiLower(council);
  bool after_name = false;
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0) break;
    const std::string_view bare = StripPunctuation(line.lower);
    if (bare == "council") return true;
    if (after_name && (bare == "agenda" || bare == "minutes" || bare == "summons")) return true;
    after_name = !council.empty() && EqualsIgnoringCase(bare, council);
    if (!council.empty() &&
        (ContainsPhrase(line.lower, own) || ContainsPhrase(line.lower, the_own))) {
      return true;
    }
    for (const std::string_view phrase : kPhrases) {
      if (ContainsPhrase(line.lower, phrase)) return true;
    }
  }
  return false;
}

// "Committee" ends a longer name; "Cabinet" and "Executive" are whole.
bool IsPartOfName(std::string_view lower) {
  return IsBodyWord(lower) && lower != "cabinet" && lower != "executive";
}

// A short line without a date or an end, which a body's last word below may complete.
bool BodyMayGoOn(const OpeningLine& line) {
  const std::size_t words = CountWords(line.text);
  return words > 0 && words <= 10 && IsAsciiUpper(line.text.front()) &&
         (IsAsciiLetter(line.text.back()) || line.text.back() == '&') &&
         !ContainsPhrase(line.lower, "council") && !ContainsPhrase(line.lower, "cyngor") &&
         !ContainsPhrase(line.lower, "agenda") && !ContainsPhrase(line.lower, "minutes") &&
         !IsBodyWord(line.lower) && std::none_of(line.text.begin(), line.text.end(), IsDigit);
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
  // "Social Care and Health Overview and Scrutiny | Committee"
  const std::vector<BodyToken> words = BodyTokens(line.text);
  if (words.size() == 1 && IsPartOfName(words.front().lower) && BodyMayGoOn(*previous)) {
    joined.append(previous->text).append(" ").append(line.text);
    return joined;
  }
  const std::size_t of_at = previous->lower.find(" of the ");
  const bool open = of_at != std::string::npos &&
                    previous->lower.find("committee", of_at) == std::string::npos &&
                    !IsDigit(previous->text.back()) && previous->text.back() != '.';
  if (!open) return line.text;
  joined.append(previous->text).append(" ").append(line.text);
  return joined;
}

Found<std::string> BestBody(const Opening& opening, std::string_view council, int enough) {
  Found<std::string> best;
  int best_score = enough - 1;
  const OpeningLine* previous = nullptr;
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index > 40) break;
    const bool in_list = line.index > 0 && ParseListMarker(line.text).has_value();
    std::string joined;
    const std::string_view text = GoesOn(previous, line, joined);
    const std::string lower = ToAsciiLower(text);
    const std::vector<BodyToken> tokens = BodyTokens(text);
    for (std::size_t i = 0; i < tokens.size() && !in_list; ++i) {
      if (!IsBodyWord(tokens[i].lower)) continue;
      const auto body = BodyEndingAt(tokens, i);
      if (!body) continue;
      const int score = ScoreName(line, lower, previous, *body, tokens.size());
      // A longer name in the same line holds the shorter: "... Committee and ... Joint Committee".
      if (score > best_score || (score == best_score && body->name.starts_with(best.value))) {
        best_score = score;
        constexpr int kClear = 24;
        best.value = WithoutCouncil(body->name, council);
        best.evidence = EvidenceOf(score >= kClear ? Way::kCommitteeHeading : Way::kCommitteeAside,
                                   opening.first_page());
      }
    }
    previous = &line;
  }
  return best;
}

bool IsForwardPlan(const Opening& opening) {
  constexpr std::size_t kTitleLines = 8;
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index >= kTitleLines) break;
    if (ContainsPhrase(line.lower, "forward plan") ||
        ContainsPhrase(line.lower, "notice of key decisions")) {
      return true;
    }
  }
  return false;
}

// The body in a row of the table at the top, or "".
std::string LabelledBody(const Opening& opening, PaperKind kind) {
  const std::vector<LabelledRow> rows = ReadLabelBlock(opening);
  if (kind == PaperKind::kDecision || IsForwardPlan(opening)) {
    for (const LabelledRow& row : rows) {
      if (row.kind != LabelKind::kDecisionMaker) continue;
      if (std::string body = BodyInValue(row.value); !body.empty()) return body;
    }
  }
  for (const LabelledRow& row : rows) {
    if (row.kind != LabelKind::kBody) continue;
    if (std::string body = BodyInValue(row.value); !body.empty()) return body;
    // "Committee: Planning" needs no further word.
    constexpr std::size_t kMostWords = 6;
    const bool name = row.names_committee && row.colon && !row.value.empty() &&
                      CountWords(row.value) <= kMostWords && IsAsciiUpper(row.value.front());
    if (name && std::none_of(row.value.begin(), row.value.end(), IsDigit)) return row.value;
  }
  return "";
}

// The body that a heading or a running head names with its date, or nothing.
Found<std::string> DatedBody(const Opening& opening) {
  constexpr std::size_t kTitleLines = 8;
  constexpr std::size_t kHeadLines = 2;
  constexpr std::size_t kLongestLine = 160;
  for (const OpeningLine& line : opening.lines) {
    const std::size_t lines = line.page_index == 0 ? kTitleLines : kHeadLines;
    if (line.index >= lines || line.text.size() > kLongestLine || ParseListMarker(line.text)) {
      continue;
    }
    if (std::string body = BodyBeforeDate(line.text); !body.empty()) {
      return {std::move(body), EvidenceOf(Way::kCommitteeDated, line.page_number)};
    }
  }
  return {};
}

// Papers of an individual's decision often name the office in their first sentence.
std::string MemberWhoDecides(const Opening& opening) {
  constexpr std::size_t kTitleLines = 20;
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index >= kTitleLines) break;
    if (std::string member = MemberInText(line.text); !member.empty()) return member;
  }
  return "";
}

// A report to an office alone heads itself with its name.
std::string MemberAddressed(const Opening& opening) {
  constexpr std::size_t kTitleLines = 8;
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index >= kTitleLines) break;
    std::string member = MemberInText(line.text);
    if (!member.empty() && StartsWithIgnoringCase(line.text, member)) return member;
  }
  return "";
}

// Parishes, towns and councils overseas meet as the council and need not say so; principal
// councils have many bodies.
bool HasManyBodies(std::string_view council) {
  const std::string lower = ToAsciiLower(council);
  constexpr auto kOneBody = std::to_array<std::string_view>(
      {"parish council", "town council", "community council", "village council"});
  constexpr auto kPrincipal =
      std::to_array<std::string_view>({"london borough of", "royal borough of", "authority"});
  const auto holds = [&](std::string_view form) { return ContainsPhrase(lower, form); };
  if (std::any_of(kOneBody.begin(), kOneBody.end(), holds)) return false;
  return lower.ends_with(" council") || std::any_of(kPrincipal.begin(), kPrincipal.end(), holds);
}

}  // namespace

Found<std::string> FindCommittee(const Opening& opening, PaperKind kind, std::string_view council,
                                 std::string_view title, std::string_view file_name) {
  const bool of_meeting =
      kind != PaperKind::kOther && kind != PaperKind::kConstitution && kind != PaperKind::kAccounts;
  constexpr int kEnough = 13;
  constexpr int kEnoughForPlan = 8;
  Found<std::string> found;
  const auto take = [&](std::string body, Way way, int page) {
    if (!body.empty()) found = {std::move(body), EvidenceOf(way, page)};
  };
  const auto is_open = [&] { return found.value.empty(); };
  take(LabelledBody(opening, kind), Way::kCommitteeLabel, opening.first_page());
  if (is_open() && kind == PaperKind::kDecision) {
    take(MemberWhoDecides(opening), Way::kCommitteeOffice, opening.first_page());
  }
  if (is_open() && kind != PaperKind::kConstitution) {
    found = DatedBody(opening);
  }
  if (is_open() && of_meeting) found = BestBody(opening, council, kEnough);
  if (is_open() && !of_meeting && IsForwardPlan(opening)) {
    found = BestBody(opening, council, kEnoughForPlan);
  }
  if (is_open() && kind == PaperKind::kReport) {
    take(MemberAddressed(opening), Way::kCommitteeOffice, opening.first_page());
  }
  if (!is_open()) {
    found.value = WithoutCouncil(std::move(found.value), council);
    return found;
  }
  if (!of_meeting) return {};
  if (kind == PaperKind::kMinutes || kind == PaperKind::kAgenda) {
    take(BodyBeforeKindWord(opening), Way::kCommitteeKind, opening.first_page());
  }
  if (is_open()) take(BodyInDocumentName(title), Way::kCommitteeProperties, 0);
  if (is_open()) take(BodyInDocumentName(file_name), Way::kCommitteeFileName, 0);
  if (!is_open() || opening.lines.empty()) return found;
  if (SpeaksToCouncil(opening, council))
    return {"Council", EvidenceOf(Way::kCommitteeCouncil, opening.first_page())};
  const bool needs_address = kind == PaperKind::kReport || kind == PaperKind::kDecision;
  if (needs_address || HasManyBodies(council)) return {};
  return {"Council", EvidenceOf(Way::kCommitteeInferred)};
}

}  // namespace scrutineer::text

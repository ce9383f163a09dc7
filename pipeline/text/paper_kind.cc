#include "pipeline/text/paper_kind.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "pipeline/text/ascii.h"
#include "pipeline/text/body_name.h"
#include "pipeline/text/list_marker.h"

namespace scrutineer::text {
namespace {

enum class Place : std::uint8_t {
  kHeading,  // begins a line of few words
  kStart,    // begins a line
  kShort,    // anywhere in a line of few words
  kInside,   // anywhere in a line
};

struct KindCue {
  std::string_view phrase;
  Place place;
  PaperKind kind;
  int weight;
};

using enum PaperKind;

constexpr auto kCues = std::to_array<KindCue>({
    {"agenda", Place::kHeading, kAgenda, 10},
    {"agenda", Place::kShort, kAgenda, 6},
    {"a g e n d a", Place::kHeading, kAgenda, 12},
    {"order of business", Place::kHeading, kAgenda, 4},
    {"summoned", Place::kInside, kAgenda, 10},
    {"notice of meeting", Place::kShort, kAgenda, 8},
    {"meeting notice", Place::kShort, kAgenda, 6},
    {"to be held", Place::kInside, kAgenda, 3},
    {"ordre du jour", Place::kShort, kAgenda, 10},
    {"agenda item", Place::kStart, kAgenda, -16},
    {"agenda item", Place::kStart, kReport, 9},
    {"council agenda:", Place::kStart, kAgenda, -16},
    {"council agenda:", Place::kStart, kReport, 6},

    {"minutes", Place::kHeading, kMinutes, 12},
    {"draft minutes", Place::kShort, kMinutes, 10},
    {"minutes", Place::kShort, kMinutes, 5},
    {"minutes of a meeting", Place::kStart, kMinutes, 8},
    {"minutes of the", Place::kStart, kMinutes, 6},
    {"present", Place::kHeading, kMinutes, 6},
    {"present:", Place::kStart, kMinutes, 6},
    {"members present", Place::kStart, kMinutes, 4},
    {"in attendance", Place::kStart, kMinutes, 4},
    {"was held", Place::kInside, kMinutes, 4},
    {"cofnodion", Place::kShort, kMinutes, 12},
    {"proc\u00E8s-verbal", Place::kShort, kMinutes, 12},
    {"compte rendu", Place::kShort, kMinutes, 12},
    {"minutes of the previous", Place::kInside, kMinutes, -6},
    {"minutes of the last", Place::kInside, kMinutes, -6},
    {"resolution no", Place::kStart, kOther, 12},

    {"report to", Place::kStart, kReport, 12},
    {"report of", Place::kStart, kReport, 10},
    {"report by", Place::kStart, kReport, 10},
    {"adroddiad", Place::kStart, kReport, 10},
    {"report title", Place::kStart, kReport, 12},
    {"title of report", Place::kStart, kReport, 12},
    {"report author", Place::kStart, kReport, 8},
    {"report for", Place::kStart, kReport, 8},
    {"committee report", Place::kShort, kReport, 14},
    {"cabinet report", Place::kShort, kReport, 14},
    {"staff report", Place::kShort, kReport, 14},
    {"officer report", Place::kShort, kReport, 12},
    {"council report", Place::kShort, kReport, 12},
    {"purpose of report", Place::kStart, kReport, 12},
    {"purpose of the report", Place::kStart, kReport, 12},
    {"purpose of this report", Place::kInside, kReport, 12},
    {"request for city council action", Place::kShort, kReport, 12},
    {"recommendation", Place::kHeading, kReport, 10},
    {"recommendations", Place::kHeading, kReport, 10},
    {"recommended action", Place::kHeading, kReport, 8},
    {"recommended actions", Place::kHeading, kReport, 8},
    {"recommendation(s)", Place::kHeading, kReport, 8},
    {"subject:", Place::kStart, kReport, 6},
    {"from:", Place::kStart, kReport, 4},
    {"via:", Place::kStart, kReport, 2},
    {"purpose", Place::kHeading, kReport, 5},
    {"background", Place::kHeading, kReport, 4},
    {"fiscal impact", Place::kHeading, kReport, 6},
    {"financial implications", Place::kHeading, kReport, 6},
    {"legal implications", Place::kHeading, kReport, 6},
    {"memo", Place::kHeading, kReport, 8},
    {"memorandum", Place::kHeading, kReport, 8},
    {"business case", Place::kShort, kReport, 8},
    {"feasibility study", Place::kShort, kReport, 8},
    {"study report", Place::kShort, kReport, 8},
    {"data review", Place::kShort, kReport, 6},
    {"annual report", Place::kShort, kReport, 6},
    {"executive summary", Place::kHeading, kReport, 5},
    {"d\u00E9lib\u00E9ration", Place::kShort, kDecision, 10},

    {"decision notice", Place::kShort, kDecision, 22},
    {"notice of decision", Place::kShort, kDecision, 22},
    {"decision recording", Place::kShort, kDecision, 26},
    {"record of decision", Place::kShort, kDecision, 22},
    {"record of executive decision", Place::kShort, kDecision, 22},
    {"record of officer", Place::kShort, kDecision, 22},
    {"record of decisions", Place::kShort, kDecision, 22},
    {"decision record", Place::kShort, kDecision, 22},
    {"officer decision", Place::kShort, kDecision, 18},
    {"delegated decision", Place::kShort, kDecision, 18},
    {"decision sheet", Place::kShort, kDecision, 18},
    {"decisions taken", Place::kShort, kDecision, 12},
    {"individual cabinet member decision", Place::kShort, kDecision, 18},
    {"decisions of the", Place::kStart, kDecision, 18},
    {"urgent decision", Place::kShort, kDecision, 18},
    {"executive decision", Place::kShort, kDecision, 14},
    {"decision list", Place::kShort, kDecision, 18},
    {"decisions list", Place::kShort, kDecision, 18},
    {"portfolio holder decision", Place::kShort, kDecision, 22},
    {"cabinet member decision", Place::kShort, kDecision, 18},
    {"executive member decision", Place::kShort, kDecision, 22},

    {"supplementary agenda", Place::kShort, kSupplement, 30},
    {"supplementary pack", Place::kShort, kSupplement, 30},
    {"supplementary papers", Place::kShort, kSupplement, 30},
    {"agenda supplement", Place::kShort, kSupplement, 30},
    {"supplement", Place::kHeading, kSupplement, 24},
    {"supplementary", Place::kHeading, kSupplement, 20},
    {"addendum", Place::kHeading, kSupplement, 24},
    {"additional papers", Place::kShort, kSupplement, 24},
    {"late item", Place::kShort, kSupplement, 20},
    {"late report", Place::kShort, kSupplement, 20},
    {"to follow", Place::kHeading, kSupplement, 16},
    {"update sheet", Place::kShort, kSupplement, 24},
    {"supplementary information", Place::kShort, kSupplement, 24},

    {"public questions", Place::kShort, kQuestions, 22},
    {"questions from", Place::kHeading, kQuestions, 18},
    {"questions by", Place::kHeading, kQuestions, 18},
    {"questions to", Place::kHeading, kQuestions, 18},
    {"members' questions", Place::kHeading, kQuestions, 18},
    {"members\u2019 questions", Place::kHeading, kQuestions, 18},
    {"written questions", Place::kHeading, kQuestions, 18},
    {"questions and answers", Place::kShort, kQuestions, 16},
    {"question time", Place::kHeading, kQuestions, 10},
    {"questions and responses", Place::kShort, kQuestions, 18},

    {"constitution", Place::kShort, kConstitution, 16},
    {"standing orders", Place::kHeading, kConstitution, 16},
    {"code of conduct", Place::kShort, kConstitution, 16},
    {"scheme of delegation", Place::kShort, kConstitution, 16},
    {"delegations to officers", Place::kShort, kConstitution, 16},
    {"delegation to officers", Place::kShort, kConstitution, 16},
    {"financial regulations", Place::kShort, kConstitution, 14},
    {"contract procedure rules", Place::kShort, kConstitution, 14},
    {"contract standing orders", Place::kShort, kConstitution, 14},
    {"rules of procedure", Place::kShort, kConstitution, 12},
    {"procedure rules", Place::kShort, kConstitution, 12},
    {"terms of reference", Place::kHeading, kConstitution, 8},

    {"statement of accounts", Place::kShort, kAccounts, 16},
    {"financial statements", Place::kShort, kAccounts, 12},
    {"accounting statements", Place::kShort, kAccounts, 16},
    {"annual return", Place::kShort, kAccounts, 16},
    {"annual governance", Place::kShort, kAccounts, 14},
    {"certificate of exemption", Place::kShort, kAccounts, 14},
    {"conclusion of audit", Place::kShort, kAccounts, 16},
    {"budget", Place::kShort, kAccounts, 8},
    {"precept", Place::kShort, kAccounts, 10},
    {"payments", Place::kHeading, kAccounts, 14},
    {"grants awarded", Place::kShort, kAccounts, 14},
    {"expenditure", Place::kHeading, kAccounts, 12},
    {"tangible assets", Place::kShort, kAccounts, 14},
    {"asset register", Place::kShort, kAccounts, 14},
    {"balance sheet", Place::kShort, kAccounts, 10},
    {"receipts and payments", Place::kShort, kAccounts, 12},
    {"bank reconciliation", Place::kShort, kAccounts, 10},

    {"forward plan", Place::kShort, kOther, 18},
    {"policy", Place::kHeading, kOther, 8},
    {"accessibility statement", Place::kShort, kOther, 14},
    {"privacy", Place::kHeading, kOther, 12},
    {"claim for", Place::kHeading, kOther, 14},
    {"purchase order", Place::kShort, kOther, 14},
    {"certificate of employers", Place::kShort, kOther, 14},
    {"equality impact", Place::kShort, kOther, 18},
    {"procurement information", Place::kShort, kOther, 12},
    {"strategy", Place::kHeading, kOther, 8},
    {"framework", Place::kHeading, kOther, 6},
    {"statement of reasons", Place::kShort, kOther, 14},
    {"notice is hereby given", Place::kStart, kOther, 8},
    {"complaints procedure", Place::kShort, kOther, 14},
    {"consent form", Place::kShort, kOther, 14},
    {"election results", Place::kShort, kOther, 14},
});

constexpr std::size_t kMostHeadingWords = 10;
constexpr std::size_t kShortWords = 16;
constexpr std::size_t kTitleLines = 8;
// Agendas with more pages hold their reports.
constexpr std::size_t kMostAgendaPages = 25;

constexpr std::size_t kKinds = static_cast<std::size_t>(kOther) + 1;
using Scores = std::array<int, kKinds>;

bool Stands(const KindCue& cue, std::string_view lower, std::size_t words) {
  switch (cue.place) {
    case Place::kHeading:
      // The "Policy and Resources Committee" is no policy.
      if (cue.kind == kOther && IsBodyWord(lower.substr(lower.find_last_of(' ') + 1))) return false;
      return words <= kMostHeadingWords && BeginsWithPhrase(lower, cue.phrase);
    case Place::kStart:
      return BeginsWithPhrase(lower, cue.phrase);
    case Place::kShort:
      return words <= kShortWords && ContainsPhrase(lower, cue.phrase);
    case Place::kInside:
      return ContainsPhrase(lower, cue.phrase);
  }
  return false;
}

// Headings speak loudest at the top of page 1.
int PlaceFactor(const OpeningLine& line) {
  if (line.page_index > 0) return 0;
  if (line.index < 4) return 4;
  if (line.index < 10) return 3;
  if (line.index < 25) return 2;
  return 1;
}

// Only agendas, minutes and reports show themselves further down, by how they are built; what else
// a paper is called it is called at its top.
bool SpeaksAnywhere(PaperKind kind) {
  return kind == kAgenda || kind == kMinutes || kind == kReport;
}

// Of one phrase inside another ("annual report" in a heading that ends so) both count; a phrase
// counts once a paper, where it counts most.
void ScoreLines(const Opening& opening, Scores& scores) {
  std::array<int, kCues.size()> best{};
  for (const OpeningLine& line : opening.lines) {
    const int factor = PlaceFactor(line);
    if (factor == 0) break;
    const bool at_top = line.index < kTitleLines;
    // The items of a list name other papers.
    const auto marker = ParseListMarker(line.text);
    const std::size_t digits =
        std::min(line.text.find_first_not_of("0123456789"), line.text.size());
    const bool item = marker ? marker->style != MarkerStyle::kBullet : digits > 0 && digits < 4;
    if (item && line.index > 0) continue;
    const std::size_t words = CountWords(line.text);
    for (std::size_t i = 0; i < kCues.size(); ++i) {
      const bool counts = best[i] == 0 && (at_top || SpeaksAnywhere(kCues[i].kind));
      if (counts && Stands(kCues[i], line.lower, words)) best[i] = factor;
    }
  }
  for (std::size_t i = 0; i < kCues.size(); ++i) {
    scores[static_cast<std::size_t>(kCues[i].kind)] += kCues[i].weight * best[i];
  }
}

// A name or title of words parted by anything: "20180521_Agenda-Package.pdf".
std::string AsWords(std::string_view name) {
  std::string words = ToAsciiLower(name);
  for (char& c : words) {
    if (IsAscii(c) && !IsAsciiLetter(c)) c = ' ';
  }
  return words;
}

struct NameCue {
  std::string_view word;
  PaperKind kind;
};

constexpr auto kNameCues = std::to_array<NameCue>({
    {"supplementary", kSupplement},
    {"supplement", kSupplement},
    {"addendum", kSupplement},
    {"agenda pack", kPack},
    {"agenda package", kPack},
    {"reports pack", kPack},
    {"document pack", kPack},
    {"pack", kPack},
    {"package", kPack},
    {"decision", kDecision},
    {"decisions", kDecision},
    {"minutes", kMinutes},
    {"cofnodion", kMinutes},
    {"questions", kQuestions},
    {"constitution", kConstitution},
    {"standing orders", kConstitution},
    {"standingorders", kConstitution},
    {"annual return", kAccounts},
    {"accounts", kAccounts},
    {"budget", kAccounts},
    {"audit", kAccounts},
    {"precept", kAccounts},
    {"agar", kAccounts},
    {"finstats", kAccounts},
    {"payments", kAccounts},
    {"assets", kAccounts},
    {"agendas", kAgenda},
    {"agenda", kAgenda},
    {"summons", kAgenda},
    {"report", kReport},
    {"policies", kOther},
    {"policy", kOther},
});

void ScoreTitle(std::string_view name, int weight, Scores& scores) {
  const std::string words = AsWords(name);
  for (const NameCue& cue : kNameCues) {
    if (!ContainsPhrase(words, cue.word)) continue;
    scores[static_cast<std::size_t>(cue.kind)] += weight;
    return;
  }
}

bool SaysPack(const Opening& opening) {
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index > 12) return false;
    for (const std::string_view phrase :
         {"public document pack", "agenda pack", "agenda reports pack", "public reports pack",
          "reports pack", "agenda package", "document pack"}) {
      if (ContainsPhrase(line.lower, phrase)) return true;
    }
  }
  return false;
}

}  // namespace

Found<PaperKind> FindPaperKind(const Opening& opening, std::size_t page_count,
                               std::string_view title, std::string_view file_name) {
  // What names weigh against headings at the top (10 to 20, four times).
  constexpr int kTitleWeight = 16;
  constexpr int kFileNameWeight = 14;
  Scores scores{};
  ScoreLines(opening, scores);
  const Scores printed = scores;
  ScoreTitle(title, kTitleWeight, scores);
  const Scores titled = scores;
  ScoreTitle(file_name, kFileNameWeight, scores);
  const auto best = std::max_element(scores.begin(), scores.end());
  // One phrase far down, as that a consultation "was held", makes no minutes.
  constexpr int kLeast = 9;
  if (*best < kLeast) return {kOther, EvidenceOf(Way::kKindInferred)};
  const int score = *best;
  const auto kind = static_cast<PaperKind>(best - scores.begin());
  *best = 0;
  const int next = *std::max_element(scores.begin(), scores.end());
  constexpr int kHeaded = 40;
  constexpr int kClear = 10;
  const bool clear = score >= next + kClear;
  Way way = score >= kHeaded && clear ? Way::kKindHeaded
            : clear                   ? Way::kKindLikely
                                      : Way::kKindWeak;
  const auto at = static_cast<std::size_t>(kind);
  if (titled[at] == 0) way = Way::kKindFileName;
  if (printed[at] == 0 && titled[at] > 0) way = Way::kKindProperties;
  const bool pack = kind == kAgenda && (page_count > kMostAgendaPages || SaysPack(opening));
  return {pack ? kPack : kind, EvidenceOf(way, printed[at] > 0 ? opening.first_page() : 0)};
}

}  // namespace scrutineer::text

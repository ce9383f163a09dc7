#include "pipeline/text/meeting_date.h"

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/text/ascii.h"
#include "pipeline/text/list_marker.h"

namespace scrutineer::text {
namespace {

struct ContextCue {
  std::string_view phrase;
  int weight;
};

// What stands in a line before a date, and how far it speaks for the date being the meeting's.
constexpr auto kBefore = std::to_array<ContextCue>({
    {"to be held", 30},
    {"held on", 25},
    {"was held", 20},
    {"will be held", 25},
    {"held in", 15},
    {"held at", 15},
    {"meeting date", 35},
    {"date of meeting", 35},
    {"date of committee", 30},
    {"council agenda:", 35},
    {"agenda for", 20},
    {"meeting on", 25},
    {"meeting of", 8},
    {"summoned", 15},
    {"dyddiad", 10},
    {"minutes of", 6},
    {"adopted", 5},
    {"date of next", -60},
    {"future meeting", -60},
    {"previous meeting", -60},
    {"last meeting", -60},
    {"minutes of the meeting held", -12},
    {"of the minutes", -40},
    {"approve", -30},
    {"approval", -30},
    {"confirm", -25},
    {"published", -25},
    {"publication", -25},
    {"issued", -15},
    {"dispatch", -25},
    {"despatch", -25},
    {"deadline", -40},
    {"until", -30},
    {"expir", -30},
    {"received", -20},
    {"submitted", -20},
    {"no later than", -30},
    {"review", -20},
    {"effective", -20},
    {"amended", -12},
    {"updated", -10},
    {"revised", -15},
    {"dated", -12},
    {"year ended", -10},
    {"year ending", -10},
    {"as at", -20},
    {"executive order", -40},
    {"memo", -10},
    {"since", -25},
    {"policy commenc", -30},
    {"call-in", -30},
    {"change", -30},
    {"reschedul", -30},
    {"postpone", -30},
    {"escalation", -40},
});

// Papers of no meeting carry the date of an act instead.
constexpr auto kActs = std::to_array<std::string_view>(
    {"updated", "amended", "adopted", "approved", "dated", "date", "signed", "published",
     "prepared on", "year ended", "year ending", "agreed", "held on", "reviewed", "election"});

constexpr int kOfOtherMinutes = 50;
// How sure a score is that the date is the meeting's.
constexpr int kInvited = 40;
constexpr int kLikely = 18;

bool IsPaperOfMeeting(PaperKind kind) {
  return kind != PaperKind::kOther && kind != PaperKind::kConstitution &&
         kind != PaperKind::kAccounts;
}

// A time of day right after a date, as invitations have it: "at 7.30pm", "- 6:30 PM".
bool TimeFollows(std::string_view lower) {
  const std::string_view near = lower.substr(0, 24);
  const std::size_t digit = near.find_first_of("0123456789");
  if (digit == std::string_view::npos) return false;
  const std::string_view after = lower.substr(digit, 12);
  return after.find("pm") != std::string_view::npos || after.find("am") != std::string_view::npos ||
         after.find("p.m") != std::string_view::npos || after.find("a.m") != std::string_view::npos;
}

int PlaceWeight(const OpeningLine& line) {
  if (line.page_index > 0) return line.index < 6 ? 2 : -15;
  if (line.index < 3) return 14;
  if (line.index < 8) return 10;
  if (line.index < 20) return 5;
  return -12;
}

int ContextWeight(std::string_view before) {
  int weight = 0;
  for (const ContextCue& cue : kBefore) {
    if (before.find(cue.phrase) != std::string_view::npos) weight += cue.weight;
  }
  return weight;
}

// "The minutes of the meeting held on 3 May were approved" against the heading "Minutes of the
// meeting held on 3 May".
bool NamesOtherMinutes(const OpeningLine& line, std::string_view before) {
  const std::size_t at = before.find("minutes");
  if (at == std::string_view::npos) return false;
  constexpr std::size_t kTitleLines = 8;
  constexpr std::size_t kTitleBytes = 60;
  return line.index >= kTitleLines || at > kTitleBytes ||
         ContainsPhrase(line.lower, "true record") || ContainsPhrase(line.lower, "approved") ||
         ContainsPhrase(line.lower, "adopted") || ContainsPhrase(line.lower, "circulated");
}

// Whether the page bears the minutes of a meeting, as those of the last one go along with an
// agenda.
bool IsHeadedMinutes(const OpeningLine& line) {
  constexpr std::size_t kTitleLines = 3;
  constexpr std::size_t kMostWords = 8;
  return line.index < kTitleLines && BeginsWithPhrase(line.lower, "minutes") &&
         CountWords(line.text) <= kMostWords;
}

// `previous` is the line before, which may be the label of a date alone on its line.
int ScoreDate(const OpeningLine& line, const OpeningLine* previous, const FoundDate& found,
              bool first_in_line) {
  const std::string_view lower = line.lower;
  constexpr std::size_t kContextBytes = 90;
  const std::size_t from = found.begin > kContextBytes ? found.begin - kContextBytes : 0;
  const std::string_view before = lower.substr(from, found.begin - from);
  int context = ContextWeight(before);
  // Far down the page any event may be "held on" its day.
  constexpr std::size_t kHeadLines = 20;
  if (line.page_index > 0 || line.index >= kHeadLines) {
    constexpr int kMostBelow = 15;
    context = std::min(context / (context > 0 ? 2 : 1), kMostBelow);
  }
  int score = PlaceWeight(line) + context;
  if (found.after_weekday) score += 8;
  if (TimeFollows(lower.substr(found.end))) score += 12;
  if (BeginsWithPhrase(lower, "date") && found.begin < 12) score += 25;
  if (previous != nullptr && found.begin < 14) score += ContextWeight(previous->lower) / 2;
  const bool alone = line.text.size() - (found.end - found.begin) < 16;
  if (alone) score += 8;
  // An agenda may head itself "Next meeting to be held on"; elsewhere that is another meeting.
  constexpr std::size_t kTitleLines = 8;
  const bool after_next = previous != nullptr && ContainsPhrase(previous->lower, "next");
  if (line.index >= kTitleLines &&
      (before.find("next meeting") != std::string_view::npos || after_next)) {
    score -= 60;
  }
  if (line.page_index == 0 && line.index < kTitleLines && ContainsPhrase(line.lower, "council") &&
      CountWords(line.text) <= 14) {
    score += 8;
  }
  // "Environment Committee - 4th September 2018"
  constexpr std::size_t kHeadingWords = 12;
  if (line.page_index == 0 && line.index < 3 && CountWords(line.text) <= kHeadingWords) score += 8;
  if (NamesOtherMinutes(line, before)) score -= kOfOtherMinutes;
  if (!first_in_line) score -= 4;
  if (ParseListMarker(line.text)) score -= 15;
  return score;
}

// Dates of acts stand in a heading or behind their word: "Adopted at meeting on 27th March 2017".
int ScoreActDate(const OpeningLine& line, const FoundDate& found, bool of_letter) {
  const std::string_view before = std::string_view(line.lower).substr(0, found.begin);
  int score = line.page_index == 0 && line.index < 10 ? 20 - static_cast<int>(line.index) : 0;
  score += std::max(0, ContextWeight(before));
  for (const std::string_view act : kActs) {
    const std::size_t at = before.rfind(act);
    if (at != std::string_view::npos && before.size() - at < 120) {
      score += act == "updated" || act == "amended" ? 21 : 15;
      break;
    }
  }
  // A letter's date stands alone; accounts set dates over their columns.
  const bool alone = line.text.size() - (found.end - found.begin) < 4;
  if (alone && of_letter && line.page_index == 0 && line.index < 20) score += 8;
  if (ContainsPhrase(before, "next") || ContainsPhrase(before, "until")) score -= 30;
  return score;
}

// "1 March to 30 June 2024": plans are dated by their first day.
bool EndsPeriod(const OpeningLine& line, const std::vector<FoundDate>& dates, std::size_t i) {
  const std::size_t from = dates[i - 1].end;
  const std::string_view between =
      TrimAscii(std::string_view(line.lower).substr(from, dates[i].begin - from));
  return between == "to" || between == "-" || between == "\u2013";
}

}  // namespace

NumericOrder DetectNumericOrder(const Opening& opening) {
  int month_first = 0;
  int day_first = 0;
  for (const OpeningLine& line : opening.lines) {
    for (const FoundDate& found : FindDates(line.text, NumericOrder::kDayFirst)) {
      if (IsDigit(line.text[found.begin])) {
        const bool long_date =
            line.text.substr(found.begin, found.end - found.begin).find_first_of("aeiouy") !=
            std::string_view::npos;
        day_first += long_date ? 1 : 0;
      } else {
        ++month_first;
      }
    }
  }
  return month_first > day_first ? NumericOrder::kMonthFirst : NumericOrder::kDayFirst;
}

Found<std::optional<Date>> FindMeetingDate(const Opening& opening, PaperKind kind,
                                           std::string_view file_name) {
  const NumericOrder order = DetectNumericOrder(opening);
  const bool of_meeting = IsPaperOfMeeting(kind);
  const std::optional<Date> named = DateInFileName(file_name, order);
  std::optional<Date> best;
  int best_score = 0;
  int page = 0;
  const OpeningLine* previous = nullptr;
  std::size_t minutes_page = 0;  // a page other than the first that is headed "Minutes"
  for (const OpeningLine& line : opening.lines) {
    // What follows an agenda's or a report's first page has dates of its own.
    if (of_meeting && line.page_index > 0 && best && best_score >= kLikely) break;
    if (line.page_index > 0 && kind != PaperKind::kMinutes && IsHeadedMinutes(line)) {
      minutes_page = line.page_index;
    }
    const std::vector<FoundDate> dates = FindDates(line.text, order);
    for (std::size_t i = 0; i < dates.size(); ++i) {
      int score = of_meeting ? ScoreDate(line, previous, dates[i], i == 0)
                             : ScoreActDate(line, dates[i], kind == PaperKind::kOther);
      if (minutes_page > 0 && line.page_index >= minutes_page) score -= kOfOtherMinutes;
      const bool later = best && !of_meeting && score == best_score && dates[i].date > *best &&
                         !(kind == PaperKind::kOther && i > 0 && EndsPeriod(line, dates, i));
      if (score > best_score || later) {
        best_score = score;
        best = dates[i].date;
        page = line.page_number;
      }
    }
    previous = &line;
  }
  if (best && !of_meeting) return {best, EvidenceOf(Way::kDateOfAct, page)};
  if (best) {
    const Way way = best_score >= kInvited  ? Way::kDateInvited
                    : best_score >= kLikely ? Way::kDateLikely
                                            : Way::kDateAside;
    return {best, EvidenceOf(way, page)};
  }
  if (named && of_meeting) return {named, EvidenceOf(Way::kDateFileName)};
  return {};
}

}  // namespace scrutineer::text

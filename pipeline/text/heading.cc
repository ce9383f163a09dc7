#include "pipeline/text/heading.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "pipeline/text/ascii.h"
#include "pipeline/text/body_name.h"
#include "pipeline/text/dates.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kLongestHeading = 200;

// Words of councils' names beside their places.
constexpr auto kCouncilWords = std::to_array<std::string_view>(
    {"the", "of", "and", "&", "council", "city", "borough", "county", "district", "metropolitan",
     "royal", "london", "cyngor", "sir", "sirol", "dinas", "tref", "cymuned", "bwrdeistref"});

// What lines begin with that say who wrote a paper, for whom and where it stands.
constexpr auto kNotTitles = std::to_array<std::string_view>({"report of",
                                                             "report to",
                                                             "report by",
                                                             "report from",
                                                             "report for",
                                                             "agenda item",
                                                             "item no",
                                                             "item number",
                                                             "to:",
                                                             "from:",
                                                             "tel",
                                                             "telephone",
                                                             "email",
                                                             "e-mail",
                                                             "contact",
                                                             "enquiries",
                                                             "page",
                                                             "http",
                                                             "www",
                                                             "wards affected",
                                                             "ward(s) affected",
                                                             "copyright",
                                                             "key decision",
                                                             "decision maker",
                                                             "cyfarfod o",
                                                             "dear"});
constexpr auto kMarkings = std::to_array<std::string_view>({"official",
                                                            "official sensitive",
                                                            "official-sensitive",
                                                            "restricted",
                                                            "confidential",
                                                            "open",
                                                            "public",
                                                            "unclassified",
                                                            "not for publication",
                                                            "part 1",
                                                            "part i",
                                                            "part a",
                                                            "part one",
                                                            "public report",
                                                            "open report",
                                                            "report",
                                                            "exempt",
                                                            "for decision",
                                                            "for information",
                                                            "council",
                                                            "meeting",
                                                            "agenda",
                                                            "item"});

bool BeginsWithNumber(std::string_view lower, std::string_view word) {
  return lower.starts_with(word) && lower.size() > word.size() && IsDigit(lower[word.size()]);
}

// A row of a table of questions: "Is the decision eligible for call-in? Yes"
bool IsAnswered(std::string_view lower) {
  const std::size_t mark = lower.find('?');
  constexpr std::size_t kMostBytes = 8;
  return mark != std::string_view::npos && mark + 1 < lower.size() &&
         lower.size() - mark <= kMostBytes;
}

bool IsSentence(std::string_view text) {
  constexpr std::size_t kMostWords = 5;
  return text.ends_with('.') && CountWords(text) > kMostWords;
}

bool IsDate(std::string_view text) {
  constexpr std::size_t kMostAround = 12;
  const std::vector<FoundDate> dates = FindDates(text, NumericOrder::kDayFirst);
  return !dates.empty() && text.size() - (dates.front().end - dates.front().begin) < kMostAround;
}

}  // namespace

bool HeadingRules::IsCouncil(std::string_view lower) const {
  if (lower.starts_with("cyngor ")) return true;
  std::vector<std::string> own;
  for (const BodyToken& token : BodyTokens(council_)) own.push_back(token.lower);
  const std::vector<BodyToken> tokens = BodyTokens(lower);
  return std::all_of(tokens.begin(), tokens.end(), [&](const BodyToken& token) {
    return token.lower.empty() || Holds(kCouncilWords, token.lower) || Holds(own, token.lower);
  });
}

bool HeadingRules::IsBody(std::string_view text) const {
  if (!committee_.empty() && EqualsIgnoringCase(text, committee_)) return true;
  if (!BodyBeforeDate(text).empty()) return true;
  const std::vector<BodyToken> tokens = BodyTokens(text);
  if (tokens.empty() || !IsBodyWord(tokens.back().lower)) return false;
  const auto body = BodyEndingAt(tokens, tokens.size() - 1);
  return body && body->tokens == tokens.size();
}

bool HeadingRules::MayBeTitle(const OpeningLine& line) const {
  const std::string_view text = StripPunctuation(line.text);
  if (text.size() < 4 || text.size() > kLongestHeading || !IsAscii(text.front())) return false;
  const std::string lower = ToAsciiLower(text);
  const auto marker = ParseListMarker(line.text);
  if (marker && marker->style != MarkerStyle::kBullet) return false;
  if (line.text.find('@') != std::string_view::npos || line.text.ends_with(':')) return false;
  if (line.lower.find("www.") != std::string::npos || Holds(kMarkings, lower)) return false;
  for (const std::string_view start : kNotTitles) {
    if (BeginsWithPhrase(lower, start)) return false;
  }
  if (BeginsWithNumber(lower, "item ") || BeginsWithNumber(lower, "page ")) return false;
  if (IsAnswered(lower) || IsDate(text) || IsSentence(line.text) || IsCouncil(lower) ||
      IsBody(text))
    return false;
  return std::any_of(text.begin(), text.end(), IsAsciiLetter);
}

std::string JoinWrapped(const Opening& opening, std::size_t line) {
  constexpr std::size_t kMostLines = 3;
  constexpr std::size_t kLongestLine = 110;
  constexpr auto kOpenEnds =
      std::to_array<std::string_view>({"and", "of", "the", "for", "to", "in", "on", "with", "by",
                                       "from", "at", "&", "-", "a", "\u2013"});
  std::string title(StripPunctuation(opening.lines[line].text));
  std::string_view last = TrimAscii(opening.lines[line].text);
  for (std::size_t i = line + 1; i < std::min(line + kMostLines, opening.lines.size()); ++i) {
    const OpeningLine& next = opening.lines[i];
    if (next.page_index != opening.lines[line].page_index || next.text.size() > kLongestLine) break;
    const std::string last_word = ToAsciiLower(last.substr(last.find_last_of(' ') + 1));
    const bool open = Holds(kOpenEnds, last_word) || last.ends_with(':') || last.ends_with(',');
    const bool address = next.lower.find_first_of("@/") != std::string::npos ||
                         next.lower.find(".uk") != std::string::npos;
    if (address || (!open && !IsAsciiLower(next.text.front()))) break;
    if (last.ends_with(':') || last.ends_with(',')) title += last.back();
    title.append(" ").append(StripPunctuation(next.text));
    last = TrimAscii(next.text);
  }
  return title;
}

}  // namespace scrutineer::text

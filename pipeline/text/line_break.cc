#include "pipeline/text/line_break.h"

#include <algorithm>
#include <array>

#include "pipeline/text/ascii.h"
#include "pipeline/text/character_class.h"
#include "pipeline/text/hyphenation.h"

namespace scrutineer::text {
namespace {

// After these words a number goes on with the sentence: "see paragraph | 4.2 of the report".
constexpr auto kWordsBeforeNumbers = std::to_array<std::string_view>(
    {"about",      "and",        "annex",    "annexe",  "appendix", "approximately",
     "article",    "at",         "by",       "clause",  "for",      "from",
     "fig",        "figure",     "in",       "item",    "items",    "is",
     "lot",        "minute",     "minutes",  "no",      "no.",      "nos.",
     "of",         "on",         "or",       "para",    "para.",    "paragraph",
     "paras.",     "paragraphs", "part",     "page",    "phase",    "recommendation",
     "regulation", "rule",       "schedule", "section", "sections", "table",
     "the",        "to"});

std::string_view LastWord(std::string_view line) {
  const std::size_t space = line.find_last_of(" \t");
  return space == std::string_view::npos ? line : line.substr(space + 1);
}

std::size_t FirstWordLength(std::string_view line) {
  return std::min(line.find_first_of(" \t"), line.size());
}

bool IsWordBeforeNumbers(std::string_view word) {
  const std::string lower = ToAsciiLower(word);
  return std::find(kWordsBeforeNumbers.begin(), kWordsBeforeNumbers.end(), lower) !=
         kWordsBeforeNumbers.end();
}

bool StartsInLowerCase(std::string_view line) {
  return IsLowerCase(DecodeForward(line, 0, line.size()).code_point);
}

// A tab or three spaces part the cells of a table; after a list's marker they only indent.
bool HasCells(std::string_view line) {
  const auto marker = ParseListMarker(line);
  if (marker) line = TrimAscii(line.substr(marker->length));
  // Three spaces in a row cover one of every three places.
  for (std::size_t i = 2; i < line.size(); i += 3) {
    if (line[i] != ' ') continue;
    const std::size_t first = line.find_last_not_of(' ', i) + 1;
    if (line.substr(first, 3) == "   ") return true;
  }
  return line.find('\t') != std::string_view::npos;
}

// "DATE: 12 March", "REPORT TITLE:": a field of a form, up to three words in capitals.
bool BeginsWithLabel(std::string_view line) {
  constexpr std::size_t kLongestLabel = 24;
  const std::size_t colon = line.substr(0, kLongestLabel).find(':');
  if (colon == std::string_view::npos || colon < 2) return false;
  const std::string_view label = line.substr(0, colon);
  return std::all_of(label.begin(), label.end(),
                     [](char c) { return IsAsciiUpper(c) || c == ' ' || c == '/'; });
}

// The rest of the first line of `next` would have fitted beside `line`: nobody had to break here.
// A fifth is left for letters of different widths.
bool BreakWasMeant(std::string_view line, std::string_view next, std::size_t widest) {
  return (line.size() + 1 + FirstWordLength(next)) * 5 < widest * 4;
}

// "4." with its text beside it, which extraction put on the next line.
bool IsMarkerAlone(std::string_view line) {
  const auto marker = ParseListMarker(line);
  return marker && marker->length == line.size();
}

bool FollowsInList(const ListMarker& marker, const ListMarker& last) {
  return marker.style == last.style && marker.value == last.value + 1;
}

}  // namespace

LineBreak LineBreakJudge::Judge(const ExtractedLine& line, const ExtractedLine& next) {
  const std::string_view before = line.Of(extracted_);
  const std::string_view after = next.Of(extracted_);
  if (line.soft_hyphen && IsLetter(DecodeForward(after, 0, after.size()).code_point)) {
    return LineBreak::kNothing;
  }
  if (const auto hyphen = JudgeHyphen(before, after, words_)) return *hyphen;
  if (IsMarkerAlone(before) && !ParseListMarker(after)) return LineBreak::kSpace;
  const bool meant = BreakWasMeant(before, after, widest_);
  if (BeginsListItem(before, after, meant)) return LineBreak::kParagraph;
  if (StartsInLowerCase(after)) return LineBreak::kSpace;
  if (BeginsWithLabel(after)) return LineBreak::kParagraph;
  if (meant || HasCells(before) || HasCells(after)) return LineBreak::kParagraph;
  return LineBreak::kSpace;
}

bool LineBreakJudge::BeginsListItem(std::string_view line, std::string_view next, bool meant) {
  if (const auto own = ParseListMarker(line)) last_marker_ = own;
  const auto marker = ParseListMarker(next);
  if (!marker) return false;
  if (marker->style == MarkerStyle::kBullet) return true;
  if (last_marker_ && FollowsInList(*marker, *last_marker_)) return true;
  if (marker->style != MarkerStyle::kLetter && IsWordBeforeNumbers(LastWord(line))) return false;
  const bool ends_sentence = std::string_view(".:;!?)").find(line.back()) != std::string_view::npos;
  return meant || ends_sentence;
}

std::optional<LineBreak> JudgeHyphen(std::string_view line, std::string_view next,
                                     PaperWords& words) {
  const std::size_t hyphen = TrailingHyphenLength(line);
  if (hyphen == 0) return std::nullopt;
  const BrokenWord word = SplitBrokenWord(line.substr(0, line.size() - hyphen), next);
  if (word.left.empty() || word.right.empty()) return std::nullopt;
  if (IsSuspendedHyphen(word)) return LineBreak::kSpace;
  if (MustKeepHyphen(word)) return LineBreak::kNothing;
  if (words.Contains(word.Joined())) return LineBreak::kDropHyphen;
  if (words.Contains(word.Hyphenated())) return LineBreak::kNothing;
  const Compound compound = JudgeCompound(word);
  const bool keeps =
      compound == Compound::kHyphenated ||
      (compound == Compound::kIfWordFollows && words.Contains(ToAsciiLower(word.right)));
  return keeps ? LineBreak::kNothing : LineBreak::kDropHyphen;
}

bool PaperWords::Contains(const std::string& word) {
  for (const std::string_view text : unread_) Read(text);
  unread_.clear();
  return words_.contains(word);
}

void PaperWords::Read(std::string_view text) {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool broken = false;  // the word before ended with a hyphen at its line's end
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (IsAsciiLetter(c) || !IsAscii(c)) {
      end = i + 1;
      continue;
    }
    if (c == '-' && end == i && begin < end) continue;
    if (begin < end) {
      const bool breaks = c == '\n' && text[i - 1] == '-';
      if (!broken && !breaks && end - begin <= kLongestWord) {
        words_.insert(ToAsciiLower(text.substr(begin, end - begin)));
      }
      broken = breaks;
    }
    begin = i + 1;
    end = begin;
  }
}

}  // namespace scrutineer::text

#include "pipeline/text/sections.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/text/ascii.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kLongestHeading = 110;  // bytes
constexpr std::size_t kMostWords = 14;
constexpr std::size_t kMostWordsUnnumbered = 8;
constexpr std::size_t kMostWordsRunIn = 7;

using Words = std::vector<std::string_view>;

// What headings of reports are made of: the first or the last word of one.
constexpr auto kHeadingWords = std::to_array<std::string_view>(
    {"advice",        "appendices",     "appendix",       "apologies",       "approach",
     "assessment",    "background",     "comments",       "conclusion",      "conclusions",
     "consideration", "considerations", "consultation",   "consultations",   "context",
     "decision",      "declarations",   "details",        "engagement",      "equalities",
     "equality",      "evaluation",     "finance",        "financial",       "governance",
     "impact",        "impacts",        "implication",    "implications",    "information",
     "introduction",  "issues",         "legal",          "monitoring",      "objectives",
     "options",       "outcomes",       "overview",       "performance",     "petitions",
     "procurement",   "proposal",       "proposals",      "purpose",         "questions",
     "reason",        "reasons",        "recommendation", "recommendations", "resolution",
     "resource",      "resources",      "risk",           "risks",           "scope",
     "staffing",      "steps",          "summary",        "sustainability",  "timescales",
     "timetable",     "workforce"});

// Verbs of statements: what holds one is no title.
constexpr auto kVerbs = std::to_array<std::string_view>(
    {"is",    "are", "was",   "were", "be",   "been",  "has",    "have", "had", "will",
     "would", "can", "could", "may",  "must", "shall", "should", "does", "do",  "did"});

// What stands below a heading where there is nothing to say.
constexpr auto kAnswers =
    std::to_array<std::string_view>({"none", "nil", "no", "n/a", "yes", "not", "there", "see", "as",
                                     "that", "this", "these", "it", "we"});

constexpr auto kUncapitalised =
    std::to_array<std::string_view>({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on",
                                     "or", "the", "to", "with", "&", "-", "\u2013"});

// Names of people, who sign and are written to.
constexpr auto kPeople = std::to_array<std::string_view>(
    {"cllr", "councillor", "councillors", "mr", "mrs", "ms", "dr", "email", "tel", "page"});

Words SplitWords(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    if (space > 0) words.push_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return words;
}

std::string Bare(std::string_view word) {
  while (!word.empty() && !IsAsciiLetter(word.back()) && IsAscii(word.back())) {
    word.remove_suffix(1);
  }
  while (!word.empty() && !IsAsciiLetter(word.front()) && IsAscii(word.front())) {
    word.remove_prefix(1);
  }
  return ToAsciiLower(word);
}

// "Legal implications (Monitoring Officer)" is looked at without its brackets.
std::string_view WithoutBrackets(std::string_view title) {
  const std::size_t open = title.rfind(" (");
  return title.ends_with(')') && open != std::string_view::npos ? title.substr(0, open) : title;
}

bool IsTitleCase(const Words& words) {
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return IsAsciiUpper(word.front()) || Holds(kUncapitalised, word);
  });
}

// Whether the words can be a heading at all.
bool MayBeTitle(std::string_view title, const Words& words, std::size_t most_words) {
  if (words.empty() || words.size() > most_words || !IsAsciiUpper(title.front())) return false;
  const std::string first = Bare(words.front());
  if (Holds(kAnswers, first == "n" ? "n/a" : first) || Holds(kPeople, first)) return false;
  if (title.find_first_of("@\u00A3") != std::string_view::npos) return false;
  if (title.ends_with('?')) return true;
  if (std::string_view(".,;").find(title.back()) != std::string_view::npos) return false;
  return std::none_of(words.begin(), words.end(),
                      [](std::string_view word) { return Holds(kVerbs, word); });
}

bool HasHeadingWord(std::string_view title) {
  const Words words = SplitWords(WithoutBrackets(title));
  return !words.empty() &&
         (Holds(kHeadingWords, Bare(words.front())) || Holds(kHeadingWords, Bare(words.back())));
}

// The length of "7.2", "7.", "A." or a bare "7" before a capital.
std::size_t NumberLength(std::string_view paragraph) {
  const auto marker = ParseListMarker(paragraph);
  if (marker) {
    const bool number = marker->style == MarkerStyle::kNumber ||
                        marker->style == MarkerStyle::kDotted ||
                        (marker->style == MarkerStyle::kLetter && IsAsciiUpper(paragraph.front()));
    return number ? marker->length : 0;
  }
  constexpr std::size_t kMostDigits = 2;
  std::size_t digits = 0;
  while (digits < paragraph.size() && IsDigit(paragraph[digits])) ++digits;
  const bool bare = digits > 0 && digits <= kMostDigits && digits + 1 < paragraph.size() &&
                    paragraph[digits] == ' ' && IsAsciiUpper(paragraph[digits + 1]);
  return bare && HasHeadingWord(paragraph.substr(digits + 1, kLongestHeading)) ? digits : 0;
}

std::size_t SkipSpaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// Where the title of a run-in heading ends and its text begins: behind a colon, a dash after a word
// that headings are made of, or the word "implications" (the row of a table).
struct RunInBorder {
  std::size_t title_end = 0, text_begin = 0;
};

std::optional<RunInBorder> FindRunInBorder(std::string_view line) {
  const std::string_view head = line.substr(0, kLongestHeading);
  for (std::size_t i = 1; i < head.size(); ++i) {
    if (head[i] == ':') return RunInBorder{i, SkipSpaces(line, i + 1)};
    if (head[i] == '.' || head[i] == ';' || head[i] == ',') return std::nullopt;
    if (head[i] != ' ') continue;
    const std::string_view rest = head.substr(i + 1);
    const std::string_view before = head.substr(0, i);
    for (const std::string_view dash : {"- ", "\u2013 ", "\u2014 "}) {
      if (rest.starts_with(dash) && HasHeadingWord(before)) {
        return RunInBorder{i, SkipSpaces(line, i + 1 + dash.size())};
      }
    }
    const bool answers = !rest.empty() && (IsAsciiUpper(rest.front()) || rest.starts_with("n/a"));
    if (answers && before.ends_with("mplications")) return RunInBorder{i, i + 1};
  }
  return std::nullopt;
}

std::optional<Heading> ReadRunIn(std::string_view number, std::string_view line, std::size_t at) {
  const auto border = FindRunInBorder(line);
  if (!border || border->text_begin >= line.size()) return std::nullopt;
  const std::string_view title = TrimAscii(line.substr(0, border->title_end));
  const Words words = SplitWords(title);
  if (title.empty() || !MayBeTitle(title, words, kMostWordsRunIn)) return std::nullopt;
  constexpr std::size_t kMostWordsOfLabel = 3;
  const bool sure = HasHeadingWord(title);
  if (!sure && words.size() > kMostWordsOfLabel) return std::nullopt;
  return Heading{number, title, at + border->text_begin, true, sure};
}

}  // namespace

std::optional<Heading> ReadHeading(std::string_view paragraph) {
  const std::size_t number_length = NumberLength(paragraph);
  std::string_view number = paragraph.substr(0, number_length);
  while (number.ends_with('.') || number.ends_with(')')) number.remove_suffix(1);
  const std::size_t at = SkipSpaces(paragraph, number_length);
  const std::string_view line = paragraph.substr(at);
  if (line.empty() || !IsAsciiUpper(line.front())) return std::nullopt;
  if (auto run_in = ReadRunIn(number, line, at)) return run_in;
  if (line.size() > kLongestHeading) return std::nullopt;
  std::string_view title = TrimAscii(line);
  if (title.ends_with(':')) title.remove_suffix(1);
  const Words words = SplitWords(title);
  const bool numbered = !number.empty();
  if (!MayBeTitle(title, words, numbered ? kMostWords : kMostWordsUnnumbered)) return std::nullopt;
  const bool sure = numbered || IsCapitals(title) || HasHeadingWord(title) || title.ends_with('?');
  if (!sure && (!IsTitleCase(words) || std::any_of(title.begin(), title.end(), IsDigit))) {
    return std::nullopt;
  }
  return Heading{number, title, paragraph.size(), false, sure};
}

std::vector<Section> FindSections(std::string_view text, const std::vector<Paragraph>& paragraphs) {
  std::vector<Section> sections;
  if (paragraphs.empty()) return sections;
  const ByteSpan all{paragraphs.front().span.begin, paragraphs.back().span.end};
  std::size_t standing = 0;  // the section that the next heading ends
  sections.push_back({all, {all.begin, all.begin}, {all.begin, all.begin}, false});
  for (const Paragraph& paragraph : paragraphs) {
    const auto heading = ReadHeading(paragraph.span.Of(text));
    const bool edge = &paragraph == &paragraphs.front() || &paragraph == &paragraphs.back();
    if (!heading || (edge && !heading->sure)) continue;
    const auto placed = [&](std::string_view part) {
      const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
      return ByteSpan{begin, begin + static_cast<std::uint32_t>(part.size())};
    };
    Section section{paragraph.span, placed(heading->title), placed(heading->number),
                    heading->run_in};
    if (!heading->run_in) {
      section.span.end = all.end;
      sections[standing].span.end = paragraph.span.begin;
      standing = sections.size();
    }
    sections.push_back(section);
  }
  if (sections.front().span.begin == sections.front().span.end) sections.erase(sections.begin());
  return sections;
}

}  // namespace scrutineer::text

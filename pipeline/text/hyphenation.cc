#include "pipeline/text/hyphenation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/text/ascii.h"
#include "pipeline/text/character_class.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

// First parts that keep their hyphen: "non-compliance", "self-assessment".
constexpr auto kHyphenatedFirst = std::to_array<std::string_view>(
    {"cross", "eight", "fixed", "five", "kerb", "nine", "non", "older", "privately", "quasi",
     "self", "seven", "single", "three", "two", "well"});

// First parts that words also begin with at a break of their own: "part-time", "partnership".
constexpr auto kMaybeHyphenatedFirst = std::to_array<std::string_view>(
    {"all", "ex",  "extra", "four", "full", "half", "hard", "high",  "ill", "large", "late", "long",
     "low", "mid", "multi", "near", "one",  "part", "post", "short", "six", "small", "so"});

// Second parts with which those make compounds, whether the paper has them as words or not.
constexpr auto kCommonSecond = std::to_array<std::string_view>(
    {"bedroom", "called",  "day",   "density", "fat",     "gratia", "hand",  "impact",
     "income",  "listed",  "lived", "night",   "officio", "paid",   "parte", "priority",
     "profile", "quality", "rank",  "range",   "rate",    "rise",   "sized", "speed",
     "stay",    "storey",  "time",  "value",   "way"});

// Words in one, of parts that else would make a compound.
constexpr auto kClosedWords = std::to_array<std::string_view>(
    {"acknowledge",     "almshouse",    "cancelled",    "chairperson",   "channelled",
     "clubhouse",       "controlled",   "counselled",   "courthouse",    "crossing",
     "crossings",       "crossroads",   "enrolled",     "exchange",      "exchanges",
     "exclude",         "express",      "extent",       "extract",       "extraordinary",
     "farmhouse",       "fivefold",     "foregoing",    "fuelled",       "greenhouse",
     "guesthouse",      "hardship",     "hardware",     "herein",        "highlight",
     "highlighted",     "highlighting", "highlights",   "highway",       "highways",
     "hitherto",        "illness",      "into",         "knowledge",     "labelled",
     "layout",          "levelled",     "lighthouse",   "mankind",       "midday",
     "midnight",        "modelled",     "nearby",       "nonetheless",   "nonsense",
     "notwithstanding", "ongoing",      "onto",         "outgoing",      "outstanding",
     "partake",         "postage",      "postcode",     "postcodes",     "postman",
     "recalled",        "refunded",     "salesperson",  "selfish",       "shortage",
     "shortages",       "shortcoming",  "shortcomings", "shortfall",     "shortfalls",
     "shortlist",       "shortlisted",  "shortlisting", "signalled",     "spokesperson",
     "thereby",         "therein",      "thereto",      "throughout",    "totalled",
     "travelled",       "tunnelled",    "undergoing",   "understanding", "warehouse",
     "website",         "websites",     "wellbeing",    "whereby",       "wherein",
     "whereupon",       "within",       "without",      "withstanding",  "workhouse",
     "worldwide"});

// Second parts that make compounds: "community-based", "council-owned", "decision-making".
constexpr auto kHyphenatedSecond = std::to_array<std::string_view>(
    {"authority", "aware", "based",    "border", "built",     "by",        "called",  "centred",
     "compliant", "depth", "driven",   "edge",   "effective", "efficient", "ended",   "facing",
     "five",      "free",  "friendly", "funded", "going",     "house",     "in",      "kind",
     "led",       "level", "making",   "maker",  "makers",    "neutral",   "off",     "only",
     "operated",  "out",   "owned",    "person", "profit",    "rata",      "related", "risk",
     "run",       "scale", "six",      "site",   "specific",  "standing",  "street",  "style",
     "term",      "to",    "up",       "wide",   "year",      "the"});

// Compounds that neither part gives away.
constexpr auto kCompounds = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"anti", "social"},     {"by", "election"},    {"by", "law"},         {"by", "laws"},
    {"carry", "forward"},   {"co", "author"},      {"co", "chair"},       {"co", "design"},
    {"co", "designed"},     {"co", "location"},    {"co", "located"},     {"co", "produced"},
    {"co", "production"},   {"de", "commission"},  {"follow", "on"},      {"inter", "agency"},
    {"pre", "application"}, {"pre", "decision"},   {"pre", "election"},   {"pre", "qualification"},
    {"pre", "school"},      {"re", "procurement"}, {"re", "use"},         {"roll", "over"},
    {"sub", "committee"},   {"sub", "committees"}, {"sub", "contractor"}, {"sub", "contractors"},
    {"sub", "group"},       {"vice", "chair"},
});

constexpr auto kSuspending = std::to_array<std::string_view>({"and", "or", "to", "nor", "but"});

// Two vowels that would be read as one keep their hyphen: "co-operate", "re-elect", "pre-existing".
bool PrefixMeetsVowel(std::string_view left, std::string_view right) {
  if (left == "co") return right.starts_with('o');
  if (left == "re" || left == "pre") return right.starts_with('e');
  return false;
}

// Whether the code point belongs to a word, as a letter or a digit.
bool IsWordCharacter(std::int32_t code_point) {
  return (code_point >= '0' && code_point <= '9') || IsLetter(code_point);
}

bool IsUpperWord(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return IsAsciiLower(c); }) &&
         std::any_of(word.begin(), word.end(), [](char c) { return IsAsciiUpper(c); });
}

std::string_view WordAtEnd(std::string_view line) {
  std::size_t begin = line.size();
  while (begin > 0 && line.size() - begin < kLongestWord) {
    const DecodedCharacter last = DecodeBackward(line, 0, begin);
    const bool inner_hyphen = last.code_point == '-' && begin < line.size();
    if (!IsWordCharacter(last.code_point) && !inner_hyphen) break;
    begin = last.begin;
  }
  return line.substr(begin);
}

std::string_view WordAtStart(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && end < kLongestWord) {
    const DecodedCharacter next = DecodeForward(line, end, line.size());
    if (!IsWordCharacter(next.code_point)) break;
    end = next.end;
  }
  return line.substr(0, end);
}

}  // namespace

std::string BrokenWord::Joined() const { return ToAsciiLower(std::string(left).append(right)); }

std::string BrokenWord::Hyphenated() const {
  return ToAsciiLower(std::string(left).append("-").append(right));
}

std::size_t TrailingHyphenLength(std::string_view line) {
  if (line.size() < 2) return 0;
  const DecodedCharacter hyphen = DecodeBackward(line, 0, line.size());
  if (hyphen.code_point != '-' && hyphen.code_point != 0x2010 && hyphen.code_point != 0xAC) {
    return 0;
  }
  if (hyphen.begin == 0) return 0;
  const DecodedCharacter before = DecodeBackward(line, 0, hyphen.begin);
  return IsWordCharacter(before.code_point) ? hyphen.end - hyphen.begin : 0;
}

BrokenWord SplitBrokenWord(std::string_view line, std::string_view next) {
  BrokenWord word;
  word.left = WordAtEnd(line);
  word.right = WordAtStart(next);
  word.right_goes_on = word.right.size() + 1 < next.size() && next[word.right.size()] == '-' &&
                       !IsAsciiSpace(next[word.right.size() + 1]);
  return word;
}

bool IsSuspendedHyphen(const BrokenWord& word) {
  return !word.right_goes_on && Holds(kSuspending, word.right);
}

bool MustKeepHyphen(const BrokenWord& word) {
  if (word.right_goes_on || word.left.find('-') != std::string_view::npos) return true;
  if (IsDigit(word.left.back()) || IsDigit(word.right.front())) return true;
  const std::int32_t first = DecodeForward(word.right, 0, word.right.size()).code_point;
  return !IsLowerCase(first) && !(IsUpperWord(word.left) && IsUpperWord(word.right));
}

Compound JudgeCompound(const BrokenWord& word) {
  if (Holds(kClosedWords, word.Joined())) return Compound::kClosed;
  const std::string left = ToAsciiLower(word.left);
  const std::string right = ToAsciiLower(word.right);
  if (Holds(kHyphenatedFirst, left) || Holds(kHyphenatedSecond, right)) {
    return Compound::kHyphenated;
  }
  if (PrefixMeetsVowel(left, right)) return Compound::kHyphenated;
  if (std::any_of(kCompounds.begin(), kCompounds.end(), [&](const auto& compound) {
        return compound.first == left && compound.second == right;
      })) {
    return Compound::kHyphenated;
  }
  if (!Holds(kMaybeHyphenatedFirst, left)) return Compound::kClosed;
  return Holds(kCommonSecond, right) ? Compound::kHyphenated : Compound::kIfWordFollows;
}

}  // namespace scrutineer::text

#include "pipeline/model/compound_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace scrutineer {
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

// Words in one that are as often written in two.
constexpr auto kAlsoApart =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"chair", "person"},
                                                                  {"court", "house"},
                                                                  {"green", "house"},
                                                                  {"post", "code"},
                                                                  {"post", "codes"},
                                                                  {"short", "list"},
                                                                  {"short", "listed"},
                                                                  {"short", "listing"},
                                                                  {"web", "site"},
                                                                  {"web", "sites"},
                                                                  {"well", "being"},
                                                                  {"world", "wide"}});

// First parts with which "in", "out", "off", "up" and the like make compounds: "call-in".
constexpr auto kVerbsBeforeParticle = std::to_array<std::string_view>(
    {"break", "build", "buy",   "call", "check", "clean", "cut",  "drop", "follow", "hand",
     "lead",  "make",  "mark",  "opt",  "phase", "pop",   "roll", "set",  "shut",   "sign",
     "spin",  "stand", "start", "take", "top",   "trade", "walk", "warm", "wind",   "write"});

constexpr std::size_t kLongestParticle = 3;

template <typename List>
constexpr bool Has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

template <typename Pairs>
bool HasPair(const Pairs& pairs, std::string_view left, std::string_view right) {
  return std::any_of(pairs.begin(), pairs.end(),
                     [&](const auto& pair) { return pair.first == left && pair.second == right; });
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return lower;
}

// Two vowels that would be read as one keep their hyphen: "co-operate", "re-elect", "pre-existing".
bool PrefixMeetsVowel(std::string_view left, std::string_view right) {
  if (left == "co") return right.starts_with('o');
  if (left == "re" || left == "pre") return right.starts_with('e');
  return false;
}

}  // namespace

Compound JudgeCompound(std::string_view first, std::string_view second) {
  const std::string left = Lower(first);
  const std::string right = Lower(second);
  if (Has(kClosedWords, left + right)) return Compound::kClosed;
  if (Has(kHyphenatedFirst, left) || Has(kHyphenatedSecond, right)) return Compound::kHyphenated;
  if (PrefixMeetsVowel(left, right)) return Compound::kHyphenated;
  if (HasPair(kCompounds, left, right)) return Compound::kHyphenated;
  if (!Has(kMaybeHyphenatedFirst, left)) return Compound::kClosed;
  return Has(kCommonSecond, right) ? Compound::kHyphenated : Compound::kIfWordFollows;
}

bool IsWrittenApart(std::string_view first, std::string_view second) {
  const std::string left = Lower(first);
  const std::string right = Lower(second);
  if (HasPair(kAlsoApart, left, right)) return true;
  if (JudgeCompound(left, right) != Compound::kHyphenated) return false;
  // "cabin" is no "cab in".
  const bool by_particle = right.size() <= kLongestParticle && Has(kHyphenatedSecond, right) &&
                           !Has(kHyphenatedFirst, left) && !HasPair(kCompounds, left, right);
  return !by_particle || Has(kVerbsBeforeParticle, left);
}

}  // namespace scrutineer

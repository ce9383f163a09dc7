#include "pipeline/text/abbreviations.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/text/ascii.h"

namespace scrutineer::text {
namespace {

struct Entry {
  std::string_view word;
  Abbreviation kind;
};

constexpr Abbreviation kNever = Abbreviation::kNeverLast;
constexpr Abbreviation kNumber = Abbreviation::kBeforeNumber;
constexpr Abbreviation kMaybe = Abbreviation::kMaybeLast;

// In the order of the words, for a binary search.
constexpr auto kAbbreviations = std::to_array<Entry>({
    {"a.k.a", kNever}, {"a.m", kMaybe},    {"app", kNumber}, {"approx", kNever}, {"apt", kNumber},
    {"art", kNumber},  {"assoc", kMaybe},  {"asst", kNever}, {"ave", kMaybe},    {"bldg", kMaybe},
    {"bros", kMaybe},  {"c", kNumber},     {"ca", kNumber},  {"capt", kNever},   {"cf", kNever},
    {"ch", kNumber},   {"cl", kNumber},    {"cllr", kNever}, {"cllrs", kNever},  {"clr", kNever},
    {"clrs", kNever},  {"co", kMaybe},     {"col", kNumber}, {"corp", kMaybe},   {"coun", kNever},
    {"cttee", kMaybe}, {"dept", kMaybe},   {"dr", kNever},   {"drs", kNever},    {"e.g", kNever},
    {"eg", kNever},    {"esq", kMaybe},    {"est", kNumber}, {"etc", kMaybe},    {"ext", kNumber},
    {"fig", kNumber},  {"figs", kNumber},  {"gen", kNumber}, {"gov", kNever},    {"govt", kMaybe},
    {"hon", kNever},   {"i.e", kNever},    {"ie", kNever},   {"inc", kMaybe},    {"incl", kNever},
    {"insp", kNever},  {"jr", kMaybe},     {"lt", kNever},   {"ltd", kMaybe},    {"maj", kNever},
    {"max", kNumber},  {"messrs", kNever}, {"min", kNumber}, {"mr", kNever},     {"mrs", kNever},
    {"ms", kNever},    {"mss", kNever},    {"n.b", kNever},  {"nb", kNever},     {"no", kNumber},
    {"nos", kNumber},  {"p", kNumber},     {"p.m", kMaybe},  {"para", kNumber},  {"paras", kNumber},
    {"pg", kNumber},   {"plc", kMaybe},    {"pm", kMaybe},   {"pp", kNumber},    {"prof", kNever},
    {"pt", kNumber},   {"pty", kNever},    {"rd", kMaybe},   {"ref", kNumber},   {"refs", kNumber},
    {"reg", kNumber},  {"regs", kNumber},  {"rep", kNever},  {"res", kNumber},   {"rev", kNever},
    {"revd", kNever},  {"rt", kNever},     {"s", kNumber},   {"sch", kNumber},   {"sec", kNumber},
    {"sgt", kNever},   {"sq", kNever},     {"sr", kMaybe},   {"ss", kNumber},    {"st", kMaybe},
    {"ste", kNever},   {"supt", kNever},   {"tel", kNumber}, {"temp", kNumber},  {"u.k", kMaybe},
    {"u.s", kMaybe},   {"v", kNever},      {"viz", kNever},  {"vol", kNumber},   {"vols", kNumber},
    {"vs", kNever},
});

constexpr auto kStarters = std::to_array<std::string_view>({
    "A",      "After",     "Agreed",   "All",        "Also",        "Although", "An",
    "And",    "Any",       "As",       "At",         "Both",        "But",      "By",
    "Cllr",   "Cllrs",     "Council",  "Councillor", "Councillors", "Current",  "During",
    "Each",   "Following", "For",      "From",       "Further",     "Having",   "He",
    "Her",    "His",       "However",  "I",          "If",          "In",       "It",
    "Its",    "Members",   "Mr",       "Mrs",        "Ms",          "No",       "None",
    "Noted",  "Of",        "Officers", "On",         "Once",        "Other",    "Our",
    "Please", "Resolved",  "RESOLVED", "She",        "Should",      "Since",    "So",
    "Some",   "Subject",   "Such",     "That",       "The",         "Their",    "Then",
    "There",  "Therefore", "These",    "They",       "This",        "Those",    "To",
    "Under",  "We",        "What",     "When",       "Where",       "Whilst",   "While",
    "Who",    "With",      "Work",     "You",        "Your",
});

constexpr auto kLettered = std::to_array<std::string_view>({
    "annex", "annexe",  "appendices", "appendix", "band",      "block", "category",
    "class", "exhibit", "grade",      "group",    "hepatitis", "lot",   "option",
    "part",  "phase",   "plan",       "schedule", "section",   "site",  "stage",
    "table", "tier",    "type",       "vitamin",  "zone",
});

template <typename List>
bool HoldsInAnyCase(const List& list, std::string_view word) {
  return std::any_of(list.begin(), list.end(),
                     [word](std::string_view entry) { return EqualsIgnoringCase(entry, word); });
}

}  // namespace

Abbreviation ClassifyAbbreviation(std::string_view word) {
  constexpr std::size_t kLongest = 6;
  if (word.empty() || word.size() > kLongest) return Abbreviation::kNone;
  const std::string key = ToAsciiLower(word);
  const auto* entry =
      std::lower_bound(kAbbreviations.begin(), kAbbreviations.end(), key,
                       [](const Entry& a, std::string_view b) { return a.word < b; });
  if (entry != kAbbreviations.end() && entry->word == key) return entry->kind;
  // "U.S.A", "B.B.C": single letters with stops between them.
  if (word.size() < 3 || word.size() % 2 == 0) return Abbreviation::kNone;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !IsAsciiLetter(word[i]) : word[i] != '.') return Abbreviation::kNone;
  }
  return Abbreviation::kMaybeLast;
}

bool StartsSentences(std::string_view word) {
  return std::find(kStarters.begin(), kStarters.end(), word) != kStarters.end();
}

bool TakesLetter(std::string_view word) { return HoldsInAnyCase(kLettered, word); }

}  // namespace scrutineer::text

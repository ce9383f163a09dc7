#include "pipeline/text/council_pattern.h"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/text/ascii.h"
#include "pipeline/text/folding.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

struct Word {
  std::string_view text;  // without punctuation at its ends
  std::string_view bare;  // without a possessive "'s" too
  std::size_t begin = 0;
  std::string lower;    // of `bare`
  bool opens = false;   // punctuation stands before it
  bool closes = false;  // punctuation other than "&" stands behind it
};

// Kinds of councils, before "Council".
constexpr auto kQualifiers = std::to_array<std::string_view>(
    {"parish", "town", "city", "community", "county", "borough", "district", "metropolitan",
     "regional", "municipal", "shire", "island", "islands", "village", "neighbourhood"});
// Small words within names.
constexpr auto kPlaceConnectors = std::to_array<std::string_view>(
    {"of",    "and",  "&",   "the", "upon", "on",  "in", "with", "le",  "la", "les", "by",
     "under", "next", "cum", "de",  "du",   "des", "y",  "yr",   "sur", "en", "d"});
// Words that stand before a name without belonging to it, also with a capital.
constexpr auto kNotPlaces =
    std::to_array<std::string_view>({"the",        "of",           "and",
                                     "a",          "an",           "this",
                                     "that",       "each",         "your",
                                     "our",        "all",          "any",
                                     "every",      "local",        "from",
                                     "by",         "to",           "for",
                                     "in",         "on",           "at",
                                     "with",       "minutes",      "meeting",
                                     "agenda",     "notice",       "members",
                                     "member",     "clerk",        "report",
                                     "draft",      "ordinary",     "annual",
                                     "full",       "special",      "chair",
                                     "chairman",   "mayor",        "leader",
                                     "councillor", "councillors",  "cllr",
                                     "cllrs",      "county",       "parish",
                                     "town",       "district",     "borough",
                                     "principal",  "joint",        "regular",
                                     "honorable",  "corporation",  "council",
                                     "about",      "welcome",      "extraordinary",
                                     "if",         "when",         "by",
                                     "as",         "policyholder", "model",
                                     "&",          "smaller",      "relevant",
                                     "other",      "new",          "proposed",
                                     "mr",         "mrs",          "dear",
                                     "results",    "election",     "name",
                                     "former",     "between",      "under",
                                     "de",         "unitary",      "partnership",
                                     "enterprise"});
// Kinds of councils behind "Cyngor".
constexpr auto kWelshTypes = std::to_array<std::string_view>(
    {"sir", "sirol", "dinas", "tref", "cymuned", "bwrdeistref", "a", "gwledig"});
// Authorities that are no councils, by the words before "Authority".
constexpr auto kAuthorities = std::to_array<std::string_view>(
    {"combined", "fire", "rescue", "police", "park", "waste", "disposal", "transport"});
constexpr auto kWithinAuthorities = std::to_array<std::string_view>(
    {"combined", "mayoral", "fire", "and", "&", "rescue", "service", "police", "national", "park",
     "waste", "disposal", "integrated", "passenger", "transport", "county"});
// "Township of ...": kinds that stand before the place.
constexpr auto kKindsBefore = std::to_array<std::string_view>(
    {"township", "town", "city", "village", "municipality", "borough", "county", "commune", "ville",
     "mairie", "cit\u00E9"});

std::string_view WithoutPossessive(std::string_view word) {
  for (const std::string_view possessive : {"'s", "\u2019s", "'S", "\u2019S", "\u2019", "'"}) {
    if (word.size() > possessive.size() && word.ends_with(possessive)) {
      return word.substr(0, word.size() - possessive.size());
    }
  }
  return word;
}

std::vector<Word> CouncilWordsOf(std::string_view line) {
  constexpr std::string_view kPunctuation = ",.;:()[]\"*|!?/\t";
  std::vector<Word> words;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t end = std::min(line.find(' ', i), line.size());
    std::size_t first = i;
    std::size_t last = end;
    while (first < last && kPunctuation.find(line[first]) != std::string_view::npos) ++first;
    while (last > first && kPunctuation.find(line[last - 1]) != std::string_view::npos) --last;
    if (first < last) {
      const std::string_view text = line.substr(first, last - first);
      const std::string_view bare = WithoutPossessive(text);
      // "St." keeps its place in "St. Helens Council".
      const bool saint = last < end && text == "St";
      words.push_back({.text = text,
                       .bare = bare,
                       .begin = first,
                       .lower = ToAsciiLower(bare),
                       .opens = first > i,
                       .closes = last < end && !saint});
    } else if (!words.empty()) {
      words.back().closes = true;
    }
    i = end + 1;
  }
  return words;
}

bool IsCapitalised(const Word& word) {
  return IsAsciiUpper(word.text.front()) || !IsAscii(word.text.front());
}

std::string Print(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  std::string name;
  for (std::size_t i = first; i <= last; ++i) {
    if (!name.empty()) name += ' ';
    name += i < last ? words[i].text : words[i].bare;
    if (words[i].text == "St" && i < last) name += '.';
  }
  return name;
}

class LineSearch {
 public:
  LineSearch(std::string_view line, const CouncilNames& councils)
      : words_(CouncilWordsOf(line)), councils_(councils) {}

  std::vector<CouncilMention> Run() && {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string& word = words_[i].lower;
      if (word == "council") {
        EndsAt(i, /*kind_words=*/1);
      } else if (word == "authority" && i > 0 && Holds(kAuthorities, words_[i - 1].lower)) {
        EndsAt(i, /*kind_words=*/2);
      } else if (word == "of" || word == "de") {
        BeginsBefore(i);
      }
    }
    return std::move(mentions_);
  }

 private:
  // A name whose last `kind_words` words, before them perhaps its kind, end at `last`.
  void EndsAt(std::size_t last, std::size_t kind_words) {
    if (last < kind_words || AddWhole(last)) return;
    std::size_t place_end = last - kind_words;  // the last word of the place
    const bool authority = kind_words == 2;
    bool qualified = authority;
    const auto is_kind = [&](const Word& word) {
      return Holds(kQualifiers, word.lower) || (authority && Holds(kWithinAuthorities, word.lower));
    };
    while (place_end > 0 && !words_[place_end].closes && is_kind(words_[place_end])) {
      qualified = true;
      --place_end;
    }
    if (words_[place_end].closes || is_kind(words_[place_end])) return;
    std::size_t first = place_end + 1;
    constexpr std::size_t kMostPlaceWords = 7;
    while (first > 0 && place_end + 1 - (first - 1) <= kMostPlaceWords && MayBelong(first - 1)) {
      --first;
      if (words_[first].opens) break;
    }
    if (AddListed(first, place_end, last)) return;
    first = BehindPreposition(BehindLooseThe(first, place_end), place_end);
    first = BehindWelsh(first, place_end);
    if (Holds(kPlaceConnectors, words_[place_end].lower)) return;
    while (first <= place_end && Holds(kNotPlaces, words_[first].lower)) ++first;
    while (first <= place_end && Holds(kPlaceConnectors, words_[first].lower)) ++first;
    if (first > place_end || !qualified) return;
    Add(first, last, /*listed=*/false);
  }

  // Behind the last word that no name holds: "Election Results For X Town Council", "the Cabinet of
  // X Borough Council".
  std::size_t BehindPreposition(std::size_t first, std::size_t place_end) const {
    constexpr auto kNeverWithin = std::to_array<std::string_view>(
        {"for",         "to",        "at",        "from",         "by",      "against",  "between",
         "cabinet",     "executive", "committee", "leader",       "website", "behalf",   "clerk",
         "minutes",     "meeting",   "agenda",    "constitution", "officer", "officers", "members",
         "councillors", "services",  "report",    "reports"});
    for (std::size_t i = place_end + 1; i > first; --i) {
      if (Holds(kNeverWithin, words_[i - 1].lower)) return i;
    }
    return first;
  }

  // Behind a Welsh name that runs into the English one: "Cyngor Sir Talfryn Talfryn County
  // Council". Where both share the place ("Cyngor Sir Ceredigion County Council") it stays.
  std::size_t BehindWelsh(std::size_t first, std::size_t place_end) const {
    for (std::size_t i = place_end + 1; i > first; --i) {
      if (words_[i - 1].lower != "cyngor") continue;
      std::size_t place = i;
      while (place <= place_end && Holds(kWelshTypes, words_[place].lower)) ++place;
      return place > place_end ? place : place + (place_end + 1 - place) / 2;
    }
    return first;
  }

  // "Approval by the City Council" names none; "Barton in the Beans Parish Council" does.
  std::size_t BehindLooseThe(std::size_t first, std::size_t place_end) const {
    constexpr auto kBeforeThe =
        std::to_array<std::string_view>({"in", "on", "under", "of", "upon"});
    for (std::size_t i = place_end + 1; i > first; --i) {
      if (words_[i - 1].lower != "the") continue;
      const bool within =
          i - 1 > first && i - 1 < place_end && Holds(kBeforeThe, words_[i - 2].lower);
      if (!within) return i;
    }
    return first;
  }

  bool MayBelong(std::size_t i) const {
    return !words_[i].closes &&
           (IsCapitalised(words_[i]) || Holds(kPlaceConnectors, words_[i].lower));
  }

  // A listed name with commas within: "Armagh City, Banbridge and Craigavon Borough Council".
  bool AddWhole(std::size_t last) {
    constexpr std::size_t kMostWords = 8;
    constexpr std::size_t kLeastWords = 4;
    const bool has_comma =
        std::any_of(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(last),
                    [](const Word& word) { return word.closes; });
    if (!has_comma) return false;
    for (std::size_t i = last + 1 - std::min(last + 1, kMostWords); i + kLeastWords <= last + 1;
         ++i) {
      if (IsCapitalised(words_[i]) && councils_.Find(Print(words_, i, last)) != nullptr) {
        Add(i, last, /*listed=*/true);
        return true;
      }
    }
    return false;
  }

  // The longest listed name that ends at `last`, or "X Council" of a listed place X.
  bool AddListed(std::size_t first, std::size_t place_end, std::size_t last) {
    for (std::size_t i = first; i <= place_end; ++i) {
      if (councils_.Find(Print(words_, i, last)) != nullptr) {
        Add(i, last, /*listed=*/true);
        return true;
      }
    }
    if (place_end + 1 != last) return false;
    for (std::size_t i = first; i <= place_end; ++i) {
      if (councils_.FindPlace(Print(words_, i, place_end)) != nullptr) {
        Add(i, last, /*listed=*/true);
        return true;
      }
    }
    return false;
  }

  // "Township of Nipissing" around the "of" at `of`.
  void BeginsBefore(std::size_t of) {
    if (of == 0 || of + 1 >= words_.size() || words_[of].closes || words_[of - 1].closes) return;
    if (!Holds(kKindsBefore, words_[of - 1].lower) || !IsCapitalised(words_[of - 1])) return;
    std::size_t first = of - 1;
    if (first > 0 && Holds(std::array<std::string_view, 3>{"london", "royal", "metropolitan"},
                           words_[first - 1].lower)) {
      --first;
    }
    std::size_t last = of;
    constexpr std::size_t kMostPlaceWords = 5;
    const bool of_london =
        Holds(std::array<std::string_view, 2>{"london", "royal"}, words_[first].lower);
    for (std::size_t i = of + 1; i < words_.size() && i - of <= kMostPlaceWords; ++i) {
      // Two places share a borough: "Kensington and Chelsea".
      const bool joins = of_london && words_[i].lower == "and";
      if (words_[i].opens || (EndsPlace(words_[i].lower) && !joins)) break;
      if (IsCapitalised(words_[i])) {
        last = i;
      } else if (!Holds(kPlaceConnectors, words_[i].lower)) {
        break;
      }
      if (words_[i].closes) break;
    }
    if (last == of) return;
    // "City of York Council" is found by its end.
    if (last + 1 < words_.size() && words_[last + 1].lower == "council" && !words_[last].closes &&
        councils_.Find(Print(words_, first, last + 1)) != nullptr) {
      return;
    }
    Add(first, last, councils_.Find(Print(words_, first, last)) != nullptr);
  }

  static bool EndsPlace(std::string_view lower) {
    constexpr auto kEnds =
        std::to_array<std::string_view>({"council",    "city",          "town",       "county",
                                         "township",   "cemetery",      "museum",     "board",
                                         "manager",    "committee",     "recreation", "office",
                                         "youtube",    "and",           "municipal",  "fire",
                                         "landfill",   "community",     "pay",        "approving",
                                         "by-law",     "official",      "public",     "planning",
                                         "financing",  "redevelopment", "housing",    "budget",
                                         "zoning",     "library",       "draft",      "in",
                                         "on",         "with",          "by",         "to",
                                         "resolution", "ordinance",     "monday",     "tuesday",
                                         "wednesday",  "thursday",      "friday",     "saturday",
                                         "sunday",     "director",      "mayor",      "clerk",
                                         "attorney",   "police",        "department", "engineer",
                                         "staff",      "state",         "university", "water",
                                         "parks",      "utilities",     "code",       "charter"});
    // "City of Ashvale Retroactively Authorizing ..."
    return Holds(kEnds, lower) || lower.ends_with("ively") || lower.ends_with("izing") ||
           (!lower.empty() && IsDigit(lower.front()));
  }

  void Add(std::size_t first, std::size_t last, bool listed) {
    const std::string printed = Print(words_, first, last);
    const std::string* name = listed ? councils_.Find(printed) : nullptr;
    const std::size_t begin = words_[first].begin;
    const std::size_t end = words_[last].begin + words_[last].text.size();
    mentions_.push_back(
        {name != nullptr ? *name : InTitleCase(printed), begin, end - begin, listed});
  }

  std::vector<Word> words_;
  const CouncilNames& councils_;
  std::vector<CouncilMention> mentions_;
};

}  // namespace

std::vector<CouncilMention> FindCouncilMentions(std::string_view line,
                                                const CouncilNames& councils) {
  return LineSearch(line, councils).Run();
}

std::string CouncilKey(std::string_view name) {
  const std::string folded = WithoutAccents(ToAsciiLower(name));
  std::vector<std::string> words;
  for (const Word& word : CouncilWordsOf(folded)) {
    if (word.lower == "council" || word.lower == "of" || word.lower == "the") continue;
    words.push_back(word.lower == "&" ? "and" : word.lower);
  }
  std::sort(words.begin(), words.end());
  std::string key;
  for (const std::string& word : words) key.append(word).append(" ");
  return key;
}

}  // namespace scrutineer::text

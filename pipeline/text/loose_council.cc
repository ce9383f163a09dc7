#include "pipeline/text/loose_council.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>

#include "pipeline/text/ascii.h"
#include "pipeline/text/council_pattern.h"
#include "pipeline/text/folding.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

// What stands before "Council" without being a place.
constexpr auto kNoPlaces = std::to_array<std::string_view>({"the",
                                                            "full",
                                                            "annual",
                                                            "this",
                                                            "that",
                                                            "each",
                                                            "any",
                                                            "all",
                                                            "a",
                                                            "an",
                                                            "of",
                                                            "by",
                                                            "to",
                                                            "for",
                                                            "in",
                                                            "on",
                                                            "at",
                                                            "with",
                                                            "from",
                                                            "our",
                                                            "your",
                                                            "his",
                                                            "local",
                                                            "youth",
                                                            "research",
                                                            "arts",
                                                            "staff",
                                                            "school",
                                                            "schools",
                                                            "privy",
                                                            "health",
                                                            "care",
                                                            "sports",
                                                            "british",
                                                            "european",
                                                            "national",
                                                            "international",
                                                            "security",
                                                            "advisory",
                                                            "sport",
                                                            "general",
                                                            "legal",
                                                            "meeting",
                                                            "agenda",
                                                            "minutes",
                                                            "cabinet",
                                                            "committee",
                                                            "executive",
                                                            "report",
                                                            "draft",
                                                            "special",
                                                            "ordinary",
                                                            "extraordinary",
                                                            "budget",
                                                            "city",
                                                            "county",
                                                            "borough",
                                                            "district",
                                                            "parish",
                                                            "town",
                                                            "community",
                                                            "council",
                                                            "members",
                                                            "member",
                                                            "councillor",
                                                            "leader",
                                                            "mayor",
                                                            "chair",
                                                            "former",
                                                            "new",
                                                            "other",
                                                            "another",
                                                            "welsh",
                                                            "english",
                                                            "scottish",
                                                            "uk",
                                                            "when",
                                                            "if",
                                                            "as",
                                                            "since",
                                                            "because",
                                                            "does",
                                                            "will",
                                                            "can",
                                                            "and",
                                                            "or",
                                                            "question",
                                                            "answer",
                                                            "resolved",
                                                            "present",
                                                            "public",
                                                            "questions",
                                                            "joint",
                                                            "principal",
                                                            "works",
                                                            "trades",
                                                            "faculty",
                                                            "students",
                                                            "student",
                                                            "tenants",
                                                            "user",
                                                            "green",
                                                            "building",
                                                            "farmers",
                                                            "bar",
                                                            "law",
                                                            "medical",
                                                            "dental",
                                                            "reporting",
                                                            "quality",
                                                            "standards",
                                                            "february",
                                                            "july",
                                                            "may",
                                                            "recommended",
                                                            "approve",
                                                            "note",
                                                            "why",
                                                            "what",
                                                            "how"});

struct ShortKind {
  std::string_view letters;
  std::string_view kind;
};

constexpr auto kShortKinds = std::to_array<ShortKind>({{"MBC", " Metropolitan Borough Council"},
                                                       {"MDC", " Metropolitan District Council"},
                                                       {"CBC", " County Borough Council"},
                                                       {"BC", " Borough Council"},
                                                       {"DC", " District Council"}});

struct WelshName {
  std::string_view welsh;
  std::string_view english;
};

// Kinds of councils, the longest first; the place follows.
constexpr auto kWelshKinds =
    std::to_array<WelshName>({{"cyngor bwrdeistref sirol ", " County Borough Council"},
                              {"cyngor dinas a sir ", " City and County Council"},
                              {"cyngor cymuned ", " Community Council"},
                              {"cyngor dinas ", " City Council"},
                              {"cyngor tref ", " Town Council"},
                              {"cyngor sir ", " County Council"},
                              {"cyngor ", " Council"}});
constexpr auto kWelshPlaces = std::to_array<WelshName>({
    {"fynwy", "Monmouthshire"},
    {"caerdydd", "Cardiff"},
    {"abertawe", "Swansea"},
    {"casnewydd", "Newport"},
    {"g\u00E2r", "Carmarthenshire"},
    {"gaerfyrddin", "Carmarthenshire"},
    {"penfro", "Pembrokeshire"},
    {"benfro", "Pembrokeshire"},
    {"ddinbych", "Denbighshire"},
    {"y fflint", "Flintshire"},
    {"wrecsam", "Wrexham"},
    {"ynys m\u00F4n", "Isle of Anglesey"},
    {"bro morgannwg", "Vale of Glamorgan"},
    {"pen-y-bont ar ogwr", "Bridgend"},
    {"castell-nedd port talbot", "Neath Port Talbot"},
    {"merthyr tudful", "Merthyr Tydfil"},
    {"caerffili", "Caerphilly"},
});

bool IsName(std::string_view word) { return IsAsciiUpper(word.front()) || !IsAscii(word.front()); }

std::vector<std::string_view> SpacedWords(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    if (end > begin) words.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// "Thornmere" in "... of Thornmere MBC": the capitalised words before `at`, joined by "and".
std::string PlaceBefore(const std::vector<std::string_view>& words, std::size_t at) {
  constexpr std::size_t kMostWords = 4;
  std::size_t first = at;
  while (first > 0 && at - first < kMostWords) {
    const std::string_view word = words[first - 1];
    const std::string lower = ToAsciiLower(StripPunctuation(word));
    const bool joins = first < at && first > 1 && (lower == "and" || word == "&");
    const bool whole = IsAsciiLetter(word.back()) || !IsAscii(word.back());
    if (!whole && !joins) break;
    if (!joins && (!IsName(word) || Holds(kNoPlaces, lower))) break;
    --first;
  }
  while (first < at && (words[first] == "and" || words[first] == "&")) ++first;
  std::string place;
  for (std::size_t i = first; i < at; ++i) {
    if (!place.empty()) place += ' ';
    place += words[i];
  }
  return place;
}

// "Cyngor Sir Talfryn" up to what parts it from other text.
std::string FromWelsh(std::string_view text, const CouncilNames& councils) {
  const std::string lower = ToAsciiLower(text);
  for (const WelshName& kind : kWelshKinds) {
    if (!lower.starts_with(kind.welsh)) continue;
    std::string_view place = text.substr(kind.welsh.size());
    for (const std::string_view mark : {" - ", " / ", "/", ",", " \u2013 ", " | ", "(", ". "}) {
      place = place.substr(0, place.find(mark));
    }
    place = StripPunctuation(place);
    constexpr std::size_t kMostWords = 5;
    if (place.empty() || !IsName(place) || CountWords(place) > kMostWords) return "";
    std::string english = InTitleCase(place);
    const std::string lower_place = ToAsciiLower(english);
    for (const WelshName& known : kWelshPlaces) {
      if (lower_place == known.welsh) english = known.english;
    }
    const std::string* listed = councils.FindPlace(english);
    return listed != nullptr ? *listed : english.append(kind.english);
  }
  return "";
}

class LooseNames {
 public:
  explicit LooseNames(const CouncilNames& councils) : councils_(councils) {}

  // A form's field: "Name of authority: Thornmere E1234".
  void AddField(std::string_view line) {
    const std::string lower = ToAsciiLower(line);
    for (const std::string_view label :
         {"name of authority", "authority name", "local authority", "name of council", "council"}) {
      if (!lower.starts_with(label)) continue;
      std::string_view value = line.substr(label.size());
      const std::size_t colon = value.find_first_not_of(' ');
      if (colon == std::string_view::npos || value[colon] != ':') continue;
      value = StripPunctuation(value.substr(colon + 1));
      // The longest beginning that is a place: codes and other columns may follow.
      for (std::size_t end = value.size(); end != std::string_view::npos && end > 0;
           end = value.rfind(' ', end - 1)) {
        if (const std::string* listed = councils_.FindPlace(value.substr(0, end))) {
          Add(*listed, kHeadingWeight);
          return;
        }
      }
    }
  }

  void AddLine(std::string_view line, bool is_heading) {
    AddField(line);
    const std::size_t welsh = ToAsciiLower(line).find("cyngor ");
    if (welsh != std::string::npos && (welsh == 0 || line[welsh - 1] == ' ')) {
      Add(FromWelsh(line.substr(welsh), councils_), kHeadingWeight);
    }
    const std::vector<std::string_view> words = SpacedWords(line);
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string_view word = StripPunctuation(words[i]);
      for (const ShortKind& known : kShortKinds) {
        if (word != known.letters) continue;
        const std::string place = PlaceBefore(words, i);
        if (place.empty()) continue;
        const std::string* listed = councils_.FindPlace(place);
        Add(listed != nullptr ? *listed : InTitleCase(place).append(known.kind), 2);
      }
      if (word != "Council" && word != "COUNCIL") continue;
      const std::string place = PlaceBefore(words, i);
      if (place.empty()) continue;
      const bool defines = i + 2 < words.size() && words[i + 1].starts_with('(') &&
                           ToAsciiLower(words[i + 2]).find("council") != std::string::npos;
      const std::size_t place_words = CountWords(place);
      const bool whole = place_words + 1 == words.size();
      // "Fenmarch Council - Cabinet - 12 March 2024"
      constexpr auto kDashes = std::to_array<std::string_view>({"-", "|", "\u2013", "\u2014"});
      const bool heads = is_heading && place_words == i && !whole && Holds(kDashes, words[i + 1]);
      int weight = 1;
      if (whole || heads) weight = kLogoWeight;
      if ((whole && is_heading) || defines) weight = kHeadingWeight;
      Add(InTitleCase(place + " " + std::string(word)), weight);
    }
  }

  // A logo alone on its line, or in two: "TOWER HAMLETS", "Exmarsh" over "Borough Council".
  void AddLogo(std::string_view line, std::string_view next) {
    if (const std::string* listed = councils_.FindPlace(line); listed != nullptr && IsName(line)) {
      Add(*listed, kLogoWeight);
    }
    if (!ToAsciiLower(next).ends_with(" council")) return;
    const std::string joined = std::string(line).append(" ").append(next);
    for (const CouncilMention& mention : FindCouncilMentions(joined, councils_)) {
      if (mention.size == joined.size()) Add(mention.name, kLogoWeight);
    }
  }

  // One mention in running text may be of anyone.
  std::string Best() const {
    const Entry* best = nullptr;
    for (const auto& [key, entry] : entries_) {
      if (entry.weight < 2) continue;
      const bool better = best == nullptr || entry.weight > best->weight ||
                          (entry.weight == best->weight && entry.first_seen < best->first_seen);
      if (better) best = &entry;
    }
    return best == nullptr ? "" : best->name;
  }

 private:
  static constexpr int kHeadingWeight = 5;
  static constexpr int kLogoWeight = 3;

  struct Entry {
    std::string name;
    int weight = 0;
    std::size_t first_seen = 0;
  };

  void Add(std::string name, int weight) {
    if (name.empty()) return;
    const auto [at, is_new] = entries_.try_emplace(CouncilKey(name));
    if (is_new) {
      at->second.name = std::move(name);
      at->second.first_seen = entries_.size();
    }
    at->second.weight += weight;
  }

  const CouncilNames& councils_;
  std::map<std::string, Entry> entries_;
};

}  // namespace

std::string FindLooseCouncil(const Opening& opening, const std::vector<std::string_view>& further,
                             const CouncilNames& councils) {
  constexpr std::size_t kHeadLines = 4;
  LooseNames names(councils);
  const OpeningLine* previous = nullptr;
  for (const OpeningLine& line : opening.lines) {
    names.AddLine(line.text, line.index < kHeadLines);
    // "Thornmere" over "COUNCIL"
    if (previous != nullptr && previous->index < 2 && line.lower == "council") {
      const std::string joined = std::string(previous->text).append(" ").append(line.text);
      names.AddLine(joined, /*is_heading=*/true);
    }
    if (previous != nullptr) names.AddLogo(previous->text, line.text);
    previous = &line;
  }
  if (previous != nullptr) names.AddLogo(previous->text, {});
  for (const std::string_view text : further) names.AddLine(text, /*is_heading=*/true);
  return names.Best();
}

}  // namespace scrutineer::text

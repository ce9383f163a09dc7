#include "pipeline/text/body_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/text/ascii.h"
#include "pipeline/text/dates.h"
#include "pipeline/text/folding.h"
#include "pipeline/text/opening.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

// Words that end a body's name.
constexpr auto kBodies = std::to_array<std::string_view>(
    {"committee", "sub-committee", "subcommittee", "committees", "cabinet", "executive", "board",
     "panel", "forum", "commission", "assembly", "group", "party", "pwyllgor"});
// Of these the name is whole without a word before it.
constexpr auto kAloneBodies = std::to_array<std::string_view>({"cabinet", "executive"});
// After these words the body only qualifies something else: "Committee Room 2".
constexpr auto kNotAfterBody = std::to_array<std::string_view>(
    {"room",    "rooms",    "members",   "member",    "chair",         "chairman",  "report",
     "reports", "services", "officer",   "clerk",     "administrator", "manager",   "team",
     "papers",  "support",  "secretary", "agenda:",   "director",      "date",      "date:",
     "type",    "leader",   "decision",  "decisions", "summary",       "directors", "of"});
constexpr auto kConnectors =
    std::to_array<std::string_view>({"and", "&", "of", "the", "for", "on", "/", "-", "\u2013"});
// Words before a name that do not belong to it.
constexpr auto kNotNames = std::to_array<std::string_view>({"the",
                                                            "of",
                                                            "and",
                                                            "minutes",
                                                            "meeting",
                                                            "agenda",
                                                            "report",
                                                            "to",
                                                            "for",
                                                            "a",
                                                            "an",
                                                            "draft",
                                                            "at",
                                                            "by",
                                                            "on",
                                                            "special",
                                                            "extraordinary",
                                                            "ordinary",
                                                            "annual",
                                                            "printed",
                                                            "decision",
                                                            "determined",
                                                            "date",
                                                            "committee",
                                                            "name",
                                                            "notice",
                                                            "&",
                                                            "-",
                                                            "\u2013",
                                                            "members",
                                                            "all",
                                                            "this",
                                                            "any",
                                                            "each",
                                                            "public",
                                                            "document",
                                                            "pack",
                                                            "from",
                                                            "title",
                                                            "council",
                                                            "supplementary",
                                                            "supplement",
                                                            "frontsheet",
                                                            "summons",
                                                            "record",
                                                            "cyfarfod",
                                                            "pwyllgor",
                                                            "decisions",
                                                            "adroddiad",
                                                            "/",
                                                            "dear"});

bool BelongsToName(const BodyToken& token) {
  const char last = token.text.back();
  if (last == ':' || last == ';' || last == '.' || last == ')' || last == '"') return false;
  return Holds(kConnectors, token.lower) || Holds(kConnectors, token.text) ||
         IsAsciiUpper(token.text.front()) || !IsAscii(token.text.front());
}

// Behind "Pwyllgor Archwilio / " of "Pwyllgor Archwilio / Audit Committee".
std::size_t BehindWelsh(const std::vector<BodyToken>& tokens, std::size_t first, std::size_t last) {
  bool welsh = false;
  for (std::size_t i = first; i < last; ++i) {
    welsh = welsh || tokens[i].lower == "pwyllgor";
    if (welsh && tokens[i].text == "/") return i + 1;
  }
  return first;
}

// Past the theme of "Scrutiny Board (Adults and Health)"; past the body's word where none follows.
std::size_t EndOfTheme(const std::vector<BodyToken>& tokens, std::size_t last) {
  constexpr std::size_t kMostWords = 8;
  constexpr auto kOfMeetings = std::to_array<std::string_view>(
      {"special", "extraordinary", "virtual", "additional", "informal", "public", "meeting", "the",
       "chair", "chairman", "part", "continued", "pages", "page"});
  if (last + 1 >= tokens.size() || tokens[last + 1].text.front() != '(') return last + 1;
  for (std::size_t i = last + 1; i < std::min(tokens.size(), last + 1 + kMostWords); ++i) {
    const BodyToken& token = tokens[i];
    std::string_view bare = StripPunctuation(token.text);
    if (bare.ends_with(')')) bare.remove_suffix(1);
    const bool name = !bare.empty() && (IsAsciiUpper(bare.front()) || !IsAscii(bare.front()));
    if (Holds(kOfMeetings, ToAsciiLower(bare)) || (!name && !Holds(kConnectors, token.text))) break;
    if (token.text.ends_with(')')) return bare.size() > 3 || i > last + 1 ? i + 1 : last + 1;
  }
  return last + 1;
}

// Offices that decide alone.
constexpr auto kOffices = std::to_array<std::string_view>(
    {"cabinet member for", "cabinet member with responsibility for", "executive member for",
     "portfolio holder for", "cabinet portfolio holder for", "lead member for", "deputy mayor for",
     "deputy leader and cabinet member for", "executive councillor for"});

// What fills the names of a meeting of the council itself: "Annual Council", "Full Council
// meeting".
bool IsCouncilItself(std::string_view value) {
  constexpr auto kAround =
      std::to_array<std::string_view>({"full", "the", "annual", "extraordinary", "ordinary",
                                       "special", "meeting", "of", "council", "budget", "agm"});
  bool council = false;
  for (const BodyToken& token : BodyTokens(value)) {
    if (token.lower.empty()) continue;
    if (!Holds(kAround, token.lower)) return false;
    council = council || token.lower == "council";
  }
  return council;
}

// The text before its first date, without the weekday and what parts the two. Empty where there
// is no date.
std::string_view BeforeDate(std::string_view line, std::size_t& date_end) {
  const std::vector<FoundDate> dates = FindDates(line, NumericOrder::kDayFirst);
  if (dates.empty()) return {};
  date_end = dates.front().end;
  std::string_view before = line.substr(0, dates.front().begin);
  const auto trim = [&before] {
    for (bool trims = true; trims;) {
      before = TrimAscii(before);
      trims = false;
      for (const std::string_view mark : {",", "-", "|", ":", "\u2013", "\u2014"}) {
        if (!before.ends_with(mark)) continue;
        before.remove_suffix(mark.size());
        trims = true;
      }
    }
  };
  trim();
  const std::string_view last = before.substr(before.find_last_of(' ') + 1);
  if (IsWeekday(ToAsciiLower(last))) before.remove_suffix(last.size());
  trim();
  return before;
}

// Behind the last dash or bar.
std::string_view LastSegment(std::string_view text) {
  for (const std::string_view mark : {" - ", " | ", " \u2013 ", " \u2014 "}) {
    const std::size_t at = text.rfind(mark);
    if (at != std::string_view::npos) text.remove_prefix(at + mark.size());
  }
  return text;
}

// The words of a document's name, without what parts them and its ending.
std::string NameAsWords(std::string_view name) {
  std::string words(name);
  if (words.size() > 4 && words[words.size() - 4] == '.') words.resize(words.size() - 4);
  // In a title the hyphen belongs to a word: "Licensing Sub-Committee".
  const bool is_title = name.find(' ') != std::string_view::npos;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    const bool hyphen = is_title && c == '-' && i > 0 && IsAsciiLetter(words[i - 1]) &&
                        i + 1 < words.size() && IsAsciiLetter(words[i + 1]);
    if (IsAscii(c) && !IsAsciiLetter(c) && !IsDigit(c) && c != '&' && c != '\'' && !hyphen) {
      words[i] = ' ';
    }
  }
  return words;
}

// "planning committee" with capitals as names have them.
std::string Capitalised(std::string_view name) {
  if (std::any_of(name.begin(), name.end(), IsAsciiUpper)) return std::string(name);
  std::string capitals(name);
  for (char& c : capitals) c = ToAsciiUpper(c);
  return InTitleCase(capitals);
}

struct ShortName {
  std::string_view letters;
  std::string_view name;
};

// Bodies that most councils have, and shorten so.
constexpr auto kShortNames = std::to_array<ShortName>({
    {"hwb", "Health and Wellbeing Board"},
    {"hwbb", "Health and Wellbeing Board"},
    {"hosc", "Health Overview and Scrutiny Committee"},
    {"osc", "Overview and Scrutiny Committee"},
});

}  // namespace

std::vector<BodyToken> BodyTokens(std::string_view line) {
  std::vector<BodyToken> tokens;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t end = std::min(line.find(' ', i), line.size());
    if (end > i) {
      const std::string_view text = line.substr(i, end - i);
      tokens.push_back({text, ToAsciiLower(StripPunctuation(text))});
    }
    i = end + 1;
  }
  return tokens;
}

std::optional<BodyName> BodyEndingAt(const std::vector<BodyToken>& tokens, std::size_t last) {
  // "The Cabinet of Thornmere Borough Council" is a cabinet; "the Executive of the trust" none.
  const bool of_council =
      last + 1 < tokens.size() && tokens[last + 1].lower == "of" &&
      std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(last), tokens.end(),
                  [](const BodyToken& token) { return token.lower == "council"; });
  if (last + 1 < tokens.size() && tokens[last].text.back() != '.' && !of_council &&
      Holds(kNotAfterBody, tokens[last + 1].lower)) {
    return std::nullopt;
  }
  if (!IsAsciiUpper(tokens[last].text.front()) || tokens[last].text.back() == ':') {
    return std::nullopt;
  }
  std::size_t first = last;
  constexpr std::size_t kMostWords = 14;
  static constexpr auto kNeverWithin = std::to_array<std::string_view>(
      {"at", "by", "to", "from", "taken", "held", "i'r", "i\u2019r"});
  const auto belongs = [&tokens](std::size_t i) {
    // "Licensing Act 2003 Sub-Committee"
    const bool of_act = i > 0 && tokens[i - 1].lower == "act" && IsDigit(tokens[i].text.front());
    return of_act || (BelongsToName(tokens[i]) && !Holds(kNeverWithin, tokens[i].lower));
  };
  while (first > 0 && last - first < kMostWords && belongs(first - 1)) --first;
  first = BehindWelsh(tokens, first, last);
  while (first < last && (Holds(kNotNames, tokens[first].lower) || tokens[first].lower.empty())) {
    ++first;
  }
  if (first == last && !Holds(kAloneBodies, tokens[last].lower)) return std::nullopt;
  std::string name;
  for (std::size_t i = first; i <= last; ++i) {
    if (!name.empty()) name += ' ';
    name += i == last ? StripPunctuation(tokens[i].text) : tokens[i].text;
  }
  const std::size_t end = first < last ? EndOfTheme(tokens, last) : last + 1;
  name = InTitleCase(name);
  if (end > last + 1) {
    std::string theme(tokens[last + 1].text.substr(1));
    for (std::size_t i = last + 2; i < end; ++i) theme.append(" ").append(tokens[i].text);
    name.append(" (").append(InTitleCase(theme));
  }
  return BodyName{std::move(name), first, end - first};
}

bool IsBodyWord(std::string_view lower) { return Holds(kBodies, lower); }

std::string MemberInText(std::string_view text) {
  const std::string lower = ToAsciiLower(text);
  for (const std::string_view office : kOffices) {
    const std::size_t at = FindPhrase(lower, office);
    if (at == std::string::npos || !IsAsciiUpper(text[at])) continue;
    std::string name;
    const std::vector<BodyToken> tokens = BodyTokens(text.substr(at));
    const std::size_t office_words = CountWords(office);
    std::size_t last = office_words - 1;
    for (std::size_t i = office_words; i < tokens.size() && last + 4 > i; ++i) {
      if (tokens[i].lower == "councillor" || tokens[i].lower == "cllr") break;
      const bool capital = IsAsciiUpper(tokens[i].text.front()) || !IsAscii(tokens[i].text.front());
      if (!capital && !Holds(kConnectors, tokens[i].lower)) break;
      if (capital) last = i;
      if (tokens[i].text.find_first_of(".;:)(") != std::string_view::npos) break;
    }
    if (last < office_words) continue;
    for (std::size_t i = 0; i <= last; ++i) {
      if (!name.empty()) name += ' ';
      name += i < last ? tokens[i].text : StripPunctuation(tokens[i].text);
    }
    return InTitleCase(name);
  }
  return "";
}

std::string BodyInValue(std::string_view value) {
  if (std::string member = MemberInText(value); !member.empty()) return member;
  std::size_t date_end = 0;
  if (const std::string_view before = BeforeDate(value, date_end); date_end > 0) value = before;
  value = TrimAscii(value.substr(0, value.find(';')));
  const std::string_view plain = TrimAscii(value.substr(0, value.find('(')));
  if (IsCouncilItself(plain)) return "Council";
  const std::vector<BodyToken> tokens = BodyTokens(value);
  for (std::size_t i = BodyTokens(plain).size(); i > 0; --i) {
    if (!IsBodyWord(tokens[i - 1].lower)) continue;
    if (const auto body = BodyEndingAt(tokens, i - 1)) return body->name;
  }
  return "";
}

std::string BodyBeforeDate(std::string_view line) {
  constexpr std::size_t kMostWordsBehind = 10;
  std::size_t date_end = 0;
  std::string_view before = BeforeDate(line, date_end);
  if (before.empty() || CountWords(line.substr(date_end)) > kMostWordsBehind) return "";
  before = LastSegment(before);
  if (IsCouncilItself(before) && IsAsciiUpper(before.front())) return "Council";
  std::vector<BodyToken> tokens = BodyTokens(before);
  if (tokens.size() > 1 && tokens.back().lower == "meeting") tokens.pop_back();
  if (tokens.empty() || !IsBodyWord(tokens.back().lower)) return "";
  const auto body = BodyEndingAt(tokens, tokens.size() - 1);
  return body ? body->name : "";
}

std::string BodyInDocumentName(std::string_view name) {
  const std::string words = NameAsWords(name);
  std::vector<BodyToken> tokens = BodyTokens(words);
  std::size_t last = tokens.size();
  for (std::size_t i = tokens.size(); i > 0 && last == tokens.size(); --i) {
    const bool qualifies = i < tokens.size() && Holds(kNotAfterBody, tokens[i].lower);
    if (IsBodyWord(tokens[i - 1].lower) && !qualifies) last = i - 1;
  }
  for (const BodyToken& token : tokens) {
    for (const ShortName& known : kShortNames) {
      if (last == tokens.size() && token.lower == known.letters) return std::string(known.name);
    }
  }
  if (last == tokens.size()) return "";
  std::size_t first = last;
  const auto belongs = [&](const BodyToken& token) {
    constexpr auto kOfDocuments = std::to_array<std::string_view>(
        {"printed", "pack", "document", "minutes", "agenda", "reports", "for", "frontsheet",
         "supplement", "decisions", "cabinet", "council"});
    return std::none_of(token.text.begin(), token.text.end(), IsDigit) &&
           !Holds(kOfDocuments, token.lower);
  };
  while (first > 0 && belongs(tokens[first - 1])) --first;
  while (first < last && Holds(kNotNames, tokens[first].lower)) ++first;
  if (first == last && !Holds(kAloneBodies, tokens[last].lower)) return "";
  // "Schools Forum, Schools Forum - 12 March 2024" names it twice.
  const std::size_t half = (last + 1 - first) / 2;
  if ((last + 1 - first) % 2 == 0 && tokens[first].lower == tokens[first + half].lower) {
    first += half;
  }
  std::string body;
  for (std::size_t i = first; i <= last; ++i) {
    if (!body.empty()) body += ' ';
    body += tokens[i].text;
  }
  return Capitalised(body);
}

}  // namespace scrutineer::text

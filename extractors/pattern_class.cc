#include "extractors/pattern_class.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

namespace scrutineer::extractors {
namespace {

using Parsed = tl::expected<ParsedAtom, PatternError>;

// Typographic forms that papers use for what keyboards have, as members of a class.
constexpr std::string_view kApostrophes = "'’‘";
constexpr std::string_view kQuoteCharacters = "\"“”";
constexpr std::string_view kHyphens = "\\-‐‑–";

// Past this many folded forms a class says too little to be worth a literal.
constexpr std::size_t kMaxFoldedForms = 4;

constexpr std::array<std::string_view, 43> kProperties = {
    "L",  "Ll", "Lm", "Lo",  "Lt",    "Lu",    "M",        "Mc",     "Me",     "Mn", "N",
    "Nd", "Nl", "No", "P",   "Pc",    "Pd",    "Pe",       "Pf",     "Pi",     "Po", "Ps",
    "S",  "Sc", "Sk", "Sm",  "So",    "Z",     "Zl",       "Zp",     "Zs",     "C",  "Cc",
    "Cf", "Co", "Cs", "Any", "Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Han"};

constexpr std::array<std::string_view, 14> kPosixNames = {
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph",
    "lower", "print", "punct", "space", "upper", "word",  "xdigit"};

bool IsAsciiWordRune(char32_t rune) {
  return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
         (rune >= '0' && rune <= '9') || rune == '_';
}

bool IsSpaceRune(char32_t rune) { return rune == ' ' || (rune >= '\t' && rune <= '\r'); }

EdgeKinds EdgeOf(char32_t rune) {
  if (rune >= 0x80) return kEdgeNonAscii;
  return IsAsciiWordRune(rune) ? kEdgeAsciiWord : kEdgeOther;
}

std::size_t LengthAt(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

char32_t RuneOf(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() == 1) return lead;
  char32_t rune = lead & (0xFFU >> (bytes.size() + 1));
  for (const char c : bytes.substr(1)) rune = (rune << 6) | (static_cast<unsigned char>(c) & 0x3FU);
  return rune;
}

tl::unexpected<PatternError> Refuse(std::size_t offset, std::string message) {
  return tl::unexpected<PatternError>({offset, std::move(message)});
}

void SetEdges(PatternNode& node, EdgeKinds edges) {
  node.first = edges;
  node.last = edges;
}

ParsedAtom ClassEscape(std::string regex, EdgeKinds edges, std::size_t end) {
  ParsedAtom atom;
  atom.node.regex = std::move(regex);
  SetEdges(atom.node, edges);
  // What is no word character folds to the separator, whatever it is.
  if ((edges & kEdgeAsciiWord) == 0) atom.node.folded = {std::string(1, kSeparator)};
  if ((edges & kEdgeNonAscii) != 0) atom.node.size = 8;
  atom.end = end;
  return atom;
}

ParsedAtom ZeroWidth(std::string regex, std::string folded, std::size_t end) {
  ParsedAtom atom;
  atom.node.regex = std::move(regex);
  atom.node.folded = {std::move(folded)};
  atom.node.nullable = true;
  atom.end = end;
  return atom;
}

ParsedAtom Character(char32_t rune, std::string regex, std::string_view bytes, std::size_t end) {
  ParsedAtom atom;
  atom.node.regex = std::move(regex);
  atom.node.folded = {FoldText(bytes)};
  atom.node.plain = true;
  atom.node.no_space = !IsSpaceRune(rune);
  atom.node.separators = SeparatorKindOf(rune);
  SetEdges(atom.node, EdgeOf(rune));
  atom.end = end;
  return atom;
}

// Letters of the Latin script, as members of a class. All of Unicode's would make programs of tens
// of thousands of instructions out of a rule for names, which RE2 takes a quarter of a second each
// to compile. Past Latin-1 capitals and small letters alternate, and are not told apart.
std::string_view LatinLetters(std::string_view property) {
  if (property == "L") return "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ";
  if (property == "Lu") return "A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ";
  if (property == "Ll") return "a-zß-öø-ɏḀ-ỿ";
  return {};
}

// \pL, \p{Lu}, \P{Lu}, \p{^Lu}.
Parsed ParseProperty(std::string_view pattern, std::size_t at) {
  std::size_t end = at + 3;
  std::string_view name = pattern.substr(std::min(at + 2, pattern.size()), 1);
  if (name == "{") {
    const std::size_t close = pattern.find('}', at);
    if (close == std::string_view::npos) return Refuse(at, "no } for this \\p{ (close it)");
    name = pattern.substr(at + 3, close - at - 3);
    end = close + 1;
  }
  const bool negated = pattern[at + 1] == 'P' || name.starts_with('^');
  if (name.starts_with('^')) name.remove_prefix(1);
  if (std::find(kProperties.begin(), kProperties.end(), name) == kProperties.end()) {
    return Refuse(at,
                  fmt::format("unknown class of characters \\p{{{}}} (use \\p{{L}} for letters, "
                              "\\p{{Lu}} for capitals, \\p{{N}} for digits)",
                              name));
  }
  ParsedAtom atom = ClassEscape(std::string(pattern.substr(at, end - at)), kEdgeAny, end);
  atom.node.size = 300;
  const std::string_view letters = negated ? std::string_view() : LatinLetters(name);
  if (!letters.empty()) {
    SetEdges(atom.node, kEdgeAsciiWord | kEdgeNonAscii);
    atom.node.regex = fmt::format("[{}]", letters);
    atom.node.capital = name == "Lu";
    atom.node.no_space = true;
    atom.node.size = 20;
  }
  return atom;
}

// \x41, \x{2019}.
Parsed ParseHex(std::string_view pattern, std::size_t at) {
  const auto digit = [&](std::size_t i) -> int {
    if (i >= pattern.size()) return -1;
    const char c = pattern[i];
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  const bool braces = at + 2 < pattern.size() && pattern[at + 2] == '{';
  std::size_t i = at + (braces ? 3 : 2);
  char32_t rune = 0;
  std::size_t count = 0;
  for (; digit(i) >= 0 && count < (braces ? 6 : 2); ++i, ++count) {
    rune = rune * 16 + static_cast<char32_t>(digit(i));
  }
  const bool closed = !braces || (i < pattern.size() && pattern[i] == '}');
  if (count == 0 || (!braces && count != 2) || !closed || rune > 0x10FFFF ||
      (rune >= 0xD800 && rune <= 0xDFFF)) {
    return Refuse(at, "no character of this number (write \\x41 or \\x{2019})");
  }
  const std::size_t end = i + (braces ? 1 : 0);
  const std::string bytes(1, rune < 0x80 ? static_cast<char>(rune) : '\x80');
  return Character(rune, fmt::format("\\x{{{:x}}}", static_cast<unsigned>(rune)), bytes, end);
}

// Gathers the members of a class.
class ClassBuilder {
 public:
  void AddText(std::string_view regex, EdgeKinds edges, bool known_folds) {
    text_ += regex;
    edges_ |= edges;
    known_ = known_ && known_folds;
    may_be_space_ = may_be_space_ || (edges & kEdgeOther) != 0;
    capital_ = capital_ && edges == 0;
    if (edges != 0) separators_ = kAnySeparator;
  }

  void AddRange(char32_t low, char32_t high, std::string_view regex) {
    AddText(regex, 0, true);
    const char32_t ascii_end = std::min<char32_t>(high, 0x7F);
    for (char32_t rune = low; rune <= ascii_end; ++rune) AddRune(rune);
    if (high < 0x80) return;
    AddRune(0x80);
    capital_ = capital_ && low >= 0xC0 && high < 0x2000;
    separators_ |= low == high ? SeparatorKindOf(low) : kAnySeparator;
  }

  void AddForms(std::string_view forms) {
    text_ += forms;
    AddRune(static_cast<unsigned char>(forms[0] == '\\' ? forms[1] : forms[0]));
    AddRune(0x80);
    // Their typographic forms are of the same kind.
  }

  ParsedAtom Finish(bool negated, std::size_t end) const {
    ParsedAtom atom;
    atom.node.regex = fmt::format("[{}{}]", negated ? "^" : "", text_);
    SetEdges(atom.node, negated ? kEdgeAny : edges_);
    atom.node.size = (edges_ & kEdgeNonAscii) != 0 || negated ? 20 : 1;
    atom.node.no_space = !negated && !may_be_space_;
    atom.node.capital = !negated && capital_;
    if (!negated) atom.node.separators = separators_;
    if (known_ && !negated && folds_.size() <= kMaxFoldedForms) {
      atom.node.folded = std::vector<std::string>(folds_.begin(), folds_.end());
    }
    atom.end = end;
    return atom;
  }

  bool empty() const { return text_.empty(); }

 private:
  void AddRune(char32_t rune) {
    edges_ |= EdgeOf(rune);
    folds_.insert(FoldText(std::string(1, rune < 0x80 ? static_cast<char>(rune) : '\x80')));
    may_be_space_ = may_be_space_ || IsSpaceRune(rune);
    if (rune >= 0x80) return;
    capital_ = capital_ && rune >= 'A' && rune <= 'Z';
    if (!IsAsciiWordRune(rune) || rune == '_') separators_ |= SeparatorKindOf(rune);
  }

  std::string text_;
  std::set<std::string> folds_;
  EdgeKinds edges_ = 0;
  bool known_ = true;
  bool may_be_space_ = false;
  bool capital_ = true;
  SeparatorKinds separators_ = 0;
};

// A member of a class: one character with its number, or an escape for many.
struct Member {
  std::optional<char32_t> rune;
  ParsedAtom atom;
};

tl::expected<Member, PatternError> ParseMember(std::string_view pattern, std::size_t at) {
  if (pattern[at] != '\\') {
    const std::size_t length = LengthAt(pattern, at);
    const std::string_view bytes = pattern.substr(at, length);
    std::string regex(bytes);
    if (bytes == "[" || bytes == "]" || bytes == "^") regex.insert(0, 1, '\\');
    return Member{RuneOf(bytes), Character(RuneOf(bytes), regex, bytes, at + length)};
  }
  Parsed escape = ParseEscape(pattern, at);
  if (!escape) return tl::unexpected(escape.error());
  if (escape->node.nullable) {
    return Refuse(at, "this stands for no character (take it out of the brackets)");
  }
  Member member{std::nullopt, std::move(*escape)};
  if (member.atom.node.plain &&
      !(member.atom.node.regex.size() == 2 && IsAsciiWordRune(pattern[at + 1]))) {
    const std::string& regex = member.atom.node.regex;
    if (regex.size() == 2) {
      member.rune = static_cast<unsigned char>(regex[1]);
    } else if (regex.starts_with("\\x{")) {
      member.rune = static_cast<char32_t>(std::stoul(regex.substr(3), nullptr, 16));
    }
  }
  return member;
}

tl::expected<std::size_t, PatternError> AddRangeFrom(std::string_view pattern, const Member& low,
                                                     std::size_t at, ClassBuilder& members) {
  const std::size_t high_at = low.atom.end + 1;
  auto high = ParseMember(pattern, high_at);
  if (!high) return tl::unexpected(high.error());
  if (!low.rune || !high->rune) {
    return Refuse(at, "a range needs a character at both ends (write the - last)");
  }
  if (*low.rune > *high->rune) return Refuse(at, "this range runs backwards (swap its ends)");
  members.AddRange(*low.rune, *high->rune,
                   fmt::format("{}-{}", low.atom.node.regex, high->atom.node.regex));
  return high->atom.end;
}

// One member or range at `at`; the offset behind it.
tl::expected<std::size_t, PatternError> AddMember(std::string_view pattern, std::size_t at,
                                                  ClassBuilder& members) {
  if (pattern.substr(at, 2) == "[:") {
    const std::size_t close = pattern.find(":]", at);
    if (close != std::string_view::npos) {
      std::string_view name = pattern.substr(at + 2, close - at - 2);
      if (name.starts_with('^')) name.remove_prefix(1);
      if (std::find(kPosixNames.begin(), kPosixNames.end(), name) == kPosixNames.end()) {
        return Refuse(at, fmt::format("unknown class [:{}:] (such as [:alpha:])", name));
      }
      members.AddText(pattern.substr(at, close + 2 - at), kEdgeAny, false);
      return close + 2;
    }
  }
  auto member = ParseMember(pattern, at);
  if (!member) return tl::unexpected(member.error());
  const std::size_t next = member->atom.end;
  const bool range = next + 1 < pattern.size() && pattern[next] == '-' && pattern[next + 1] != ']';
  if (range) return AddRangeFrom(pattern, *member, at, members);
  const PatternNode& node = member->atom.node;
  switch (pattern[at]) {
    case '\'':
      members.AddForms(kApostrophes);
      break;
    case '"':
      members.AddForms(kQuoteCharacters);
      break;
    case '-':
      members.AddForms(kHyphens);
      break;
    case ' ':
      members.AddRange(' ', ' ', "\\s");
      break;
    default:
      if (member->rune) {
        members.AddRange(*member->rune, *member->rune, node.regex);
      } else {
        std::string_view regex = node.regex;
        if (regex.starts_with('[')) regex = regex.substr(1, regex.size() - 2);
        members.AddText(regex, node.first, false);
      }
  }
  return next;
}

}  // namespace

ParsedAtom ParseLiteralCharacter(std::string_view pattern, std::size_t at) {
  const std::size_t length = LengthAt(pattern, at);
  const std::string_view bytes = pattern.substr(at, length);
  const auto forms = [&](std::string_view members) {
    ParsedAtom atom = Character(RuneOf(bytes), fmt::format("[{}]", members), bytes, at + length);
    atom.node.plain = false;
    SetEdges(atom.node, kEdgeOther | kEdgeNonAscii);
    atom.node.size = 6;
    return atom;
  };
  if (bytes == "'") return forms(kApostrophes);
  if (bytes == "\"") return forms(kQuoteCharacters);
  if (bytes == "-") return forms(kHyphens);
  if (bytes == " ") {
    ParsedAtom atom = Character(' ', "\\s+", bytes, at + length);
    atom.node.plain = false;
    return atom;
  }
  std::string regex(bytes);
  if (bytes == "]" || bytes == "}") regex.insert(0, 1, '\\');
  return Character(RuneOf(bytes), std::move(regex), bytes, at + length);
}

Parsed ParseEscape(std::string_view pattern, std::size_t at) {
  if (at + 1 >= pattern.size()) return Refuse(at, "a \\ at the end (write \\\\ for the character)");
  const char c = pattern[at + 1];
  const std::size_t end = at + 2;
  const std::string both(pattern.substr(at, 2));
  switch (c) {
    case 'd':
    case 'w':
      return ClassEscape(both, kEdgeAsciiWord, end);
    case 's':
      return ClassEscape(both, kEdgeOther, end);
    case 'W':
      return ClassEscape(both, kEdgeOther | kEdgeNonAscii, end);
    case 'D':
    case 'S':
      return ClassEscape(both, kEdgeAny, end);
    case 'b':
      return ZeroWidth(both, std::string(1, kSeparator), end);
    case 'B':
    case 'A':
    case 'z':
      return ZeroWidth(both, "", end);
    case 'p':
    case 'P':
      return ParseProperty(pattern, at);
    case 'x':
      return ParseHex(pattern, at);
    case 'n':
    case 't':
    case 'r':
    case 'f':
    case 'v':
      return Character(U' ', both, " ", end);
    default:
      break;
  }
  if (c >= '1' && c <= '9') {
    return Refuse(at, "there are no back references (write the words again)");
  }
  if (static_cast<unsigned char>(c) >= 0x80 || IsAsciiWordRune(static_cast<unsigned char>(c))) {
    return Refuse(at, fmt::format("unknown escape {} (see RE2's syntax)",
                                  pattern.substr(at, 1 + LengthAt(pattern, at + 1))));
  }
  if (c == ' ') return Character(U' ', "\\x{20}", " ", end);
  if (static_cast<unsigned char>(c) < 0x20)
    return Refuse(at, "a \\ before a control character (drop it)");
  return Character(static_cast<unsigned char>(c), both, pattern.substr(at + 1, 1), end);
}

Parsed ParseClass(std::string_view pattern, std::size_t at) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && pattern[i] == '^';
  if (negated) ++i;
  ClassBuilder members;
  while (i < pattern.size() && (pattern[i] != ']' || members.empty())) {
    auto next = AddMember(pattern, i, members);
    if (!next) return tl::unexpected(next.error());
    i = *next;
  }
  if (i >= pattern.size())
    return Refuse(at, "no ] for this [ (close it, or write \\[ for the character)");
  return members.Finish(negated, i + 1);
}

}  // namespace scrutineer::extractors

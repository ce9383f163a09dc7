#include "extractors/pattern_dialect.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "extractors/inflection.h"
#include "extractors/pattern_class.h"

namespace scrutineer::extractors {
namespace {

constexpr int kMaxDepth = 40;
constexpr int kMaxRepetitions = 1000;  // RE2's own limit, also over nested counts
constexpr int kMaxGapWords = 100;
constexpr std::size_t kMaxSize = 60'000;
constexpr std::size_t kMaxLength = 20'000;

bool IsDecimal(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The escape for a space within a longer piece of a regular expression.
constexpr std::string_view kGapWord = "(?:\\S+\\s+)";

// A recursive descent over one pattern. The first error stops it.
class Parser {
 public:
  Parser(std::string_view pattern, const FragmentLookup& fragments)
      : pattern_(pattern), fragments_(fragments) {}

  tl::expected<PatternPtr, PatternError> Parse() {
    if (pattern_.size() > kMaxLength) Refuse(0, "the pattern is too long (make it several)");
    PatternPtr tree = error_ ? nullptr : ParseChoice(0);
    if (!error_ && at_ < pattern_.size())
      Refuse(at_, "no ( for this ) (write \\) for the character)");
    if (!error_) CheckWhole(*tree);
    if (error_) return tl::unexpected(std::move(*error_));
    return tree;
  }

 private:
  void CheckWhole(const PatternNode& tree) {
    if (tree.nullable) {
      Refuse(0, "the pattern also matches nothing at all (make a part of it compulsory)");
    } else if (tree.repetitions > kMaxRepetitions) {
      Refuse(0, fmt::format("counts within counts come to more than {} (lower them)",
                            kMaxRepetitions));
    } else if (tree.size > kMaxSize) {
      Refuse(0, "the pattern is too large (lower its counts, or make it several)");
    }
  }

  std::nullptr_t Refuse(std::size_t offset, std::string message) {
    if (!error_) error_ = PatternError{offset, std::move(message)};
    return nullptr;
  }

  bool AtEnd() const { return at_ >= pattern_.size(); }
  bool Next(std::string_view text) const { return pattern_.substr(at_, text.size()) == text; }

  PatternPtr ParseChoice(int depth) {
    if (depth > kMaxDepth) return Refuse(at_, "too many brackets within brackets (simplify)");
    std::vector<PatternPtr> choices;
    while (true) {
      PatternPtr sequence = ParseSequence(depth);
      if (error_) return nullptr;
      choices.push_back(std::move(sequence));
      if (!Next("|")) break;
      ++at_;
    }
    return MakeChoice(std::move(choices));
  }

  PatternPtr ParseSequence(int depth) {
    std::vector<PatternPtr> parts;
    std::optional<PatternNode> run;  // plain characters not yet in `parts`
    const auto flush = [&] {
      if (run) parts.push_back(MakeAtom(std::move(*run)));
      run.reset();
    };
    while (!AtEnd() && pattern_[at_] != '|' && pattern_[at_] != ')') {
      if (const std::size_t end = EndOfPlainLetters(); end > at_) {
        AppendLetters(run, end);
        continue;
      }
      PatternPtr piece = ParsePiece(depth);
      if (error_) return nullptr;
      if (piece->kind == PatternNode::Kind::kAtom && piece->plain && !QuantifierFollows()) {
        run ? Append(*run, *piece) : void(run = *piece);
        continue;
      }
      flush();
      piece = ParseQuantifier(std::move(piece));
      if (error_) return nullptr;
      parts.push_back(std::move(piece));
    }
    flush();
    if (parts.empty()) {
      PatternNode nothing;
      nothing.folded = {""};
      nothing.nullable = true;
      parts.push_back(MakeAtom(std::move(nothing)));
    }
    return MakeSequence(std::move(parts));
  }

  // Where the letters at the current place end that are nothing but themselves: neither forms of a
  // word nor repeated.
  std::size_t EndOfPlainLetters() {
    std::size_t end = at_;
    while (end < pattern_.size() && IsLetter(pattern_[end])) ++end;
    if (end == at_ || end == pattern_.size()) return end;
    if (pattern_[end] == '~') return at_;
    const std::size_t begin = std::exchange(at_, end);
    if (QuantifierFollows()) --end;
    at_ = begin;
    return end;
  }

  void AppendLetters(std::optional<PatternNode>& run, std::size_t end) {
    const std::string_view letters = pattern_.substr(at_, end - at_);
    if (!run) {
      run.emplace();
      run->folded.emplace(1);
      run->plain = true;
      run->gaps = 0;
      run->first = kEdgeAsciiWord;
      run->size = 0;
    }
    run->regex += letters;
    run->separators = kAnySeparator;
    run->folded->front() += FoldText(letters);
    run->last = kEdgeAsciiWord;
    run->size += letters.size();
    at_ = end;
  }

  static void Append(PatternNode& run, const PatternNode& piece) {
    run.regex += piece.regex;
    run.folded->front() = JoinFolded(run.folded->front(), piece.folded->front());
    run.last = piece.last;
    run.separators = kAnySeparator;
    run.gaps = AddGaps(run.gaps, piece.gaps);
    run.size += piece.size;
  }

  PatternPtr ParsePiece(int depth) {
    const char c = pattern_[at_];
    if (c == '(') return ParseGroup(depth);
    if (c == '[') return Take(ParseClass(pattern_, at_));
    if (c == '\\') return Take(ParseEscape(pattern_, at_));
    if (c == '{') return ParseBraces();
    if (c == '.') return AnyCharacter();
    if (c == '^' || c == '$') return SentenceEdge();
    if (c == '~') {
      return Refuse(at_, "~ has no word before it (put it right after a word, or write \\~)");
    }
    if (c == '*' || c == '+' || c == '?') {
      return Refuse(at_,
                    fmt::format("{} has nothing to repeat (write \\{} for the character)", c, c));
    }
    if (IsLetter(c)) {
      std::size_t end = at_;
      while (end < pattern_.size() && IsLetter(pattern_[end])) ++end;
      if (end < pattern_.size() && pattern_[end] == '~') return WordForms(end);
    }
    if (c == ' ') {
      ++at_;
      return Space();
    }
    return Take(ParseLiteralCharacter(pattern_, at_));
  }

  // Most of what patterns consist of beside letters, so all share one.
  static PatternPtr Space() {
    static const PatternPtr space = MakeAtom(ParseLiteralCharacter(" ", 0).node);
    return space;
  }

  PatternPtr Take(tl::expected<ParsedAtom, PatternError> atom) {
    if (!atom) return Refuse(atom.error().offset, std::move(atom.error().message));
    at_ = atom->end;
    if ((atom->node.first & kEdgeOther) == 0 || atom->node.no_space) atom->node.gaps = 0;
    return MakeAtom(std::move(atom->node));
  }

  PatternPtr AnyCharacter() {
    ++at_;
    PatternNode atom;
    atom.regex = ".";
    atom.first = atom.last = kEdgeAny;
    atom.size = 8;
    return MakeAtom(std::move(atom));
  }

  PatternPtr SentenceEdge() { return ZeroWidth(std::string(1, pattern_[at_++])); }

  PatternPtr WordForms(std::size_t end) {
    std::vector<std::string> forms = Inflect(pattern_.substr(at_, end - at_));
    at_ = end + 1;
    PatternNode atom;
    atom.first = atom.last = kEdgeAsciiWord;
    atom.gaps = 0;
    atom.folded.emplace();
    for (const std::string& form : forms) {
      atom.folded->push_back(FoldText(form));
      atom.size += form.size();
    }
    std::sort(forms.begin(), forms.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    atom.regex = "(?:";
    for (const std::string& form : forms) atom.regex += form + "|";
    atom.regex.back() = ')';
    return MakeAtom(std::move(atom));
  }

  PatternPtr ParseGroup(int depth) {
    const std::size_t open = at_;
    bool capture = false;
    std::string flags;
    if (Next("(?P<")) {
      if (!Next("(?P<name>")) return Refuse(at_, "only the group (?P<name>...) has a meaning");
      at_ += 9;
      capture = true;
    } else if (Next("(?")) {
      if (!ParseFlags(flags)) return nullptr;
      if (pattern_[at_ - 1] == ')') return FlagsHere(flags);
    } else {
      ++at_;
    }
    PatternPtr inside = ParseChoice(depth + 1);
    if (error_) return nullptr;
    if (AtEnd()) return Refuse(open, "no ) for this ( (close it, or write \\( for the character)");
    ++at_;
    if (capture) return Capture(std::move(inside), open);
    if (flags.empty()) return inside;
    return MakeGroup("(?" + flags + ":", std::move(inside));
  }

  PatternPtr Capture(PatternPtr inside, std::size_t open) {
    if (has_capture_) return Refuse(open, "a second group of that name (keep one)");
    has_capture_ = true;
    return MakeGroup("(?P<name>", std::move(inside));
  }

  static PatternPtr ZeroWidth(std::string regex) {
    PatternNode atom;
    atom.regex = std::move(regex);
    atom.folded = {""};
    atom.nullable = true;
    atom.gaps = 0;
    return MakeAtom(std::move(atom));
  }

  // "(?i" up to and with ":" or ")".
  bool ParseFlags(std::string& flags) {
    const std::size_t open = at_;
    at_ += 2;
    while (!AtEnd() && (pattern_[at_] == 'i' || pattern_[at_] == 's' || pattern_[at_] == '-')) {
      flags.push_back(pattern_[at_++]);
    }
    const bool plain = flags.empty() || flags == "i" || flags == "s" || flags == "is" ||
                       flags == "-i" || flags == "-s" || flags == "-is";
    if (!plain || AtEnd() || !(Next(":") || (Next(")") && !flags.empty()))) {
      Refuse(open,
             "unknown kind of group (use (...), (?:...), (?i:...) or (?P<name>...); there is "
             "no looking ahead or back: use except, unless and near)");
      return false;
    }
    ++at_;
    return true;
  }

  PatternPtr FlagsHere(const std::string& flags) { return ZeroWidth("(?" + flags + ")"); }

  // {n..m} and {fragment}; counts such as {2,3} are quantifiers and never begin a piece.
  PatternPtr ParseBraces() {
    const std::size_t open = at_;
    const std::size_t close = pattern_.find('}', open);
    if (close == std::string_view::npos) {
      return Refuse(open, "no } for this { (close it, or write \\{ for the character)");
    }
    const std::string_view inside = pattern_.substr(open + 1, close - open - 1);
    at_ = close + 1;
    if (!inside.empty() && IsDecimal(inside[0])) return ParseGap(inside, open);
    if (inside.empty() || inside.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") !=
                              std::string_view::npos) {
      return Refuse(open,
                    fmt::format("{{{}}} is neither words to skip nor a fragment (write {{0..4}} "
                                "or {{supplier}})",
                                inside));
    }
    auto fragment = fragments_(inside);
    if (!fragment) return Refuse(open, std::move(fragment.error()));
    if ((*fragment)->has_capture && has_capture_) {
      return Refuse(open, "a second group of that name (keep one)");
    }
    has_capture_ = has_capture_ || (*fragment)->has_capture;
    return *fragment;
  }

  PatternPtr ParseGap(std::string_view inside, std::size_t open) {
    const std::size_t dots = inside.find("..");
    const auto least = ParseCount(inside.substr(0, dots));
    const auto most =
        dots == std::string_view::npos ? std::nullopt : ParseCount(inside.substr(dots + 2));
    if (!least || !most) {
      return Refuse(open, fmt::format("{{{}}} is no number of words (write {{0..4}})", inside));
    }
    if (*least > *most || *most == 0 || *most > kMaxGapWords) {
      return Refuse(open, fmt::format("cannot skip {} to {} words (at most {}, the smaller first)",
                                      *least, *most, kMaxGapWords));
    }
    if (Next(" ")) ++at_;
    PatternNode atom;
    atom.regex = fmt::format("{}{{{},{}}}", kGapWord, *least, *most);
    atom.nullable = *least == 0;
    atom.first = kEdgeAny;
    atom.last = kEdgeOther;
    atom.ends_in_space = true;
    atom.gaps = static_cast<std::uint32_t>(*most);
    atom.repetitions = *most;
    atom.size = static_cast<std::size_t>(*most) * 6;
    return MakeAtom(std::move(atom));
  }

  static std::optional<int> ParseCount(std::string_view digits) {
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    int count = 0;
    for (const char c : digits) {
      if (!IsDecimal(c)) return std::nullopt;
      count = count * 10 + (c - '0');
    }
    return count;
  }

  struct Count {
    int min = 0;
    int max = 0;
    std::size_t end = 0;
  };

  // The quantifier at the current place, without a following "?".
  std::optional<Count> PeekQuantifier() const {
    if (AtEnd()) return std::nullopt;
    const char c = pattern_[at_];
    if (c == '*') return Count{0, -1, at_ + 1};
    if (c == '+') return Count{1, -1, at_ + 1};
    if (c == '?') return Count{0, 1, at_ + 1};
    const std::size_t close = c == '{' ? pattern_.find('}', at_) : std::string_view::npos;
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = pattern_.substr(at_ + 1, close - at_ - 1);
    const std::size_t comma = inside.find(',');
    const auto least = ParseCount(inside.substr(0, comma));
    if (!least) return std::nullopt;
    if (comma == std::string_view::npos) return Count{*least, *least, close + 1};
    if (comma + 1 == inside.size()) return Count{*least, -1, close + 1};
    const auto most = ParseCount(inside.substr(comma + 1));
    if (!most) return std::nullopt;
    return Count{*least, *most, close + 1};
  }

  bool QuantifierFollows() const { return PeekQuantifier().has_value(); }

  PatternPtr ParseQuantifier(PatternPtr piece) {
    const std::optional<Count> count = PeekQuantifier();
    if (!count) return piece;
    const std::size_t open = at_;
    if (count->max >= 0 && (count->min > count->max || count->max == 0)) {
      return Refuse(open, "this count allows nothing (the smaller number first)");
    }
    if (std::max(count->min, count->max) > kMaxRepetitions) {
      return Refuse(open, fmt::format("a count past {} (lower it)", kMaxRepetitions));
    }
    if (piece->has_capture && (count->min != 0 || count->max != 1)) {
      return Refuse(open, "the group `name` cannot be repeated (put the repetition into it)");
    }
    at_ = count->end;
    const bool lazy = Next("?");
    if (lazy) ++at_;
    if (QuantifierFollows()) return Refuse(at_, "one count after another (keep one)");
    return MakeRepeat(std::move(piece), count->min, count->max, lazy);
  }

  std::string_view pattern_;
  const FragmentLookup& fragments_;
  std::size_t at_ = 0;
  bool has_capture_ = false;
  std::optional<PatternError> error_;
};

}  // namespace

tl::expected<PatternPtr, PatternError> ParsePattern(std::string_view pattern,
                                                    const FragmentLookup& fragments) {
  return Parser(pattern, fragments).Parse();
}

}  // namespace scrutineer::extractors

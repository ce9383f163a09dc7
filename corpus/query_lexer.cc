#include "corpus/query_lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "corpus/fts_tokenizer.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kShownCodePoints = 70;
constexpr std::size_t kMinPrefixCodePoints = 2;

// REQUIRES: well-formed UTF-8.
std::u32string Decode(std::string_view text) {
  std::u32string code_points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    const int continuations = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t code_point = continuations == 0 ? lead : lead & (0x3FU >> continuations);
    for (int k = 0; k < continuations; ++k) {
      code_point = (code_point << 6U) | (static_cast<unsigned char>(text[i++]) & 0x3FU);
    }
    code_points.push_back(code_point);
  }
  return code_points;
}

std::string Encode(std::u32string_view code_points) {
  std::string text;
  for (const char32_t c : code_points) AppendUtf8(c, text);
  return text;
}

bool IsSpace(char32_t c) {
  return c <= U' ' || c == 0x7F || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool IsQuote(char32_t c) {
  return c == U'"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xFF02;
}

bool EndsWord(char32_t c) { return IsSpace(c) || IsQuote(c) || c == U'(' || c == U')'; }

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query), text_(Decode(query)) {}

  Result<std::vector<QueryToken>> Run() {
    while (true) {
      while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
      if (at_ == text_.size()) break;
      if (auto error = Next()) return tl::unexpected(*std::move(error));
    }
    Push(QueryToken::Kind::kEnd, "", at_);
    return std::move(tokens_);
  }

 private:
  using Kind = QueryToken::Kind;

  void Push(Kind kind, std::string text, std::size_t offset) {
    tokens_.push_back({kind, std::move(text), offset});
  }

  Error At(std::size_t offset, std::string_view what, std::string_view fix) const {
    return QueryError(query_, offset, what, fix);
  }

  std::optional<Error> Next() {
    const char32_t c = text_[at_];
    if (c == U'(' || c == U')') {
      Push(c == U'(' ? Kind::kOpen : Kind::kClose, "", at_);
      ++at_;
      return std::nullopt;
    }
    if (IsQuote(c)) return Phrase();
    const bool joined = at_ + 1 < text_.size() && !IsSpace(text_[at_ + 1]);
    if (c == U'-' && joined && text_[at_ + 1] != U'-') {
      Push(Kind::kMinus, "-", at_);
      ++at_;
      return std::nullopt;
    }
    return Word();
  }

  std::optional<Error> Phrase() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && !IsQuote(text_[at_])) ++at_;
    if (at_ == text_.size()) {
      return At(begin, "the quotation mark is not closed", "add the mark that ends the phrase");
    }
    std::string words = Encode(std::u32string_view(text_).substr(begin + 1, at_ - begin - 1));
    ++at_;
    if (Tokenize(words).empty()) {
      return At(begin, "the phrase has no letters or digits", "put words between the marks");
    }
    if (at_ < text_.size() && text_[at_] == U'*') {
      return At(at_, "'*' stands after a phrase", "put it right after a word, as in procur*");
    }
    Push(Kind::kPhrase, std::move(words), begin);
    return std::nullopt;
  }

  std::optional<Error> Word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !EndsWord(text_[at_])) ++at_;
    std::u32string_view word = std::u32string_view(text_).substr(begin, at_ - begin);
    const bool is_prefix = word.back() == U'*';
    if (is_prefix) word.remove_suffix(1);
    if (const std::size_t star = word.find(U'*'); star != std::u32string_view::npos) {
      return At(begin + star, "'*' stands inside a word",
                "use it once, at the end of a word, as in procur*");
    }
    if (is_prefix && word.empty()) {
      return At(begin, "'*' stands alone", "put it right after the start of a word, as in procur*");
    }
    std::string text = Encode(word);
    const std::vector<Token> words = Tokenize(text);
    if (words.empty()) {
      return At(begin, fmt::format("'{}' has no letters or digits", text),
                "leave it out, or put it and the words around it into \"quotation marks\"");
    }
    if (is_prefix && CountCodePoints(words.back().text) < kMinPrefixCodePoints) {
      return At(begin, fmt::format("'{}*' is too short", text),
                "give at least two letters or digits before '*'");
    }
    PushWord(std::move(text), is_prefix, words.size(), begin);
    return std::nullopt;
  }

  void PushWord(std::string text, bool is_prefix, std::size_t words, std::size_t begin) {
    if (is_prefix) return Push(Kind::kPrefix, std::move(text), begin);
    if (text == "AND") return Push(Kind::kAnd, std::move(text), begin);
    if (text == "OR") return Push(Kind::kOr, std::move(text), begin);
    if (text == "NOT") return Push(Kind::kNot, std::move(text), begin);
    Push(words > 1 ? Kind::kPhrase : Kind::kWord, std::move(text), begin);
  }

  std::string_view query_;
  std::u32string text_;
  std::size_t at_ = 0;
  std::vector<QueryToken> tokens_;
};

}  // namespace

Result<std::vector<QueryToken>> LexQuery(std::string_view query) { return Lexer(query).Run(); }

Error QueryError(std::string_view query, std::size_t offset_code_points, std::string_view what,
                 std::string_view fix) {
  std::u32string text = Decode(query);
  std::replace_if(text.begin(), text.end(), &IsSpace, U' ');
  // Of a long query, the part around the place.
  std::size_t begin = 0;
  if (offset_code_points > kShownCodePoints / 2) begin = offset_code_points - kShownCodePoints / 2;
  if (text.size() <= kShownCodePoints) begin = 0;
  const std::u32string_view shown = std::u32string_view(text).substr(begin, kShownCodePoints);
  const std::string left = begin > 0 ? "..." : "";
  const std::string right = begin + shown.size() < text.size() ? "..." : "";
  const std::string blanks(left.size() + offset_code_points - begin, ' ');
  return Error{ErrorCode::kQuery,
               fmt::format("{} at character {}\n  {}{}{}\n  {}^\n{}", what, offset_code_points + 1,
                           left, Encode(shown), right, blanks, fix),
               {}};
}

}  // namespace scrutineer::corpus

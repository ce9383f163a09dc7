#include "corpus/query_lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/fts_tokenizer.h"
#include "corpus/query_characters.h"
#include "corpus/query_error.h"
#include "corpus/query_fields.h"
#include "corpus/query_values.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kMinPrefixCodePoints = 2;
constexpr int kDefaultNearDistance = 10;
constexpr std::size_t kMaxDistanceDigits = 3;
constexpr std::string_view kNearExample = "as in NEAR(care home, 10)";

bool EndsWord(char32_t c) { return IsSpace(c) || IsQuote(c) || c == U'(' || c == U')'; }

bool IsRelation(char32_t c) { return c == U'<' || c == U'>' || c == U'='; }

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query), text_(DecodeUtf8(query)) {}

  Result<std::vector<QueryToken>> Run() {
    while (true) {
      SkipSpaces();
      if (at_ == text_.size()) break;
      if (auto error = Next()) return tl::unexpected(*std::move(error));
    }
    if (ampersand_) return tl::unexpected(LoneAmpersand(*ampersand_));
    Push(QueryToken::Kind::kEnd, "", at_);
    return std::move(tokens_);
  }

 private:
  using Kind = QueryToken::Kind;

  char32_t CharAt(std::size_t i) const { return i < text_.size() ? text_[i] : U'\0'; }
  std::u32string_view Slice(std::size_t begin, std::size_t end) const {
    return std::u32string_view(text_).substr(begin, end - begin);
  }
  void SkipSpaces() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }
  std::size_t AfterSpaces(std::size_t i) const {
    while (i < text_.size() && IsSpace(text_[i])) ++i;
    return i;
  }
  std::size_t WordEnd(std::size_t i) const {
    while (i < text_.size() && !EndsWord(text_[i])) ++i;
    return i;
  }

  Error At(std::size_t offset, std::string_view what, std::string_view fix) const {
    return QueryError(query_, offset, what, fix);
  }

  // Words on both sides of an '&' are one name.
  void Push(Kind kind, std::string text, std::size_t offset, bool is_quoted = false) {
    const bool is_operand = kind == Kind::kWord || kind == Kind::kPhrase || kind == Kind::kPrefix;
    if (ampersand_ && is_operand && !is_quoted) {
      ampersand_.reset();
      QueryToken& left = tokens_.back();
      left.text += " & " + text;
      left.kind = kind == Kind::kPrefix ? Kind::kPrefix : Kind::kPhrase;
      return;
    }
    QueryToken token;
    token.kind = kind;
    token.text = std::move(text);
    token.offset_code_points = offset;
    token.is_quoted = is_quoted;
    tokens_.push_back(std::move(token));
  }

  Error LoneAmpersand(std::size_t offset) const {
    return At(offset, "'&' needs a word on both sides",
              "leave it out, or write the whole name, as in Marks & Spencer");
  }

  std::optional<Error> Next() {
    const char32_t c = text_[at_];
    if (ampersand_ && (c == U'(' || c == U')' || IsQuote(c))) return LoneAmpersand(*ampersand_);
    if (c == U'(' || c == U')') {
      Push(c == U'(' ? Kind::kOpen : Kind::kClose, "", at_);
      ++at_;
      return std::nullopt;
    }
    if (IsQuote(c)) return Phrase();
    if (const auto end = EndOfApostrophePhrase()) return ApostrophePhrase(*end);
    const char32_t next = CharAt(at_ + 1);
    if (IsHyphen(c) && at_ + 1 < text_.size() && !IsSpace(next) && !IsHyphen(next)) {
      if (ampersand_) return LoneAmpersand(*ampersand_);
      Push(Kind::kMinus, "-", at_);
      ++at_;
      return std::nullopt;
    }
    if (const std::size_t name_end = FieldNameEnd()) return Field(name_end);
    if (const std::size_t open = NearOpening()) return Near(open);
    if (c == U'&' && (at_ + 1 == text_.size() || EndsWord(next))) return Ampersand();
    return Word();
  }

  std::optional<Error> Ampersand() {
    const bool follows_word =
        !tokens_.empty() && !tokens_.back().is_quoted && !ampersand_ &&
        (tokens_.back().kind == Kind::kWord || (tokens_.back().kind == Kind::kPhrase));
    if (!follows_word) return LoneAmpersand(at_);
    ampersand_ = at_++;
    return std::nullopt;
  }

  std::optional<Error> Phrase() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && !IsQuote(text_[at_])) ++at_;
    if (at_ == text_.size()) {
      return At(begin, "the quotation mark is not closed", "add the mark that ends the phrase");
    }
    return PhraseWithin(begin, at_++);
  }

  // The phrase between the marks at `begin` and `end`; the lexer stands behind it.
  std::optional<Error> PhraseWithin(std::size_t begin, std::size_t end) {
    std::string words = EncodeUtf8(Slice(begin + 1, end));
    if (Tokenize(words).empty()) {
      return At(begin, "the phrase has no letters or digits", "put words between the marks");
    }
    if (CharAt(at_) == U'*') {
      return At(at_, "'*' stands after a phrase", "put it right after a word, as in procur*");
    }
    Push(Kind::kPhrase, std::move(words), begin, /*is_quoted=*/true);
    return std::nullopt;
  }

  // Where 'several words' in apostrophes end; nothing for one word, whose apostrophe may be its own
  // ('til), and where another mark comes first.
  std::optional<std::size_t> EndOfApostrophePhrase() const {
    if (!IsApostrophe(CharAt(at_))) return std::nullopt;
    bool has_space = false;
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      const char32_t c = text_[i];
      if (IsQuote(c) || c == U'(' || c == U')') return std::nullopt;
      has_space = has_space || IsSpace(c);
      const bool ends = IsApostrophe(c) && !IsSpace(text_[i - 1]) &&
                        (i + 1 == text_.size() || EndsWord(text_[i + 1]));
      if (ends && has_space) return i;
    }
    return std::nullopt;
  }

  std::optional<Error> ApostrophePhrase(std::size_t end) {
    const std::size_t begin = at_;
    at_ = end + 1;
    return PhraseWithin(begin, end);
  }

  // Behind the name where a field stands here ("council:", "money >"), else 0.
  std::size_t FieldNameEnd() const {
    std::size_t end = at_;
    while (IsAsciiLetter(CharAt(end))) ++end;
    if (end == at_) return 0;
    if (text_.size() > end && text_[end] == U':') return end;
    const auto field = FieldFromName(EncodeUtf8(Slice(at_, end)));
    if (!field) return 0;
    const std::size_t relation = *field == QueryField::kMoney ? AfterSpaces(end) : end;
    return IsRelation(CharAt(relation)) ? end : 0;
  }

  std::optional<Error> Field(std::size_t name_end) {
    QueryToken token;
    token.kind = Kind::kField;
    token.offset_code_points = at_;
    token.text = EncodeUtf8(Slice(at_, name_end));
    if (ampersand_) return LoneAmpersand(*ampersand_);
    at_ = AfterSpaces(name_end);
    token.relation = ":";
    if (CharAt(at_) == U':') at_ = AfterSpaces(at_ + 1);
    if (IsRelation(CharAt(at_))) {
      token.relation = EncodeUtf8(Slice(at_, at_ + 1));
      ++at_;
      if (token.relation != "=" && CharAt(at_) == U'=') {
        token.relation += '=';
        ++at_;
      }
      at_ = AfterSpaces(at_);
    }
    token.value_offset_code_points = std::min(at_, text_.size());
    if (auto error = FieldValue(token)) return error;
    tokens_.push_back(std::move(token));
    return std::nullopt;
  }

  std::optional<Error> FieldValue(QueryToken& token) {
    if (at_ == text_.size()) return std::nullopt;
    const auto apostrophe_end = EndOfApostrophePhrase();
    if (IsQuote(text_[at_]) || apostrophe_end) {
      const std::size_t begin = at_;
      std::size_t end = begin + 1;
      while (end < text_.size() && !IsQuote(text_[end])) ++end;
      if (apostrophe_end) end = *apostrophe_end;
      if (end == text_.size()) {
        return At(begin, "the quotation mark is not closed", "add the mark that ends the value");
      }
      token.is_quoted = true;
      token.value = EncodeUtf8(Slice(begin + 1, end));
      at_ = end + 1;
      return std::nullopt;
    }
    const std::size_t begin = at_;
    at_ = WordEnd(at_);
    token.value = EncodeUtf8(Slice(begin, at_));
    // "£3 million": the word behind the number belongs to it.
    const std::size_t next = AfterSpaces(at_);
    const std::size_t next_end = WordEnd(next);
    const std::string word = EncodeUtf8(Slice(next, next_end));
    if (FieldFromName(token.text) == QueryField::kMoney && IsMagnitude(word)) {
      token.value += " " + word;
      at_ = next_end;
    }
    return std::nullopt;
  }

  // Behind the parenthesis where NEAR( stands here, else 0.
  std::size_t NearOpening() const {
    if (Slice(at_, WordEnd(at_)) != U"NEAR") return 0;
    const std::size_t open = AfterSpaces(at_ + 4);
    return CharAt(open) == U'(' ? open + 1 : 0;
  }

  std::optional<Error> Near(std::size_t inside) {
    QueryToken token;
    token.kind = Kind::kNear;
    token.text = "NEAR";
    token.offset_code_points = at_;
    token.distance = kDefaultNearDistance;
    if (ampersand_) return LoneAmpersand(*ampersand_);
    std::vector<QueryToken> outer = std::exchange(tokens_, {});
    at_ = inside;
    while (true) {
      SkipSpaces();
      if (at_ == text_.size()) {
        return At(token.offset_code_points, "the parenthesis of NEAR is not closed",
                  fmt::format("add ')' behind its words, {}", kNearExample));
      }
      if (text_[at_] == U')') break;
      if (const std::size_t close = DistanceEnd()) {
        if (auto error = Distance(close, token)) return error;
        at_ = close;
        break;
      }
      if (auto error = NearWord()) return error;
    }
    ++at_;
    if (ampersand_) return LoneAmpersand(*ampersand_);
    token.inside = std::exchange(tokens_, std::move(outer));
    if (token.inside.size() < 2) {
      return At(token.offset_code_points, "NEAR needs at least two words or phrases",
                fmt::format("put them between its parentheses, {}", kNearExample));
    }
    tokens_.push_back(std::move(token));
    return std::nullopt;
  }

  // Where a comma stands here and no other behind it: the place of the closing parenthesis, else 0.
  std::size_t DistanceEnd() const {
    if (CharAt(at_) != U',') return 0;
    std::size_t i = at_ + 1;
    while (i < text_.size() && text_[i] != U')' && text_[i] != U',' && text_[i] != U'(') ++i;
    return CharAt(i) == U')' ? i : 0;
  }

  std::optional<Error> Distance(std::size_t close, QueryToken& token) const {
    std::size_t begin = AfterSpaces(at_ + 1);
    std::size_t end = close;
    while (end > begin && IsSpace(text_[end - 1])) --end;
    int distance = 0;
    bool is_number = end > begin && end - begin <= kMaxDistanceDigits;
    for (std::size_t i = begin; i < end && is_number; ++i) {
      is_number = IsAsciiDigit(text_[i]);
      distance = distance * 10 + static_cast<int>(text_[i] - U'0');
    }
    if (!is_number) {
      return At(std::min(begin, close), "NEAR takes a number of words behind the comma, up to 999",
                fmt::format("write {}", kNearExample));
    }
    token.distance = distance;
    return std::nullopt;
  }

  std::optional<Error> NearWord() {
    const char32_t c = text_[at_];
    if (c == U',') {
      ++at_;  // words parted by commas are words
      return std::nullopt;
    }
    const std::string word = EncodeUtf8(Slice(at_, WordEnd(at_)));
    const bool is_operator = word == "AND" || word == "OR" || word == "NOT" || word == "NEAR";
    if (c == U'(' || IsHyphen(c) || is_operator || FieldNameEnd() != 0) {
      return At(
          at_, "NEAR takes words, phrases and prefixes only",
          "put it outside of the parentheses, or into \"quotation marks\" where it is a word");
    }
    if (IsQuote(c)) return Phrase();
    if (const auto end = EndOfApostrophePhrase()) return ApostrophePhrase(*end);
    if (word == "&") return Ampersand();
    return Word(/*in_near=*/true);
  }

  std::optional<Error> Word(bool in_near = false) {
    const std::size_t begin = at_;
    at_ = WordEnd(at_);
    if (in_near) {
      // A comma parts words, but not the digits of a number.
      for (std::size_t i = begin; i < at_; ++i) {
        const bool in_number =
            IsAsciiDigit(CharAt(i + 1)) && i > begin && IsAsciiDigit(text_[i - 1]);
        if (text_[i] == U',' && !in_number) at_ = i;
      }
    }
    std::u32string_view word = Slice(begin, at_);
    const bool is_prefix = word.back() == U'*';
    if (is_prefix) word.remove_suffix(1);
    if (const std::size_t star = word.find(U'*'); star != std::u32string_view::npos) {
      return At(begin + star, "'*' stands inside a word",
                "use it once, at the end of a word, as in procur*");
    }
    if (is_prefix && word.empty()) {
      return At(begin, "'*' stands alone", "put it right after the start of a word, as in procur*");
    }
    std::string text = EncodeUtf8(word);
    const std::vector<Token> words = Tokenize(text);
    if (words.empty()) {
      return At(begin, fmt::format("'{}' has no letters or digits", text),
                "leave it out, or put it and the words around it into \"quotation marks\"");
    }
    if (is_prefix && CountCodePoints(words.back().text) < kMinPrefixCodePoints) {
      return At(begin, fmt::format("'{}*' is too short", text),
                "give at least two letters or digits before '*'");
    }
    return PushWord(std::move(text), is_prefix, words.size(), begin);
  }

  std::optional<Error> PushWord(std::string text, bool is_prefix, std::size_t words,
                                std::size_t begin) {
    Kind kind = words > 1 ? Kind::kPhrase : Kind::kWord;
    if (is_prefix) {
      kind = Kind::kPrefix;
    } else if (text == "AND") {
      kind = Kind::kAnd;
    } else if (text == "OR") {
      kind = Kind::kOr;
    } else if (text == "NOT") {
      kind = Kind::kNot;
    } else if (text == "NEAR") {
      return At(begin, "'NEAR' has no parentheses after it",
                "write NEAR(care home, 10); the word itself is searched for as \"NEAR\"");
    }
    const bool is_operator = kind == Kind::kAnd || kind == Kind::kOr || kind == Kind::kNot;
    if (ampersand_ && is_operator) return LoneAmpersand(*ampersand_);
    Push(kind, std::move(text), begin);
    return std::nullopt;
  }

  std::string_view query_;
  std::u32string text_;
  std::size_t at_ = 0;
  std::vector<QueryToken> tokens_;
  std::optional<std::size_t> ampersand_;  // where an '&' stands that waits for the word behind it
};

}  // namespace

Result<std::vector<QueryToken>> LexQuery(std::string_view query) { return Lexer(query).Run(); }

}  // namespace scrutineer::corpus

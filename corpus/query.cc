#include "corpus/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/query_characters.h"
#include "corpus/query_error.h"
#include "corpus/query_fields.h"
#include "corpus/query_forms.h"
#include "corpus/query_lexer.h"
#include "corpus/query_match.h"
#include "corpus/query_qualifiers.h"
#include "corpus/query_scope.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kMaxBytes = 4'096;
constexpr int kMaxNesting = 64;
constexpr int kMaxFields = 64;
constexpr std::size_t kMaxNearOperands = 16;

using Kind = QueryToken::Kind;

// Recursive descent over the grammar in the header; depth is bounded by kMaxNesting.
class Parser {
 public:
  Parser(std::string_view query, std::vector<QueryToken> tokens)
      : query_(query), tokens_(std::move(tokens)) {}

  Result<QueryNode> Run() {
    SCRUTINEER_ASSIGN_OR_RETURN(QueryNode root, ParseOr(0));
    if (Peek().kind == Kind::kClose) {
      return Fail(At(Peek(), "the parenthesis was never opened", "remove it, or add '(' before"));
    }
    return root;
  }

 private:
  const QueryToken& Peek() const { return tokens_[at_]; }
  QueryToken Take() { return tokens_[at_++]; }

  Error At(const QueryToken& token, std::string_view what, std::string_view fix) const {
    return QueryError(query_, token.offset_code_points, what, fix);
  }

  // Children of one kind under one node; a single child stands for itself.
  static QueryNode Join(QueryNode::Kind kind, std::vector<QueryNode> children) {
    if (children.size() == 1) return std::move(children.front());
    QueryNode node;
    node.kind = kind;
    node.offset_code_points = children.front().offset_code_points;
    node.children = std::move(children);
    return node;
  }

  Result<QueryNode> ParseOr(int nesting) {
    std::vector<QueryNode> children;
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(QueryNode child, ParseAnd(nesting));
      children.push_back(std::move(child));
      if (Peek().kind != Kind::kOr) return Join(QueryNode::Kind::kOr, std::move(children));
      operator_ = Take();
    }
  }

  Result<QueryNode> ParseAnd(int nesting) {
    std::vector<QueryNode> children;
    bool is_explicit = false;
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(QueryNode child, ParseNot(nesting));
      child.follows_word = !is_explicit && !children.empty() &&
                           children.back().kind == QueryNode::Kind::kWord &&
                           child.kind == QueryNode::Kind::kWord;
      children.push_back(std::move(child));
      const Kind next = Peek().kind;
      is_explicit = next == Kind::kAnd;
      if (is_explicit) {
        operator_ = Take();
      } else if (next == Kind::kEnd || next == Kind::kOr || next == Kind::kClose) {
        DropAnds(children);
        return Join(QueryNode::Kind::kAnd, std::move(children));
      }
    }
  }

  // "and" between words says nothing that AND does not.
  static void DropAnds(std::vector<QueryNode>& children) {
    for (std::size_t i = 1; i + 1 < children.size();) {
      const bool is_and =
          children[i].kind == QueryNode::Kind::kWord && LowerAscii(children[i].text) == "and";
      if (!is_and) {
        ++i;
        continue;
      }
      children[i + 1].follows_word = false;
      children.erase(children.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  Result<QueryNode> ParseNot(int nesting) {
    if (Peek().kind != Kind::kNot && Peek().kind != Kind::kMinus) return ParsePrimary(nesting);
    const QueryToken mark = Take();
    operator_ = mark;
    SCRUTINEER_RETURN_IF_ERROR(CheckNesting(mark, nesting));
    SCRUTINEER_ASSIGN_OR_RETURN(QueryNode child, mark.kind == Kind::kNot
                                                     ? ParseNot(nesting + 1)
                                                     : ParsePrimary(nesting + 1));
    if (child.kind == QueryNode::Kind::kNot) return std::move(child.children.front());
    QueryNode node;
    node.kind = QueryNode::Kind::kNot;
    node.offset_code_points = mark.offset_code_points;
    node.children.push_back(std::move(child));
    return node;
  }

  Result<QueryNode> ParsePrimary(int nesting) {
    const QueryToken token = Peek();
    switch (token.kind) {
      case Kind::kWord:
        return Leaf(QueryNode::Kind::kWord);
      case Kind::kPrefix:
        return Leaf(QueryNode::Kind::kPrefix);
      case Kind::kPhrase:
        return Leaf(QueryNode::Kind::kPhrase);
      case Kind::kField:
        return ParseField();
      case Kind::kNear:
        return ParseNear();
      case Kind::kOpen:
        return ParseGroup(nesting);
      default:
        return Fail(MissingOperand(token));
    }
  }

  static QueryNode LeafOf(QueryNode::Kind kind, const QueryToken& token) {
    QueryNode node;
    node.kind = kind;
    node.text = token.text;
    node.offset_code_points = token.offset_code_points;
    return node;
  }

  QueryNode Leaf(QueryNode::Kind kind) {
    const QueryToken token = Take();
    operator_.reset();
    return LeafOf(kind, token);
  }

  Result<QueryNode> ParseField() {
    const QueryToken token = Take();
    operator_.reset();
    if (++fields_ > kMaxFields) {
      return Fail(At(token, fmt::format("more than {} fields", kMaxFields), "ask for fewer"));
    }
    return ReadField(query_, token);
  }

  Result<QueryNode> ParseNear() {
    const QueryToken token = Take();
    operator_.reset();
    if (token.inside.size() > kMaxNearOperands) {
      return Fail(At(token, fmt::format("NEAR has more than {} words", kMaxNearOperands),
                     "put words that stand side by side into \"quotation marks\""));
    }
    QueryNode node = LeafOf(QueryNode::Kind::kNear, token);
    node.distance = token.distance;
    for (const QueryToken& inside : token.inside) {
      const QueryNode::Kind kind = inside.kind == Kind::kPrefix   ? QueryNode::Kind::kPrefix
                                   : inside.kind == Kind::kPhrase ? QueryNode::Kind::kPhrase
                                                                  : QueryNode::Kind::kWord;
      node.children.push_back(LeafOf(kind, inside));
    }
    if (NearForms(node) > kMaxNearForms) {
      return Fail(At(token, "NEAR has words of too many forms",
                     "write words out in place of prefixes, or ask for fewer"));
    }
    return node;
  }

  Result<QueryNode> ParseGroup(int nesting) {
    const QueryToken open = Take();
    operator_ = open;
    SCRUTINEER_RETURN_IF_ERROR(CheckNesting(open, nesting));
    SCRUTINEER_ASSIGN_OR_RETURN(QueryNode inner, ParseOr(nesting + 1));
    if (Peek().kind != Kind::kClose) {
      return Fail(At(open, "the parenthesis is not closed", "add ')' where the group ends"));
    }
    Take();
    operator_.reset();
    return inner;
  }

  Status CheckNesting(const QueryToken& token, int nesting) const {
    if (nesting < kMaxNesting) return {};
    return Fail(At(token, fmt::format("more than {} groups inside each other", kMaxNesting),
                   "make the query flatter"));
  }

  // What stands where a word should: told by the operator before it, if any.
  Error MissingOperand(const QueryToken& token) const {
    const bool ends = token.kind == Kind::kEnd || token.kind == Kind::kClose;
    if (ends && operator_ && operator_->kind == Kind::kOpen) {
      return token.kind == Kind::kEnd
                 ? At(*operator_, "the parenthesis is not closed", "add words and ')' after it")
                 : At(*operator_, "nothing stands between the parentheses",
                      "put words there, or remove them");
    }
    if (operator_ && operator_->kind != Kind::kOpen) {
      return At(*operator_, fmt::format("'{}' has nothing after it", operator_->text),
                fmt::format("put a word after it, or remove it{}", KeywordAdvice(*operator_)));
    }
    if (token.kind == Kind::kClose) {
      return At(token, "the parenthesis was never opened", "remove it, or add '(' before");
    }
    return At(token, fmt::format("'{}' has nothing before it", token.text),
              fmt::format("put a word before it, or remove it{}", KeywordAdvice(token)));
  }

  static std::string KeywordAdvice(const QueryToken& token) {
    if (token.kind == Kind::kMinus) return {};
    return fmt::format("; the word itself is searched for as \"{}\"", token.text);
  }

  std::string_view query_;
  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  std::optional<QueryToken> operator_;  // the last token, where it wants something after it
  int fields_ = 0;
};

// Whether a node says which pages to find or which to leave out. An OR of both kinds says neither.
Result<bool> CheckNegative(const QueryNode& node, std::string_view query) {
  if (node.children.empty() || node.kind == QueryNode::Kind::kNear) return false;
  std::vector<bool> negative;
  std::size_t first_negative = node.children.size();
  for (const QueryNode& child : node.children) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool is_negative, CheckNegative(child, query));
    if (is_negative && first_negative == node.children.size()) first_negative = negative.size();
    negative.push_back(is_negative);
  }
  const std::size_t all = negative.size();
  const auto negatives =
      static_cast<std::size_t>(std::count(negative.begin(), negative.end(), true));
  if (node.kind == QueryNode::Kind::kNot) return negatives == 0;
  if (node.kind == QueryNode::Kind::kAnd || negatives == 0 || negatives == all) {
    return negatives == all;
  }
  return Fail(QueryError(query, node.children[first_negative].offset_code_points,
                         "an alternative of OR only leaves pages out",
                         "say what to find in each alternative: write \"a OR (b NOT c)\", or join "
                         "them with AND"));
}

Status CheckSize(std::string_view text) {
  if (text.size() > kMaxBytes) {
    return Fail(ErrorCode::kQuery,
                fmt::format("the query has {} bytes, {} are the most (search for fewer words)",
                            text.size(), kMaxBytes));
  }
  if (const auto offset = FirstInvalidUtf8(text)) {
    return Fail(ErrorCode::kQuery,
                fmt::format("the query is not UTF-8 from byte {} on (set the terminal to UTF-8)",
                            *offset + 1));
  }
  return {};
}

// Every part that goes to FTS5 must have room on its parser's stack.
Status CheckFits(const QueryNode& node, std::string_view query) {
  if (IsTextOnly(node)) {
    if (FitsFts5(node)) return {};
    return Fail(QueryError(query, node.offset_code_points, "the groups are nested too deeply",
                           "make the query flatter"));
  }
  for (const QueryNode& child : node.children) {
    SCRUTINEER_RETURN_IF_ERROR(CheckFits(child, query));
  }
  return {};
}

bool IsNameField(QueryField field) {
  return field == QueryField::kProvider || field == QueryField::kService ||
         field == QueryField::kCouncil || field == QueryField::kCommittee ||
         field == QueryField::kTitle;
}

// council:St Wulfram, which asks for the word Wulfram on pages of any council called St.
void NoteSplitNames(const std::vector<QueryNode>& children, Query& query) {
  for (std::size_t i = 0; i + 1 < children.size(); ++i) {
    const QueryNode& field = children[i];
    const QueryNode& next = children[i + 1];
    const bool is_split = field.kind == QueryNode::Kind::kField && !field.is_quoted &&
                          IsNameField(field.field) && next.kind == QueryNode::Kind::kWord &&
                          next.text.front() >= 'A' && next.text.front() <= 'Z';
    if (!is_split) continue;
    query.notes.push_back(
        fmt::format("{0}: at character {1} takes one word, '{2}', and '{3}' is sought on the page: "
                    "if it belongs "
                    "to the name, write {0}:\"{2} {3}\"",
                    FieldName(field.field), field.offset_code_points + 1, field.text, next.text));
  }
}

// What the one who typed it may have meant otherwise.
void AddNotes(const QueryNode& node, Query& query) {
  if (node.kind == QueryNode::Kind::kWord) {
    const std::string lower = LowerAscii(node.text);
    if (lower == "or" || lower == "not") {
      query.notes.push_back(fmt::format(
          "'{}' at character {} is read as a word: {}", node.text, node.offset_code_points + 1,
          lower == "or" ? "to find either side, write OR in capitals"
                        : "to leave pages out, write NOT in capitals"));
    }
  }
  if (node.kind == QueryNode::Kind::kPhrase && !FormsOfWords(node.text).all) {
    query.notes.push_back(
        fmt::format("the phrase at character {} is looked for as it is written: it is too long for "
                    "other spellings of its words",
                    node.offset_code_points + 1));
  }
  if (node.kind == QueryNode::Kind::kAnd) NoteSplitNames(node.children, query);
  for (const QueryNode& child : node.children) AddNotes(child, query);
}

}  // namespace

Result<Query> ParseQuery(std::string_view text) {
  SCRUTINEER_RETURN_IF_ERROR(CheckSize(text));
  SCRUTINEER_ASSIGN_OR_RETURN(std::vector<QueryToken> tokens, LexQuery(text));
  if (tokens.size() == 1) {
    return Fail(ErrorCode::kQuery, "the query is empty (give at least one word)");
  }
  Query query;
  query.source = std::string(text);
  SCRUTINEER_ASSIGN_OR_RETURN(query.root, Parser(text, std::move(tokens)).Run());
  SCRUTINEER_RETURN_IF_ERROR(TakeScope(query));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool is_negative, CheckNegative(query.root, text));
  if (is_negative) {
    return Fail(QueryError(text, query.root.offset_code_points,
                           "the query only says which pages to leave out",
                           "add a word or field that they must have, as in: tender NOT youth"));
  }
  SCRUTINEER_RETURN_IF_ERROR(CheckFits(query.root, text));
  if (!query.root.children.empty()) AddNotes(query.root, query);
  JoinQualifiers(query.root);
  return query;
}

}  // namespace scrutineer::corpus

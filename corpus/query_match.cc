#include "corpus/query_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/prefix_forms.h"
#include "corpus/query_forms.h"

namespace scrutineer::corpus {
namespace {

constexpr int kMaxStackSymbols = 80;

// How tightly a part holds together: NOT binds tighter than AND, and AND tighter than OR.
enum class Binding { kOr, kAnd, kNot, kLeaf };

// A part of the expression. FTS5 has no unary NOT: a negative part waits for an AND to take it up.
struct Part {
  std::string text;
  Binding binding = Binding::kLeaf;
  int stack_symbols = 0;  // that FTS5's parser holds at most while it reads `text`
  bool is_negative = false;
};

std::string Quoted(std::string_view words) {
  std::string quoted = "\"";
  for (const char c : words) {
    if (c == '"') quoted.push_back('"');
    // FTS5 reads its expression up to the first NUL; no word holds one.
    quoted.push_back(c == '\0' ? ' ' : c);
  }
  return quoted + '"';
}

constexpr int kLeafSymbols = 4;
constexpr int kNearSymbols = 4;  // more than a leaf's

Part Leaf(std::string text) { return {std::move(text), Binding::kLeaf, kLeafSymbols, false}; }

// In parentheses unless the part holds together at least as tightly as `needed`. Each pair that is
// spared leaves room on the parser's stack.
Part Bound(Part part, Binding needed) {
  if (part.binding >= needed) return part;
  return {"(" + part.text + ")", Binding::kLeaf, part.stack_symbols + 1, part.is_negative};
}

// "a OP b OP c". The part that needs most of the parser's stack goes first, where nothing waits on
// the stack before it.
Part Joined(std::vector<Part> parts, Binding binding) {
  if (parts.size() == 1) return std::move(parts.front());
  for (Part& part : parts) part = Bound(std::move(part), binding);
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.stack_symbols > b.stack_symbols; });
  Part joined{std::move(parts[0].text), binding, parts[0].stack_symbols, false};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    joined.text += binding == Binding::kAnd ? " AND " : " OR ";
    joined.text += parts[i].text;
    joined.stack_symbols = std::max(joined.stack_symbols, parts[i].stack_symbols + 2);
  }
  return joined;
}

Part Without(Part found, Part left_out) {
  found = Bound(std::move(found), Binding::kNot);
  left_out = Bound(std::move(left_out), Binding::kLeaf);
  return {found.text + " NOT " + left_out.text, Binding::kNot,
          std::max(found.stack_symbols, left_out.stack_symbols + 2), false};
}

// Strings that FTS5 finds, each a phrase or a prefix of one: any of them is what the node asks for.
std::vector<std::string> Operands(const QueryNode& node) {
  std::vector<std::string> operands;
  if (node.kind != QueryNode::Kind::kPrefix) {
    for (const std::string& form : FormsOfWords(node.text).forms) operands.push_back(Quoted(form));
    return operands;
  }
  for (const std::string& prefix : FormsOfPrefix(node.text)) {
    operands.push_back(Quoted(prefix) + " *");
    for (const std::string& form : FormsBehindPrefix(prefix)) operands.push_back(Quoted(form));
  }
  return operands;
}

Part AnyOf(const std::vector<std::string>& operands) {
  std::vector<Part> parts;
  parts.reserve(operands.size());
  for (const std::string& operand : operands) parts.push_back(Leaf(operand));
  return Joined(std::move(parts), Binding::kOr);
}

// FTS5 has no alternatives within NEAR: one NEAR for each way to take one form of each operand.
Part Near(const QueryNode& node) {
  std::vector<std::string> lists = {""};
  for (const QueryNode& child : node.children) {
    std::vector<std::string> longer;
    for (const std::string& operand : Operands(child)) {
      for (const std::string& list : lists) {
        longer.push_back(list.empty() ? operand : fmt::format("{} {}", list, operand));
      }
    }
    lists = std::move(longer);
  }
  for (std::string& list : lists) list = fmt::format("NEAR({}, {})", list, node.distance);
  Part part = AnyOf(lists);
  part.stack_symbols += kNearSymbols;
  return part;
}

Part Compile(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::kNear) return Near(node);
  if (node.kind == Kind::kWord || node.kind == Kind::kPhrase || node.kind == Kind::kPrefix) {
    return AnyOf(Operands(node));
  }
  const std::vector<QueryNode> joined =
      node.kind == Kind::kAnd ? WithCompounds(node.children) : std::vector<QueryNode>();
  std::vector<Part> positive;
  std::vector<Part> negative;
  for (const QueryNode& child : node.kind == Kind::kAnd ? joined : node.children) {
    Part part = Compile(child);
    (part.is_negative ? negative : positive).push_back(std::move(part));
  }
  if (node.kind == Kind::kNot) {
    Part part = std::move(positive.empty() ? negative.front() : positive.front());
    part.is_negative = !part.is_negative;
    return part;
  }
  // Leaving out each of some is leaving out any of them, and the other way round.
  const Binding binding = node.kind == Kind::kAnd ? Binding::kAnd : Binding::kOr;
  if (negative.empty()) return Joined(std::move(positive), binding);
  Part left_out =
      Joined(std::move(negative), binding == Binding::kAnd ? Binding::kOr : Binding::kAnd);
  if (positive.empty()) {
    left_out.is_negative = true;
    return left_out;
  }
  return Without(Joined(std::move(positive), Binding::kAnd), std::move(left_out));
}

void CollectPositive(const QueryNode& node, bool is_positive,
                     std::vector<const QueryNode*>& texts) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::kField) return;
  if (node.kind == Kind::kNot) return CollectPositive(node.children[0], !is_positive, texts);
  if (node.kind != Kind::kAnd && node.kind != Kind::kOr) {
    if (is_positive) texts.push_back(&node);
    return;
  }
  for (const QueryNode& child : node.children) CollectPositive(child, is_positive, texts);
}

}  // namespace

bool IsTextOnly(const QueryNode& node) {
  return node.kind != QueryNode::Kind::kField &&
         std::all_of(node.children.begin(), node.children.end(), &IsTextOnly);
}

std::string MatchExpression(const QueryNode& node) { return Compile(node).text; }

bool IsNegative(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::kNot) return !IsNegative(node.children[0]);
  if (node.kind != Kind::kAnd && node.kind != Kind::kOr) return false;
  return std::all_of(node.children.begin(), node.children.end(), &IsNegative);
}

std::vector<const QueryNode*> PositiveTexts(const QueryNode& node) {
  std::vector<const QueryNode*> texts;
  CollectPositive(node, /*is_positive=*/true, texts);
  return texts;
}

std::string MatchAny(const std::vector<const QueryNode*>& texts) {
  std::vector<Part> parts;
  parts.reserve(texts.size());
  for (const QueryNode* text : texts) parts.push_back(Compile(*text));
  return parts.empty() ? std::string() : Joined(std::move(parts), Binding::kOr).text;
}

bool FitsFts5(const QueryNode& node) { return Compile(node).stack_symbols <= kMaxStackSymbols; }

}  // namespace scrutineer::corpus

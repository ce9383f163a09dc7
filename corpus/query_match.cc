#include "corpus/query_match.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/prefix_forms.h"

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

Part Prefix(const std::string& text) {
  std::vector<Part> parts = {Leaf(Quoted(text) + " *")};
  for (const std::string& form : FormsBehindPrefix(text)) {
    parts.push_back(Leaf(Quoted(form)));
  }
  return Joined(std::move(parts), Binding::kOr);
}

Part Compile(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::kPrefix) return Prefix(node.text);
  if (node.kind == Kind::kWord || node.kind == Kind::kPhrase) {
    return Leaf(Quoted(node.text));
  }
  std::vector<Part> positive;
  std::vector<Part> negative;
  for (const QueryNode& child : node.children) {
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

}  // namespace

std::string MatchExpression(const Query& query) { return Compile(query.root).text; }

bool FitsFts5(const QueryNode& node) { return Compile(node).stack_symbols <= kMaxStackSymbols; }

}  // namespace scrutineer::corpus

#include "corpus/query_match.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/prefix_forms.h"

namespace scrutineer::corpus {
namespace {

constexpr int kMaxStackSymbols = 80;

// A part of the expression. FTS5 has no unary NOT: a negative part waits for an AND to take it up.
struct Part {
  std::string text;
  bool is_negative = false;
  int stack_symbols = 0;  // that FTS5's parser holds at most while it reads `text`
};

std::string Quoted(std::string_view words) {
  std::string quoted = "\"";
  for (const char c : words) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  return quoted + '"';
}

// "(a OP b OP c)". The part that needs most of the parser's stack goes first, where nothing waits
// on the stack before it.
Part Joined(std::vector<Part> parts, std::string_view op) {
  if (parts.size() == 1) return std::move(parts.front());
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.stack_symbols > b.stack_symbols; });
  Part joined{"(", false, parts[0].stack_symbols + 1};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) joined.text += op;
    joined.text += parts[i].text;
    if (i > 0) joined.stack_symbols = std::max(joined.stack_symbols, parts[i].stack_symbols + 3);
  }
  joined.text += ')';
  return joined;
}

Part Without(const Part& found, const Part& left_out) {
  return {"(" + found.text + " NOT " + left_out.text + ")", false,
          std::max(found.stack_symbols + 1, left_out.stack_symbols + 3)};
}

constexpr int kLeafSymbols = 4;

Part Prefix(const std::string& text) {
  std::vector<Part> parts = {{Quoted(text) + " *", false, kLeafSymbols}};
  for (const std::string& form : FormsBehindPrefix(text)) {
    parts.push_back({Quoted(form), false, kLeafSymbols});
  }
  return Joined(std::move(parts), " OR ");
}

Part Compile(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::kPrefix) return Prefix(node.text);
  if (node.kind == Kind::kWord || node.kind == Kind::kPhrase) {
    return {Quoted(node.text), false, kLeafSymbols};
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
  const bool is_and = node.kind == Kind::kAnd;
  if (negative.empty()) return Joined(std::move(positive), is_and ? " AND " : " OR ");
  Part left_out = Joined(std::move(negative), is_and ? " OR " : " AND ");
  if (positive.empty()) {
    left_out.is_negative = true;
    return left_out;
  }
  return Without(Joined(std::move(positive), " AND "), left_out);
}

}  // namespace

std::string MatchExpression(const Query& query) { return Compile(query.root).text; }

bool FitsFts5(const QueryNode& node) { return Compile(node).stack_symbols <= kMaxStackSymbols; }

}  // namespace scrutineer::corpus

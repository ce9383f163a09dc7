#ifndef SCRUTINEER_TESTS_CORPUS_QUERY_TREE_H_
#define SCRUTINEER_TESTS_CORPUS_QUERY_TREE_H_

#include <fmt/format.h>

#include <string>

#include "corpus/query.h"
#include "corpus/query_fields.h"

namespace scrutineer::corpus {

inline std::string ShowField(const QueryNode& node) {
  const std::string name(FieldName(node.field));
  if (node.field == QueryField::kMoney) {
    const char* relations[] = {"=", ">", ">=", "<", "<="};
    return fmt::format("{}{}{}p", name, relations[static_cast<int>(node.comparison)], node.pence);
  }
  if (node.first || node.last) {
    return fmt::format("{}[{}..{}]", name, node.first ? FormatDate(*node.first) : "",
                       node.last ? FormatDate(*node.last) : "");
  }
  return fmt::format("{}:{}", name, node.text);
}

// The tree in brackets: word prefix* "phrase" field:value{qualifier, ...} (near10 ...) (and ...)
// (or ...) (not ...).
inline std::string Show(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::kWord) return node.text;
  if (node.kind == Kind::kPrefix) return node.text + "*";
  if (node.kind == Kind::kPhrase) return fmt::format("\"{}\"", node.text);
  if (node.kind == Kind::kField) {
    std::string qualifiers;
    for (const QueryNode& qualifier : node.qualifiers) {
      qualifiers += (qualifiers.empty() ? "" : ", ") + Show(qualifier);
    }
    return ShowField(node) + (qualifiers.empty() ? "" : "{" + qualifiers + "}");
  }
  std::string shown = node.kind == Kind::kAnd   ? "(and"
                      : node.kind == Kind::kOr  ? "(or"
                      : node.kind == Kind::kNot ? "(not"
                                                : fmt::format("(near{}", node.distance);
  for (const QueryNode& child : node.children) shown += fmt::format(" {}", Show(child));
  return shown + ")";
}

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_TESTS_CORPUS_QUERY_TREE_H_

#include "corpus/query_scope.h"

#include <optional>
#include <utility>
#include <vector>

#include "corpus/query_error.h"
#include "corpus/query_fields.h"
#include "corpus/query_forms.h"

namespace scrutineer::corpus {
namespace {

// Takes scope: out of the tree.
class ScopeTaker {
 public:
  explicit ScopeTaker(Query& query) : query_(query) {}

  Status Run() {
    if (IsScope(query_.root)) {
      return Fail(QueryError(query_.source, query_.root.offset_code_points,
                             "scope: only says where to look",
                             "add what to find, as in: scope:paper tender redundancy"));
    }
    if (query_.root.kind == QueryNode::Kind::kAnd) {
      SCRUTINEER_RETURN_IF_ERROR(TakeFrom(query_.root.children));
    }
    return CheckNoneLeft(query_.root);
  }

 private:
  static bool IsScope(const QueryNode& node) {
    return node.kind == QueryNode::Kind::kField && node.field == QueryField::kScope;
  }

  Status TakeFrom(std::vector<QueryNode>& children) {
    std::optional<QueryScope> scope;
    std::vector<QueryNode> kept;
    for (QueryNode& child : children) {
      if (!IsScope(child)) {
        kept.push_back(std::move(child));
        continue;
      }
      const auto named = ScopeFromName(child.text);
      if (scope && scope != named) {
        return Fail(QueryError(query_.source, child.offset_code_points, "scope: stands here twice",
                               "leave one of them out"));
      }
      scope = named;
      query_.root.offset_code_points = child.offset_code_points;
    }
    if (kept.empty()) {
      return Fail(QueryError(query_.source, query_.root.offset_code_points,
                             "scope: only says where to look",
                             "add what to find, as in: scope:paper tender redundancy"));
    }
    query_.scope = scope.value_or(QueryScope::kPage);
    children = std::move(kept);
    if (children.size() == 1) {
      QueryNode only = std::move(children.front());
      query_.root = std::move(only);
    } else {
      query_.root.offset_code_points = children.front().offset_code_points;
    }
    return {};
  }

  Status CheckNoneLeft(const QueryNode& node) const {
    if (IsScope(node)) {
      return Fail(QueryError(query_.source, node.offset_code_points,
                             "scope: holds for the whole query, and stands here in a part of it",
                             "write it once, outside of OR, NOT and parentheses"));
    }
    for (const QueryNode& child : node.children) {
      SCRUTINEER_RETURN_IF_ERROR(CheckNoneLeft(child));
    }
    return {};
  }

  Query& query_;
};

// Where parts of a query are answered one by one, words side by side must be one part.
void JoinCompounds(QueryNode& node) {
  for (QueryNode& child : node.children) JoinCompounds(child);
  if (node.kind != QueryNode::Kind::kAnd) return;
  std::vector<QueryNode> joined = WithCompounds(node.children);
  if (joined.size() > 1) {
    node.children = std::move(joined);
  } else {
    node = std::move(joined.front());
  }
}

}  // namespace

Status TakeScope(Query& query) {
  SCRUTINEER_RETURN_IF_ERROR(ScopeTaker(query).Run());
  if (query.scope != QueryScope::kPage) JoinCompounds(query.root);
  return {};
}

}  // namespace scrutineer::corpus

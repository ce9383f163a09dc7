#include "corpus/query_qualifiers.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace scrutineer::corpus {
namespace {

using NodeKind = QueryNode::Kind;

bool IsGroup(const QueryNode& node) {
  return node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr || node.kind == NodeKind::kNot;
}

// What can be true of a mention beside its tag and rule: a field, or a group of nothing else.
bool IsQualifier(const QueryNode& node) {
  if (IsGroup(node)) {
    return std::all_of(node.children.begin(), node.children.end(), &IsQualifier);
  }
  return node.kind == NodeKind::kField &&
         (node.field == QueryField::kStatus || node.field == QueryField::kStage ||
          node.field == QueryField::kMoney);
}

// A tag or rule, or any of some.
bool IsQualified(const QueryNode& node) {
  if (node.kind == NodeKind::kOr) {
    return std::all_of(node.children.begin(), node.children.end(), &IsQualified);
  }
  return node.kind == NodeKind::kField &&
         (node.field == QueryField::kTag || node.field == QueryField::kRule);
}

void Qualify(QueryNode& node, const std::vector<QueryNode>& qualifiers) {
  for (QueryNode& child : node.children) Qualify(child, qualifiers);
  if (node.kind != NodeKind::kField) return;
  node.qualifiers.insert(node.qualifiers.end(), qualifiers.begin(), qualifiers.end());
}

// Amounts may well stand twice: money>1k money<2k.
bool StandsTwice(const QueryNode& node, const std::vector<QueryNode>& children) {
  if (node.kind != NodeKind::kField || node.field == QueryField::kMoney) return false;
  return std::count_if(children.begin(), children.end(), [&](const QueryNode& other) {
           return other.kind == NodeKind::kField && other.field == node.field;
         }) > 1;
}

}  // namespace

void JoinQualifiers(QueryNode& node) {
  for (QueryNode& child : node.children) JoinQualifiers(child);
  if (node.kind != NodeKind::kAnd ||
      std::none_of(node.children.begin(), node.children.end(), &IsQualified)) {
    return;
  }
  std::vector<QueryNode> kept;
  std::vector<QueryNode> qualifiers;
  for (const QueryNode& child : node.children) {
    const bool joins = IsQualifier(child) && !StandsTwice(child, node.children);
    (joins ? qualifiers : kept).push_back(child);
  }
  for (QueryNode& child : kept) {
    if (IsQualified(child)) Qualify(child, qualifiers);
  }
  if (kept.size() > 1) {
    node.children = std::move(kept);
  } else {
    QueryNode only = std::move(kept.front());
    node = std::move(only);
  }
}

}  // namespace scrutineer::corpus

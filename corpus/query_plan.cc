#include "corpus/query_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "corpus/query_match.h"

namespace scrutineer::corpus {
namespace {

using NodeKind = QueryNode::Kind;

// Whether no page can answer without one of the words that are to be found.
bool NeedsText(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::kField:
    case NodeKind::kNot:
      return false;
    case NodeKind::kAnd:
      return std::any_of(node.children.begin(), node.children.end(), &NeedsText);
    case NodeKind::kOr:
      return std::all_of(node.children.begin(), node.children.end(), &NeedsText);
    default:
      return true;
  }
}

// Provider before tag: the shorter list first.
int ListOrder(QueryField field) {
  switch (field) {
    case QueryField::kProvider:
      return 0;
    case QueryField::kService:
      return 1;
    case QueryField::kMoney:
      return 2;
    case QueryField::kOcr:
      return 3;
    default:
      return 4;
  }
}

class Planner {
 public:
  Planner(Database& database, const Query& query, UnknownValues unknown_values)
      : query_(query), fields_(database, query.source, unknown_values) {}

  Result<QueryPlan> Run() {
    plan_.range = PagesBetween(std::nullopt, std::nullopt);
    SCRUTINEER_RETURN_IF_ERROR(CollectMentions(query_.root, /*is_positive=*/true));
    for (const QueryNode* node : Conjuncts()) {
      if (node->kind != NodeKind::kField || !IsPaperField(node->field)) continue;
      SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, fields_.OnPaper(*node));
      plan_.of_papers.Add(condition);
    }
    SCRUTINEER_RETURN_IF_ERROR(query_.scope == QueryScope::kPaper ? PlanPaper() : PlanPage());
    return std::move(plan_);
  }

 private:
  std::vector<const QueryNode*> Conjuncts() const {
    if (query_.root.kind != NodeKind::kAnd) return {&query_.root};
    std::vector<const QueryNode*> conjuncts;
    for (const QueryNode& child : query_.root.children) conjuncts.push_back(&child);
    return conjuncts;
  }

  void LeadByMatch(std::string match) {
    plan_.match = std::move(match);
    plan_.page = "pages_fts.rowid";
  }

  Status PlanPage() {
    QueryNode texts;
    texts.kind = NodeKind::kAnd;
    std::vector<const QueryNode*> others;
    for (const QueryNode* node : Conjuncts()) {
      if (IsTextOnly(*node)) {
        texts.children.push_back(*node);
      } else {
        others.push_back(node);
      }
    }
    const bool finds_text = !std::all_of(texts.children.begin(), texts.children.end(), &IsNegative);
    plan_.highlight = MatchAny(PositiveTexts(query_.root));
    if (finds_text) {
      const QueryNode& all = texts.children.size() == 1 ? texts.children[0] : texts;
      LeadByMatch(MatchExpression(all));
      if (PositiveTexts(query_.root).size() == PositiveTexts(all).size()) {
        plan_.highlight = plan_.match;
      }
    } else {
      if (NeedsText(query_.root)) LeadByMatch(plan_.highlight);
      for (const QueryNode& node : texts.children) {
        SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, Condition(node));
        plan_.conditions.Add(condition);
      }
    }
    return AddOthers(others);
  }

  Status AddOthers(const std::vector<const QueryNode*>& others) {
    const QueryNode* leading = nullptr;
    for (const QueryNode* node : others) {
      if (node->kind != NodeKind::kField || !plan_.match.empty() || IsPaperField(node->field))
        continue;
      SCRUTINEER_ASSIGN_OR_RETURN(const auto list, fields_.PagesWith(*node));
      if (!list || (leading != nullptr && ListOrder(leading->field) <= ListOrder(node->field))) {
        continue;
      }
      leading = node;
      plan_.pages = *list;
    }
    for (const QueryNode* node : others) {
      if (node == leading) continue;
      if (node->kind == NodeKind::kField && (node->first || node->last)) {
        const PageIdRange range = PagesBetween(node->first, node->last);
        plan_.range.first = std::max(plan_.range.first, range.first);
        plan_.range.last = std::min(plan_.range.last, range.last);
        continue;
      }
      // At the top a list of ids may lead FTS5.
      SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, node->kind == NodeKind::kField
                                                               ? fields_.OnPage(*node, plan_.page)
                                                               : Condition(*node));
      plan_.conditions.Add(condition);
    }
    return {};
  }

  // All conditions hold in the paper; its pages with any of the words (or fields) are shown.
  Status PlanPaper() {
    plan_.highlight = MatchAny(PositiveTexts(query_.root));
    if (NeedsText(query_.root)) LeadByMatch(plan_.highlight);
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, Condition(query_.root));
    plan_.conditions.Add(condition);
    if (!plan_.match.empty()) return {};
    SqlText any{"(", {}};
    SCRUTINEER_RETURN_IF_ERROR(AddShown(query_.root, /*is_positive=*/true, any));
    any += ")";
    if (any.sql != "()") plan_.conditions.Add(any);
    return {};
  }

  Status AddShown(const QueryNode& node, bool is_positive, SqlText& any) {
    if (node.kind == NodeKind::kNot) return AddShown(node.children[0], !is_positive, any);
    if (node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr) {
      for (const QueryNode& child : node.children) {
        SCRUTINEER_RETURN_IF_ERROR(AddShown(child, is_positive, any));
      }
      return {};
    }
    if (!is_positive || (node.kind == NodeKind::kField && IsPaperField(node.field))) return {};
    if (any.sql != "(") any += " OR ";
    if (node.kind != NodeKind::kField) {
      any += TextOnPage(node);
      return {};
    }
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, fields_.OnPage(node, PageWithin()));
    any += condition;
    return {};
  }

  // The page's id where it must not lead into the index: in an alternative of OR, FTS5 would be
  // asked by id only, and could not answer the MATCH that stands beside.
  std::string PageWithin() const { return "+" + plan_.page; }

  SqlText TextOnPage(const QueryNode& node) const {
    return {fmt::format("{} {}IN (SELECT rowid FROM pages_fts WHERE pages_fts MATCH ?)",
                        PageWithin(), IsNegative(node) ? "NOT " : ""),
            {MatchExpression(node)}};
  }

  // A tree as one SQL expression.
  Result<SqlText> Condition(const QueryNode& node) {
    const bool by_paper = query_.scope == QueryScope::kPaper;
    if (node.kind == NodeKind::kField) {
      SCRUTINEER_ASSIGN_OR_RETURN(
          SqlText field, by_paper ? fields_.OnPaper(node) : fields_.OnPage(node, plan_.page));
      return field;
    }
    if (!by_paper && IsTextOnly(node)) return TextOnPage(node);
    if (node.kind == NodeKind::kNot) {
      SCRUTINEER_ASSIGN_OR_RETURN(const SqlText inner, Condition(node.children[0]));
      SqlText negated{"NOT (", {}};
      negated += inner;
      negated += ")";
      return negated;
    }
    if (node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr) return JoinedCondition(node);
    return SqlText{fmt::format("v.id IN (SELECT {} FROM pages_fts WHERE pages_fts MATCH ?)",
                               VersionOfPage("rowid")),
                   {MatchExpression(node)}};
  }

  Result<SqlText> JoinedCondition(const QueryNode& node) {
    SqlText joined{"(", {}};
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      SCRUTINEER_ASSIGN_OR_RETURN(const SqlText child, Condition(node.children[i]));
      if (i > 0) joined += node.kind == NodeKind::kAnd ? " AND " : " OR ";
      joined += child;
    }
    joined += ")";
    return joined;
  }

  Status CollectMentions(const QueryNode& node, bool is_positive) {
    if (node.kind == NodeKind::kNot) return CollectMentions(node.children[0], !is_positive);
    for (const QueryNode& child : node.children) {
      SCRUTINEER_RETURN_IF_ERROR(CollectMentions(child, is_positive));
    }
    if (node.kind != NodeKind::kField || !is_positive || !IsMentionField(node.field)) return {};
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText mention, fields_.OnMention(node));
    AddAlternative(mention, plan_.mentions);
    return {};
  }

  const Query& query_;
  FieldSql fields_;
  QueryPlan plan_;
};

}  // namespace

Result<QueryPlan> PlanQuery(Database& database, const Query& query, UnknownValues unknown_values) {
  return Planner(database, query, unknown_values).Run();
}

SqlText FromClause(const QueryPlan& plan) {
  const std::string versions =
      fmt::format(" CROSS JOIN versions v ON v.id = {}", VersionOfPage(plan.page));
  if (!plan.match.empty()) return {"pages_fts" + versions, {}};
  if (plan.pages.sql.empty()) {
    return {"versions v CROSS JOIN pages pg ON pg.version_id = v.id", {}};
  }
  SqlText from{"(SELECT DISTINCT page_id AS id FROM (", {}};
  from += plan.pages;
  from += ")) pg" + versions;
  return from;
}

}  // namespace scrutineer::corpus

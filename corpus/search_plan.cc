#include "corpus/search_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/item_scope.h"
#include "corpus/page_id.h"
#include "corpus/query_plan.h"
#include "corpus/query_qualifiers.h"

namespace scrutineer::corpus {
namespace {

// On versions v, beside that they are current.
SqlConditions VersionConditions(const PageSelection& selection) {
  SqlConditions conditions;
  AddPaperConditions(selection.filter.paper, conditions);
  if (selection.filter.paper_id) conditions.Add("v.paper_id = ?", *selection.filter.paper_id);
  return conditions;
}

// The filter's tags become a field of the query, so that its status:, stage: and money hold of
// them.
Query WithTags(Query query, const std::vector<Tag>& tags) {
  using Kind = QueryNode::Kind;
  QueryNode any;
  any.kind = Kind::kOr;
  for (const Tag tag : tags) {
    QueryNode field;
    field.kind = Kind::kField;
    field.text = TagName(tag);
    any.children.push_back(field);
  }
  if (any.children.size() == 1) any = QueryNode(any.children.front());
  QueryNode all;
  all.kind = Kind::kAnd;
  if (query.root.kind == Kind::kAnd) {
    all.children = std::move(query.root.children);
  } else {
    all.children.push_back(std::move(query.root));
  }
  all.children.push_back(std::move(any));
  query.root = std::move(all);
  JoinQualifiers(query.root);
  return query;
}

}  // namespace

SqlText SearchPlan::FromWhere(const SqlConditions& more) const {
  SqlText text{"FROM ", {}};
  text += from;
  text += fmt::format(" WHERE {} AND ", more.ToSql());
  text.values.insert(text.values.end(), more.values().begin(), more.values().end());
  text += where.ToSql();
  text.values.insert(text.values.end(), where.values().begin(), where.values().end());
  return text;
}

Result<SearchPlan> PlanSearch(Database& database, MatchFinder& matches,
                              const PageSelection& asked) {
  PageSelection selection = asked;
  if (selection.query && selection.query->scope == QueryScope::kPage &&
      !selection.filter.tags.empty()) {
    selection.query = WithTags(*selection.query, selection.filter.tags);
    selection.filter.tags.clear();
  }
  QueryPlan query;
  query.range = PagesBetween(std::nullopt, std::nullopt);
  if (selection.query) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        query, selection.query->scope == QueryScope::kItem
                   ? PlanByItem(database, matches, selection)
                   : PlanQuery(database, *selection.query, selection.unknown_values));
  }
  SearchPlan plan;
  plan.page = query.page;
  plan.from = FromClause(query);
  plan.by_match = !query.match.empty();
  plan.by_date_index = query.match.empty() && query.pages.sql.empty();
  plan.highlight = query.highlight;
  plan.of_papers = query.of_papers;
  plan.mentions = query.mentions;
  SCRUTINEER_ASSIGN_OR_RETURN(const SqlText of_filter, AskedMentions(database, selection.filter));
  if (!of_filter.sql.empty()) AddAlternative(of_filter, plan.mentions);
  plan.match = query.match;
  plan.all_versions = selection.all_versions;
  plan.range = PagesBetween(selection.filter.paper.since, selection.filter.paper.until);
  plan.range.first = std::max(plan.range.first, query.range.first);
  plan.range.last = std::min(plan.range.last, query.range.last);
  const SqlConditions of_versions = VersionConditions(selection);
  SqlConditions of_pages;
  SCRUTINEER_RETURN_IF_ERROR(AddPageConditions(database, selection.filter, plan.page, of_pages));
  of_pages.Add(query.conditions);
  plan.by_match_alone = plan.by_match && of_versions.empty() && of_pages.empty();

  if (plan.by_match) plan.where.Add("pages_fts MATCH ?", {plan.match});
  // FTS5 goes directly to a range of ids.
  plan.where.Add(fmt::format("{} >= ?", plan.page), plan.range.first);
  plan.where.Add(fmt::format("{} <= ?", plan.page), plan.range.last);
  for (SqlConditions* conditions : {&plan.where, &plan.of_papers}) {
    if (!selection.all_versions) conditions->Add("v.is_current");
    conditions->Add(of_versions);
  }
  plan.where.Add(of_pages);
  return plan;
}

}  // namespace scrutineer::corpus

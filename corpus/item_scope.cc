#include "corpus/item_scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "corpus/query_match.h"
#include "corpus/search_plan.h"

namespace scrutineer::corpus {
namespace {

using NodeKind = QueryNode::Kind;

constexpr int kNoItem = -1;

// Where in a paper: a page's number and a byte of its text.
using TextPlace = std::pair<int, std::int64_t>;

// The items and reports of one version.
class ItemMap {
 public:
  Status Load(Database& database, std::int64_t version_id) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows,
        database.Query("SELECT first_page, start_byte, last_page, end_byte FROM sections"
                       " WHERE version_id = ?1 AND kind IN ('item', 'report')"
                       " ORDER BY first_page, start_byte",
                       version_id));
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return {};
      items_.push_back({{rows.Int(0), rows.Int64(1)}, {rows.Int(2), rows.Int64(3)}});
    }
  }

  // The innermost item around a place: of those around it the one that begins last.
  int ItemAt(const TextPlace& place) const {
    int item = kNoItem;
    for (std::size_t i = 0; i < items_.size() && items_[i].begin <= place; ++i) {
      if (place < items_[i].end) item = static_cast<int>(i);
    }
    return item;
  }

  // All items of which a part stands on the page.
  std::vector<int> ItemsOnPage(int page_number) const {
    std::vector<int> items = {ItemAt({page_number, 0})};
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].begin.first == page_number) items.push_back(static_cast<int>(i));
    }
    return items;
  }

 private:
  struct Item {
    TextPlace begin;
    TextPlace end;
  };
  std::vector<Item> items_;  // by where they begin
};

// What a leaf of the query finds in one version.
struct LeafPlaces {
  bool everywhere = false;  // a field that holds for the paper
  std::set<std::pair<std::int64_t, int>> page_items;
};

class ItemPlanner {
 public:
  ItemPlanner(Database& database, MatchFinder& matches, const PageSelection& selection)
      : database_(database),
        matches_(matches),
        selection_(selection),
        query_(*selection.query),
        fields_(database, query_.source, selection.unknown_values) {}

  Result<QueryPlan> Run() {
    // Also gives what is known without looking at pages: the words to show, the fields of papers.
    Query by_paper = query_;
    by_paper.scope = QueryScope::kPaper;
    SCRUTINEER_ASSIGN_OR_RETURN(QueryPlan plan,
                                PlanQuery(database_, by_paper, selection_.unknown_values));
    texts_only_ = !plan.match.empty();
    CollectLeaves(query_.root, /*is_positive=*/true);
    SCRUTINEER_ASSIGN_OR_RETURN(const auto versions, Candidates());
    for (const std::int64_t version : versions) {
      SCRUTINEER_RETURN_IF_ERROR(LookAt(version));
    }
    QueryPlan found;
    found.highlight = std::move(plan.highlight);
    found.range = plan.range;
    found.of_papers = plan.of_papers;
    found.mentions = std::move(plan.mentions);
    found.pages = {"SELECT value AS page_id FROM json_each(?)", {nlohmann::json(pages_).dump()}};
    return found;
  }

 private:
  struct LeafOfQuery {
    const QueryNode* node = nullptr;
    bool is_positive = true;
  };

  void CollectLeaves(const QueryNode& node, bool is_positive) {
    if (node.kind == NodeKind::kNot) return CollectLeaves(node.children[0], !is_positive);
    if (node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr) {
      for (const QueryNode& child : node.children) CollectLeaves(child, is_positive);
      return;
    }
    leaves_.push_back({&node, is_positive});
  }

  // Versions that may hold an answer: what is left out of an item may stand in another.
  Result<std::vector<std::int64_t>> Candidates() {
    SqlText sql{"SELECT v.id FROM versions v WHERE ", {}};
    SqlConditions conditions;
    if (!selection_.all_versions) conditions.Add("v.is_current");
    AddPaperConditions(selection_.filter.paper, conditions);
    if (selection_.filter.paper_id) conditions.Add("v.paper_id = ?", *selection_.filter.paper_id);
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText possible, Possible(query_.root));
    conditions.Add(possible);
    SCRUTINEER_ASSIGN_OR_RETURN(Statement rows,
                                database_.PrepareOnce(sql.sql + conditions.ToSql()));
    conditions.BindTo(rows, 1);
    std::vector<std::int64_t> versions;
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return versions;
      versions.push_back(rows.Int64(0));
    }
  }

  Result<SqlText> Possible(const QueryNode& node) {
    if (node.kind == NodeKind::kNot) return SqlText{"1", {}};
    if (node.kind == NodeKind::kField) return fields_.OnPaper(node);
    if (node.kind != NodeKind::kAnd && node.kind != NodeKind::kOr) {
      return SqlText{fmt::format("v.id IN (SELECT {} FROM pages_fts WHERE pages_fts MATCH ?)",
                                 VersionOfPage("rowid")),
                     {MatchExpression(node)}};
    }
    SqlText joined{"(", {}};
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      SCRUTINEER_ASSIGN_OR_RETURN(const SqlText child, Possible(node.children[i]));
      if (i > 0) joined += node.kind == NodeKind::kAnd ? " AND " : " OR ";
      joined += child;
    }
    joined += ")";
    return joined;
  }

  Status LookAt(std::int64_t version_id) {
    ItemMap items;
    SCRUTINEER_RETURN_IF_ERROR(items.Load(database_, version_id));
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement ends,
        database_.Query("SELECT min(id), max(id) FROM pages WHERE version_id = ?1", version_id));
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, ends.Step());
    if (!found || ends.IsNull(0)) return {};
    const PageIdRange pages{ends.Int64(0), ends.Int64(1)};
    places_.clear();
    for (const LeafOfQuery& leaf : leaves_) {
      SCRUTINEER_ASSIGN_OR_RETURN(LeafPlaces places,
                                  PlacesOf(*leaf.node, version_id, pages, items));
      places_[leaf.node] = std::move(places);
    }
    for (const LeafOfQuery& leaf : leaves_) {
      const bool is_shown =
          leaf.is_positive && (leaf.node->kind != NodeKind::kField || !texts_only_);
      if (!is_shown) continue;
      for (const auto& [page_id, item] : places_[leaf.node].page_items) {
        if (Holds(query_.root, item)) pages_.insert(page_id);
      }
    }
    return {};
  }

  Result<LeafPlaces> PlacesOf(const QueryNode& leaf, std::int64_t version_id, PageIdRange pages,
                              const ItemMap& items) {
    if (leaf.kind != NodeKind::kField) return PlacesOfText(leaf, pages, items);
    LeafPlaces places;
    if (IsPaperField(leaf.field)) {
      SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, fields_.OnPaper(leaf));
      SCRUTINEER_ASSIGN_OR_RETURN(
          Statement row,
          database_.Prepare("SELECT 1 FROM versions v WHERE v.id = ? AND " + condition.sql));
      row.Bind(1, version_id);
      BindValues(condition.values, row, 2);
      SCRUTINEER_ASSIGN_OR_RETURN(places.everywhere, row.Step());
      return places;
    }
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText sql, fields_.PlacesWith(leaf));
    SCRUTINEER_ASSIGN_OR_RETURN(Statement rows, database_.Prepare(sql.sql));
    rows.Bind(1, pages.first);
    rows.Bind(2, pages.last);
    BindValues(sql.values, rows, 3);
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return places;
      const std::int64_t page_id = rows.Int64(0);
      const int number = DecodePageId(page_id).page_number;
      if (rows.Int64(1) >= 0) {
        places.page_items.emplace(page_id, items.ItemAt({number, rows.Int64(1)}));
        continue;
      }
      for (const int item : items.ItemsOnPage(number)) places.page_items.emplace(page_id, item);
    }
  }

  Result<LeafPlaces> PlacesOfText(const QueryNode& leaf, PageIdRange pages, const ItemMap& items) {
    const std::string match = MatchExpression(leaf);
    SCRUTINEER_ASSIGN_OR_RETURN(
        Statement rows, database_.Query("SELECT rowid FROM pages_fts WHERE pages_fts MATCH ?1"
                                        " AND rowid >= ?2 AND rowid <= ?3",
                                        match, pages.first, pages.last));
    LeafPlaces places;
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return places;
      const std::int64_t page_id = rows.Int64(0);
      const int number = DecodePageId(page_id).page_number;
      const std::vector<int> possible = items.ItemsOnPage(number);
      if (possible.size() == 1) {
        places.page_items.emplace(page_id, possible[0]);
        continue;
      }
      SCRUTINEER_ASSIGN_OR_RETURN(const auto found_places, matches_.Find(page_id, match));
      for (const TextMatch& one : found_places) {
        places.page_items.emplace(page_id, items.ItemAt({number, one.span.begin}));
      }
    }
  }

  bool Holds(const QueryNode& node, int item) const {
    if (node.kind == NodeKind::kNot) return !Holds(node.children[0], item);
    const auto holds = [&](const QueryNode& child) { return Holds(child, item); };
    if (node.kind == NodeKind::kAnd) {
      return std::all_of(node.children.begin(), node.children.end(), holds);
    }
    if (node.kind == NodeKind::kOr) {
      return std::any_of(node.children.begin(), node.children.end(), holds);
    }
    const LeafPlaces& places = places_.at(&node);
    return places.everywhere ||
           std::any_of(places.page_items.begin(), places.page_items.end(),
                       [&](const auto& place) { return place.second == item; });
  }

  Database& database_;
  MatchFinder& matches_;
  const PageSelection& selection_;
  const Query& query_;
  FieldSql fields_;
  bool texts_only_ = false;  // only pages with words are shown
  std::vector<LeafOfQuery> leaves_;
  std::map<const QueryNode*, LeafPlaces> places_;  // in the version that is looked at
  std::set<std::int64_t> pages_;
};

}  // namespace

Result<QueryPlan> PlanByItem(Database& database, MatchFinder& matches,
                             const PageSelection& selection) {
  return ItemPlanner(database, matches, selection).Run();
}

}  // namespace scrutineer::corpus

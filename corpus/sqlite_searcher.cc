#include "corpus/sqlite_searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "corpus/facet_counter.h"
#include "corpus/page_id.h"
#include "corpus/paper_groups.h"
#include "corpus/series_counter.h"

namespace scrutineer::corpus {
namespace {

// Ends statements when a limit is reached, for as long as it lives.
class LimitWatch {
 public:
  LimitWatch(Database& database, const SearchLimits& limits)
      : database_(database), limits_(limits) {
    if (!limits.time && limits.stop == nullptr) return;
    if (limits.time) deadline_ = std::chrono::steady_clock::now() + *limits.time;
    is_set_ = true;
    database_.SetInterrupt([this] { return IsOver(); });
  }
  ~LimitWatch() {
    if (is_set_) database_.SetInterrupt({});
  }
  LimitWatch(const LimitWatch&) = delete;
  LimitWatch& operator=(const LimitWatch&) = delete;

  // The reason why a statement was ended, in place of the database's.
  Error Explain(Error error) const {
    if (error.code != ErrorCode::kCancelled || !timed_out_) return error;
    const double seconds = static_cast<double>(limits_.time->count()) / 1000;
    return {ErrorCode::kTimeLimit,
            fmt::format("the search took longer than the limit of {:g} s (ask for rarer words, add "
                        "a field such as council: or since:, or raise the limit with --time-limit)",
                        seconds),
            {}};
  }

 private:
  bool IsOver() {
    if (limits_.stop != nullptr && limits_.stop->load()) return true;
    timed_out_ = limits_.time && std::chrono::steady_clock::now() >= deadline_;
    return timed_out_;
  }

  Database& database_;
  const SearchLimits& limits_;
  std::chrono::steady_clock::time_point deadline_;
  bool is_set_ = false;
  bool timed_out_ = false;
};

// Pages by date as SQL orders them.
std::string OrderBy(SearchOrder order, const SearchPlan& plan) {
  if (order == SearchOrder::kOldest) {
    // Unknown dates last; within a meeting as papers came, and papers from page 1 on.
    return fmt::format(" ORDER BY {0} < (1 << 43), {0} >> 17, {0} DESC", plan.page);
  }
  // The same order twice: without words the index of dates gives it with nothing to sort.
  return plan.by_date_index ? std::string(" ORDER BY v.meeting_date DESC, v.id DESC, pg.number")
                            : fmt::format(" ORDER BY {} DESC", plan.page);
}

// Pages behind one, in an order by date.
SqlConditions Behind(SearchOrder order, const SearchPlan& plan,
                     const std::optional<RankedPage>& after) {
  SqlConditions conditions;
  if (!after) return conditions;
  if (order == SearchOrder::kOldest) {
    conditions.Add(SqlText{
        fmt::format("({0} < (1 << 43), {0} >> 17, -{0}) > (? < (1 << 43), ? >> 17, -?)", plan.page),
        {after->page_id, after->page_id, after->page_id}});
  } else {
    conditions.Add(fmt::format("{} < ?", plan.page), after->page_id);
  }
  return conditions;
}

std::size_t AtLeastZero(int number) { return static_cast<std::size_t>(std::max(number, 0)); }

}  // namespace

template <typename Work>
auto SqliteSearcher::Limited(const SearchLimits& limits, const Work& work) -> decltype(work()) {
  SCRUTINEER_RETURN_IF_ERROR(batch_.FlushIndex());
  const ReadSnapshot snapshot(database_);
  if (!snapshot.begun()) return Fail(snapshot.begun().error());
  const LimitWatch watch(database_, limits);
  const auto was_written = directory_.Refresh();
  if (!was_written) return Fail(watch.Explain(was_written.error()));
  if (*was_written) versions_.Clear();
  auto result = work();
  if (!result) return Fail(watch.Explain(std::move(result).error()));
  return result;
}

Result<SearchResult> SqliteSearcher::Search(const SearchRequest& request) {
  return Limited(request.limits, [&] { return Run(request); });
}

Result<Series> SqliteSearcher::Count(const PageSelection& selection, SeriesUnit unit) {
  return Limited(selection.limits, [&]() -> Result<Series> {
    SCRUTINEER_ASSIGN_OR_RETURN(const SearchPlan plan, PlanSearch(database_, matches_, selection));
    SCRUTINEER_ASSIGN_OR_RETURN(const auto found, Collect(plan, /*with_scores=*/false));
    return CountSeries(database_, plan, found.pages, unit);
  });
}

Result<SearchResult> SqliteSearcher::Run(const SearchRequest& request) {
  std::optional<RankedPage> after;
  if (!request.cursor.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(after, DecodeCursor(request, request.cursor));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const SearchPlan plan, PlanSearch(database_, matches_, request));
  SearchResult result;
  const bool by_date = request.order != SearchOrder::kRelevance || plan.highlight.empty();
  const bool needs_all = !by_date || plan.by_match_alone || request.pages_of_paper > 0 ||
                         !request.facets.empty() || request.fold_duplicates;
  DuplicateFolder folder(database_, directory_);
  SCRUTINEER_ASSIGN_OR_RETURN(const Shown shown,
                              needs_all ? ShowFromAll(request, plan, after, folder, result)
                                        : ShowByDate(request, plan, after, result));
  for (const RankedPage& page : shown.pages) {
    const auto behind = folder.Behind(page.page_id);
    SCRUTINEER_ASSIGN_OR_RETURN(const RankedPage to_show, duplicates_.PageToShow(page, behind));
    const auto matches = shown.matches.find(to_show.page_id);
    const bool are_known = matches != shown.matches.end() && plan.highlight == plan.match;
    SCRUTINEER_ASSIGN_OR_RETURN(SearchHit hit,
                                hits_.Load(plan, to_show, are_known ? &matches->second : nullptr));
    if (request.fold_duplicates && folder.HasDuplicates(page.page_id)) {
      SCRUTINEER_RETURN_IF_ERROR(duplicates_.AddOthers(page, behind, hit));
    }
    result.hits.push_back(std::move(hit));
  }
  if (shown.more && !shown.pages.empty()) {
    // Of the last paper its best page stands for it.
    const std::size_t last =
        result.groups.empty() ? shown.pages.size() - 1 : result.groups.back().first_hit;
    result.next_cursor = EncodeCursor(request, shown.pages[last]);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(result.pages_without_text, PagesWithoutText(plan));
  return result;
}

Result<MatchScanner::Found> SqliteSearcher::Collect(const SearchPlan& plan, bool with_scores) {
  if (!plan.by_match_alone) {
    SCRUTINEER_ASSIGN_OR_RETURN(auto pages, CollectByJoin(plan, with_scores));
    return MatchScanner::Found{std::move(pages), {}};
  }
  return scanner_.Scan({plan.match, plan.range, !plan.all_versions, with_scores});
}

Result<std::vector<RankedPage>> SqliteSearcher::CollectByJoin(const SearchPlan& plan,
                                                              bool with_scores) {
  const bool scores_rows = with_scores && plan.by_match;
  if (scores_rows) SCRUTINEER_RETURN_IF_ERROR(scanner_.Register());
  const SqlText sql = plan.FromWhere();
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.PrepareOnce(fmt::format("SELECT {}{} {}", plan.page,
                                        scores_rows ? ", page_score(pages_fts, ?)" : "", sql.sql)));
  Scoring scoring;
  if (scores_rows) scanner_.BindScores(rows, 1, scoring);
  BindValues(sql.values, rows, scores_rows ? 2 : 1);
  std::vector<RankedPage> pages;
  while (true) {
    const Result<bool> found = rows.Step();
    if (!found) return Fail(scoring.error.value_or(found.error()));
    if (!*found) break;
    pages.push_back({rows.Int64(0), scores_rows ? rows.Real(1) : 0});
  }
  if (with_scores && !plan.by_match && !plan.highlight.empty()) {
    SCRUTINEER_RETURN_IF_ERROR(AddScores(plan, pages));
  }
  return pages;
}

Status SqliteSearcher::AddScores(const SearchPlan& plan, std::vector<RankedPage>& pages) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const MatchScanner::Found scored,
      scanner_.Scan({plan.highlight, plan.range, !plan.all_versions, /*with_scores=*/true}));
  std::unordered_map<std::int64_t, double> by_id;
  for (const RankedPage& page : scored.pages) by_id.emplace(page.page_id, page.score);
  for (RankedPage& page : pages) {
    if (const auto found = by_id.find(page.page_id); found != by_id.end()) {
      page.score = found->second;
    }
  }
  return {};
}

Result<SqliteSearcher::Shown> SqliteSearcher::ShowFromAll(const SearchRequest& request,
                                                          const SearchPlan& plan,
                                                          const std::optional<RankedPage>& after,
                                                          DuplicateFolder& folder,
                                                          SearchResult& result) {
  const SearchOrder order = plan.highlight.empty() && request.order == SearchOrder::kRelevance
                                ? SearchOrder::kNewest
                                : request.order;
  // One pass over all hits counts them and keeps the best.
  SCRUTINEER_ASSIGN_OR_RETURN(MatchScanner::Found found,
                              Collect(plan, order == SearchOrder::kRelevance));
  std::vector<RankedPage>& pages = found.pages;
  result.total = static_cast<std::int64_t>(pages.size());
  FacetCounter counter(database_, pages);
  for (const FacetName facet : request.facets) {
    SCRUTINEER_ASSIGN_OR_RETURN(Facet counted, counter.Count(facet, request.facet_limit));
    result.facets.push_back(std::move(counted));
  }
  if (request.fold_duplicates) {
    SCRUTINEER_RETURN_IF_ERROR(folder.Fold(pages, order, request.pages_of_paper > 0));
  }
  result.total_hits = static_cast<std::int64_t>(pages.size());
  const auto before = [&](const RankedPage& a, const RankedPage& b) {
    return ComesBefore(order, a, b);
  };
  Shown shown;
  if (request.pages_of_paper > 0) {
    std::sort(pages.begin(), pages.end(), before);
    GroupedPages grouped = GroupByPaper(pages, request, order, after);
    result.papers = grouped.papers;
    result.groups = std::move(grouped.groups);
    return Shown{std::move(grouped.pages), grouped.more, std::move(found.matches)};
  }
  if (after) {
    const auto was_shown = [&](const RankedPage& page) { return !before(*after, page); };
    pages.erase(std::remove_if(pages.begin(), pages.end(), was_shown), pages.end());
  }
  // Pages come by ascending id: from the end on, the newest are found at once.
  if (order != SearchOrder::kOldest) std::reverse(pages.begin(), pages.end());
  const std::size_t first = std::min(AtLeastZero(request.offset), pages.size());
  const std::size_t last = std::min(first + AtLeastZero(request.limit), pages.size());
  const auto end = pages.begin() + static_cast<std::ptrdiff_t>(last);
  std::partial_sort(pages.begin(), end, pages.end(), before);
  shown.more = last < pages.size();
  shown.matches = std::move(found.matches);
  shown.pages.assign(pages.begin() + static_cast<std::ptrdiff_t>(first), end);
  return shown;
}

Result<SqliteSearcher::Shown> SqliteSearcher::ShowByDate(const SearchRequest& request,
                                                         const SearchPlan& plan,
                                                         const std::optional<RankedPage>& after,
                                                         SearchResult& result) {
  const SqlText all = plan.FromWhere();
  SCRUTINEER_ASSIGN_OR_RETURN(Statement count, database_.PrepareOnce("SELECT count(*) " + all.sql));
  BindValues(all.values, count, 1);
  SCRUTINEER_ASSIGN_OR_RETURN(const bool counted, count.Step());
  if (counted) result.total = count.Int64(0);
  result.total_hits = result.total;

  const SqlText behind = plan.FromWhere(Behind(request.order, plan, after));
  SCRUTINEER_ASSIGN_OR_RETURN(Statement rows, database_.PrepareOnce(fmt::format(
                                                  "SELECT {} {}{} LIMIT ? OFFSET ?", plan.page,
                                                  behind.sql, OrderBy(request.order, plan))));
  const int next = BindValues(behind.values, rows, 1);
  // One more tells whether any follow.
  const std::size_t take = AtLeastZero(request.limit);
  rows.Bind(next, static_cast<std::int64_t>(take) + 1);
  rows.Bind(next + 1, static_cast<std::int64_t>(AtLeastZero(request.offset)));
  Shown shown;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return shown;
    if (shown.pages.size() == take) {
      shown.more = true;
      return shown;
    }
    shown.pages.push_back({rows.Int64(0), 0});
  }
}

Result<std::int64_t> SqliteSearcher::PagesWithoutText(const SearchPlan& plan) {
  const std::string sql = fmt::format(
      "SELECT total(v.pages_unsearchable) FROM versions v INDEXED BY versions_unsearchable"
      " WHERE v.pages_unsearchable > 0 AND ({})",
      plan.of_papers.ToSql());
  // That of all papers is asked by most searches.
  SCRUTINEER_ASSIGN_OR_RETURN(Statement row, plan.of_papers.values().empty()
                                                 ? database_.Prepare(sql)
                                                 : database_.PrepareOnce(sql));
  plan.of_papers.BindTo(row, 1);
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  return found ? row.Int64(0) : 0;
}

}  // namespace scrutineer::corpus

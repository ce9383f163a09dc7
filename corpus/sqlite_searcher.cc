#include "corpus/sqlite_searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "corpus/fts_tokenizer.h"
#include "corpus/page_id.h"
#include "corpus/query_match.h"
#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

constexpr std::uint32_t kSnippetBytes = 280;

// All that one search reads is of one moment, whatever a writer does meanwhile.
class ReadSnapshot {
 public:
  explicit ReadSnapshot(Database& database)
      : database_(database), is_outer_(!database.in_transaction()) {
    if (is_outer_) begun_ = database_.Run("BEGIN");
  }
  ~ReadSnapshot() {
    if (is_outer_) database_.Rollback();
  }
  ReadSnapshot(const ReadSnapshot&) = delete;
  ReadSnapshot& operator=(const ReadSnapshot&) = delete;
  const Status& begun() const { return begun_; }

 private:
  Database& database_;
  bool is_outer_;
  Status begun_;
};

// `page` names the page's id in SQL.
std::string OrderBy(SearchOrder order, std::string_view page, bool has_query) {
  if (order == SearchOrder::kOldest) {
    // Unknown dates last; within a meeting as papers came, and papers from page 1 on.
    return fmt::format(" ORDER BY {0} < (1 << 43), {0} >> 17, {0} DESC", page);
  }
  // The same order twice: without a query the index of dates gives it with nothing to sort.
  return has_query ? fmt::format(" ORDER BY {} DESC", page)
                   : std::string(" ORDER BY v.meeting_date DESC, v.id DESC, pg.number");
}

bool Asks(const MentionFilter& filter) {
  return !filter.tags.empty() || !filter.rules.empty() || !filter.providers.empty() ||
         !filter.services.empty();
}

// Whether the filter asks for a mention like this one.
class MentionWanted {
 public:
  explicit MentionWanted(const MentionFilter& filter) : filter_(filter) {
    for (const std::string& name : filter.providers) providers_.insert(Fold(name));
    for (const std::string& name : filter.services) services_.insert(Fold(name));
  }

  bool operator()(const Mention& mention) const {
    const auto named = [&](const std::set<std::string>& names) {
      return names.contains(Fold(mention.entity_name)) || names.contains(Fold(mention.entity_id));
    };
    return std::count(filter_.tags.begin(), filter_.tags.end(), mention.tag) > 0 ||
           std::count(filter_.rules.begin(), filter_.rules.end(), mention.rule) > 0 ||
           (mention.tag == Tag::kProvider && named(providers_)) ||
           (mention.tag == Tag::kService && named(services_));
  }

 private:
  const MentionFilter& filter_;
  std::set<std::string> providers_;
  std::set<std::string> services_;
};

void AddVersionConditions(const SearchRequest& request, SqlConditions& conditions) {
  if (!request.all_versions) conditions.Add("v.is_current");
  AddPaperConditions(request.filter.paper, conditions);
  if (request.filter.paper_id) conditions.Add("v.paper_id = ?", *request.filter.paper_id);
}

}  // namespace

Result<SearchResult> SqliteSearcher::Search(const SearchRequest& request) {
  SCRUTINEER_RETURN_IF_ERROR(batch_.FlushIndex());
  const ReadSnapshot snapshot(database_);
  if (!snapshot.begun()) return Fail(snapshot.begun().error());
  return Run(request);
}

Result<SqliteSearcher::Plan> SqliteSearcher::MakePlan(const SearchRequest& request) {
  Plan plan;
  plan.skip = static_cast<std::size_t>(std::max(request.offset, 0));
  plan.take = static_cast<std::size_t>(std::max(request.limit, 0));
  std::string_view page = "pg.id";
  if (request.query) {
    page = "pages_fts.rowid";
    plan.match = MatchExpression(*request.query);
    plan.conditions.Add("pages_fts MATCH ?", {plan.match});
    // FTS5 goes directly to a range of ids.
    const PageIdRange range = PagesBetween(request.filter.paper.since, request.filter.paper.until);
    plan.conditions.Add("pages_fts.rowid >= ?", range.first);
    plan.conditions.Add("pages_fts.rowid <= ?", range.last);
    plan.from = "pages_fts CROSS JOIN versions v ON v.id = ((pages_fts.rowid >> 17) & 67108863)";
  } else {
    plan.from = "versions v CROSS JOIN pages pg ON pg.version_id = v.id";
  }
  AddVersionConditions(request, plan.conditions);
  SCRUTINEER_RETURN_IF_ERROR(AddPageConditions(database_, request.filter, page, plan.conditions));
  return plan;
}

Result<SearchResult> SqliteSearcher::Run(const SearchRequest& request) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Plan plan, MakePlan(request));
  SearchResult result;
  const bool by_relevance = request.query && request.order == SearchOrder::kRelevance;
  SCRUTINEER_ASSIGN_OR_RETURN(
      const std::vector<RankedPage> pages,
      by_relevance ? RankByRelevance(plan, result) : RankByDate(plan, request.order, result));
  for (const RankedPage& page : pages) {
    SCRUTINEER_ASSIGN_OR_RETURN(SearchHit hit, LoadHit(request, plan, page));
    result.hits.push_back(std::move(hit));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(result.pages_without_text, PagesWithoutText(request));
  return result;
}

Result<std::vector<SqliteSearcher::RankedPage>> SqliteSearcher::RankByRelevance(
    const Plan& plan, SearchResult& result) {
  // One pass over all hits counts them and keeps the best.
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.PrepareOnce(fmt::format("SELECT pages_fts.rowid, bm25(pages_fts) FROM {} WHERE {}",
                                        plan.from, plan.conditions.ToSql())));
  plan.conditions.BindTo(rows, 1);
  std::vector<RankedPage> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    pages.push_back({rows.Int64(0), -rows.Real(1)});
  }
  result.total = static_cast<std::int64_t>(pages.size());
  const std::size_t first = std::min(plan.skip, pages.size());
  const std::size_t last = std::min(first + plan.take, pages.size());
  const auto end = pages.begin() + static_cast<std::ptrdiff_t>(last);
  std::partial_sort(pages.begin(), end, pages.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.page_id > b.page_id;
  });
  return std::vector<RankedPage>(pages.begin() + static_cast<std::ptrdiff_t>(first), end);
}

Result<std::vector<SqliteSearcher::RankedPage>> SqliteSearcher::RankByDate(const Plan& plan,
                                                                           SearchOrder order,
                                                                           SearchResult& result) {
  const bool has_query = !plan.match.empty();
  const std::string_view page = has_query ? "pages_fts.rowid" : "pg.id";
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement count, database_.PrepareOnce(fmt::format("SELECT count(*) FROM {} WHERE {}",
                                                         plan.from, plan.conditions.ToSql())));
  plan.conditions.BindTo(count, 1);
  SCRUTINEER_ASSIGN_OR_RETURN(const bool counted, count.Step());
  if (counted) result.total = count.Int64(0);
  SCRUTINEER_ASSIGN_OR_RETURN(Statement rows,
                              database_.PrepareOnce(fmt::format(
                                  "SELECT {} FROM {} WHERE {}{} LIMIT ? OFFSET ?", page, plan.from,
                                  plan.conditions.ToSql(), OrderBy(order, page, has_query))));
  const int next = plan.conditions.BindTo(rows, 1);
  rows.Bind(next, static_cast<std::int64_t>(plan.take));
  rows.Bind(next + 1, static_cast<std::int64_t>(plan.skip));
  std::vector<RankedPage> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return pages;
    pages.push_back({rows.Int64(0), 0});
  }
}

Result<std::int64_t> SqliteSearcher::PagesWithoutText(const SearchRequest& request) {
  SqlConditions conditions;
  AddVersionConditions(request, conditions);
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.PrepareOnce(fmt::format(
          "SELECT total(v.pages_unsearchable) FROM versions v WHERE {}", conditions.ToSql())));
  conditions.BindTo(row, 1);
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  return found ? row.Int64(0) : 0;
}

Result<SearchHit> SqliteSearcher::LoadHit(const SearchRequest& request, const Plan& plan,
                                          RankedPage page) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Query(
          fmt::format("SELECT {}, v.sha256, pg.number, pg.label, pg.text,"
                      " pg.next_page_start_byte, pg.next_page_end_byte, pg.ocr_confidence, v.id"
                      " FROM pages pg JOIN versions v ON v.id = pg.version_id"
                      " JOIN papers p ON p.id = v.paper_id WHERE pg.id = ?1",
                      kPaperColumns),
          page.page_id));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) {
    return Fail(
        ErrorCode::kCorrupt,
        fmt::format("the index names page {}, which is not stored (run `scrutineer doctor`)",
                    page.page_id),
        database_.file().string());
  }
  SearchHit hit;
  hit.page_id = page.page_id;
  hit.score = page.score;
  hit.paper = ReadPaperColumns(row, 0);
  hit.sha256 = row.String(kPaperColumnCount);
  hit.page_number = row.Int(kPaperColumnCount + 1);
  hit.page_label = row.String(kPaperColumnCount + 2);
  const ByteSpan from_next_page = ReadSpan(row, kPaperColumnCount + 4);
  SCRUTINEER_ASSIGN_OR_RETURN(const ByteSpan passage,
                              FillPassage(request, plan, row.Text(kPaperColumnCount + 3), hit));
  hit.last_page = LastPageOf(hit.page_number, passage, from_next_page);
  hit.ocr_confidence = ReadConfidence(row, kPaperColumnCount + 6);
  const std::uint32_t within = hit.highlights.empty() ? 0 : hit.highlights.front().begin;
  SCRUTINEER_ASSIGN_OR_RETURN(hit.under, sections_.Around(row.Int64(kPaperColumnCount + 7),
                                                          hit.page_number, passage.begin + within));
  return hit;
}

Result<ByteSpan> SqliteSearcher::FillPassage(const SearchRequest& request, const Plan& plan,
                                             std::string_view text, SearchHit& hit) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::vector<Mention> mentions, mentions_.OnPage(hit.page_id));
  std::set<Tag> tags;
  for (const Mention& mention : mentions) tags.insert(mention.tag);
  hit.tags.assign(tags.begin(), tags.end());

  std::vector<TextMatch> matches;
  if (!plan.match.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(matches, matches_.Find(hit.page_id, plan.match));
  } else if (Asks(request.filter)) {
    const MentionWanted is_wanted(request.filter);
    for (const Mention& mention : mentions) {
      if (mention.span.end > text.size() || !is_wanted(mention)) continue;
      matches.push_back({mention.span, static_cast<int>(mention.tag)});
    }
  }
  const Passage passage = ChoosePassage(text, matches, kSnippetBytes);
  hit.snippet = std::string(passage.span.Of(text));
  hit.highlights = passage.highlights;
  hit.snippet_starts_page = passage.span.begin == 0;
  hit.snippet_ends_page = passage.span.end == text.size();
  return passage.span;
}

}  // namespace scrutineer::corpus

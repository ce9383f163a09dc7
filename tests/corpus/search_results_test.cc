// Paging, grouping, facets and time series.

#include <catch2/catch.hpp>
#include <set>

#include "tests/corpus/search_corpus.h"

namespace scrutineer::corpus {
namespace {

// Thirty papers of three councils and four years, of one to three pages, five without a date.
void FillMany(CorpusFixture& fixture) {
  for (int i = 0; i < 30; ++i) {
    std::vector<std::string> pages;
    for (int page = 0; page <= i % 3; ++page) {
      std::string text = "Paper " + std::to_string(i) + " of the council.";
      for (int k = 0; k <= (i + page) % 4; ++k) text += " Tender.";
      pages.push_back(text);
    }
    const std::string date =
        i % 6 == 5 ? "" : "202" + std::to_string(i % 4) + "-0" + std::to_string(1 + i % 9) + "-10";
    ReadPaper paper = PaperOf("p" + std::to_string(100 + i), pages, date,
                              i % 3 == 0   ? "Aldermere"
                              : i % 3 == 1 ? "Calderbrook"
                                           : "");
    paper.metadata.kind = i % 2 == 0 ? PaperKind::kReport : PaperKind::kMinutes;
    if (i % 5 == 0) {
      paper.mentions[0] = {MentionOf(Tag::kTender, pages[0], "Tender"),
                           MentionOf(Tag::kProvider, pages[0], "council", "veolia", "Veolia"),
                           MentionOf(Tag::kProvider, pages[0], "Paper", "veolia", "Veolia")};
    }
    Get(fixture.papers().Add(paper));
  }
  Ok(fixture.papers().Commit());
}

TEST_CASE("pages of results follow one another: none twice, none left out") {
  CorpusFixture fixture;
  FillMany(fixture);
  for (const std::string query : {"tender", "", "council:Aldermere OR tender", "tag:tender"}) {
    for (const SearchOrder order :
         {SearchOrder::kRelevance, SearchOrder::kNewest, SearchOrder::kOldest}) {
      for (const int pages_of_paper : {0, 2}) {
        for (const bool with_facets : {false, true}) {
          INFO(query << " in order " << static_cast<int>(order) << " grouped " << pages_of_paper);
          SearchRequest request = Ask(query);
          request.order = order;
          request.pages_of_paper = pages_of_paper;
          if (with_facets) request.facets = {FacetName::kCouncil};
          request.limit = 1000;
          const SearchResult all = Get(fixture.searcher().Search(request));
          CHECK(all.next_cursor.empty());
          request.limit = 7;
          Places walked;
          while (true) {
            const SearchResult part = Get(fixture.searcher().Search(request));
            CHECK(part.total == all.total);
            const Places places = PlacesOf(part);
            walked.insert(walked.end(), places.begin(), places.end());
            request.cursor = part.next_cursor;
            if (request.cursor.empty()) break;
            REQUIRE(walked.size() < 1000);
          }
          CHECK(walked == PlacesOf(all));
          CHECK(std::set<std::string>(walked.begin(), walked.end()).size() == walked.size());
        }
      }
    }
  }
}

TEST_CASE("a cursor goes on with its own search only") {
  CorpusFixture fixture;
  FillMany(fixture);
  SearchRequest request = Ask("tender");
  request.limit = 3;
  const std::string cursor = Get(fixture.searcher().Search(request)).next_cursor;
  REQUIRE_FALSE(cursor.empty());
  CHECK(cursor.find_first_not_of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
        std::string::npos);
  const auto refused = [&](SearchRequest other, const std::string& what) {
    const Error error = ErrorOf(fixture.searcher().Search(other));
    CHECK(error.code == ErrorCode::kUsage);
    CHECK_THAT(error.message, Catch::Contains(what));
  };
  SearchRequest other = Ask("tender council");
  other.cursor = cursor;
  refused(other, "belongs to another search");
  other = request;
  other.cursor = cursor;
  other.order = SearchOrder::kNewest;
  refused(other, "belongs to another search");
  other.order = request.order;
  other.filter.tags = {Tag::kTender};
  refused(other, "belongs to another search");
  other.filter = {};
  other.pages_of_paper = 1;
  refused(other, "belongs to another search");
  other.pages_of_paper = 0;
  for (const std::string& bad :
       std::vector<std::string>{"x", "not a cursor!", "", cursor.substr(1)}) {
    other.cursor = bad;
    if (!bad.empty()) refused(other, "no cursor");
  }
  std::string newer = cursor;
  newer[0] = 'B';
  other.cursor = newer;
  refused(other, "another version");
  // More of the same may be asked for.
  other.cursor = cursor;
  other.limit = 5;
  CHECK(Get(fixture.searcher().Search(other)).hits.size() == 5);
}

TEST_CASE("hits can be grouped by paper") {
  CorpusFixture fixture;
  FillMany(fixture);
  SearchRequest request = Ask("tender");
  request.pages_of_paper = 2;
  request.limit = 4;
  request.offset = 1;
  const SearchResult result = Get(fixture.searcher().Search(request));
  CHECK(result.total == 60);
  CHECK(result.papers == 30);
  REQUIRE(result.groups.size() == 4);
  std::size_t next = 0;
  double last_score = 1e9;
  for (const PaperGroup& group : result.groups) {
    CHECK(group.first_hit == next);
    next += group.hits;
    CHECK(group.hits <= 2);
    CHECK(group.pages >= static_cast<std::int64_t>(group.hits));
    const SearchHit& best = result.hits[group.first_hit];
    CHECK(best.score <= last_score);
    last_score = best.score;
    for (std::size_t i = 0; i < group.hits; ++i) {
      CHECK(result.hits[group.first_hit + i].paper.id == best.paper.id);
    }
  }
  CHECK(next == result.hits.size());
}

const Facet& FacetOf(const SearchResult& result, FacetName name) {
  for (const Facet& facet : result.facets) {
    if (facet.name == name) return facet;
  }
  FAIL("the facet was not counted");
  return result.facets[0];
}

std::string ShowFacet(const Facet& facet) {
  std::string shown;
  for (const FacetValue& value : facet.values) {
    shown += value.value + "=" + std::to_string(value.pages) + " ";
  }
  return shown + "without=" + std::to_string(facet.pages_without);
}

TEST_CASE("facets count the pages found, exactly") {
  CorpusFixture fixture;
  FillMany(fixture);
  SearchRequest request = Ask("tender");
  request.facets = AllFacets();
  request.limit = 1;
  const SearchResult result = Get(fixture.searcher().Search(request));
  CHECK(result.total == 60);
  CHECK(result.hits.size() == 1);
  CHECK(ShowFacet(FacetOf(result, FacetName::kCouncil)) ==
        "Calderbrook=20 Aldermere=10 without=30");
  CHECK(ShowFacet(FacetOf(result, FacetName::kCommittee)) == "Cabinet=60 without=0");
  CHECK(ShowFacet(FacetOf(result, FacetName::kKind)) == "minutes=30 report=30 without=0");
  CHECK(ShowFacet(FacetOf(result, FacetName::kTag)) == "provider=6 tender=6 without=54");
  CHECK(ShowFacet(FacetOf(result, FacetName::kProvider)) == "Veolia=6 without=54");
  CHECK(ShowFacet(FacetOf(result, FacetName::kService)) == "without=60");
  // Every value that is counted leads to as many pages.
  for (const FacetValue& year : FacetOf(result, FacetName::kYear).values) {
    CHECK(Get(fixture.searcher().Search(Ask("tender date:" + year.value))).total == year.pages);
  }
  // Few pages and many are counted in different ways.
  request = Ask("tag:provider council:Aldermere");
  request.facets = {FacetName::kTag, FacetName::kProvider};
  const SearchResult few = Get(fixture.searcher().Search(request));
  CHECK(few.total == 2);
  CHECK(ShowFacet(few.facets[0]) == "provider=2 tender=2 without=0");
  CHECK(ShowFacet(few.facets[1]) == "Veolia=2 without=0");
  request.facets = {FacetName::kTag};
  request.facet_limit = 1;
  const SearchResult one = Get(fixture.searcher().Search(request));
  CHECK(one.facets[0].values.size() == 1);
  CHECK(one.facets[0].distinct == 2);
}

TEST_CASE("a series counts pages, papers and mentions by time") {
  CorpusFixture fixture;
  const auto add = [&](std::string locator, std::string date) {
    const std::string text = "Tender and tender of " + locator;
    ReadPaper paper = PaperOf(locator, {text, "Tender"}, date);
    paper.mentions[0] = {MentionOf(Tag::kTender, text, "Tender"),
                         MentionOf(Tag::kTender, text, "tender"),
                         MentionOf(Tag::kConsultation, text, "and")};
    Get(fixture.papers().Add(paper));
  };
  add("a", "2023-11-30");
  add("b", "2024-02-01");
  add("c", "2024-02-29");
  add("d", "");
  Ok(fixture.papers().Commit());
  const auto show = [&](std::string_view query, SeriesUnit unit) {
    const Series series = Get(fixture.searcher().Count(Ask(query), unit));
    std::string shown;
    for (const SeriesPoint& point : series.points) {
      shown += FormatDate(point.first_day) + ":" + std::to_string(point.pages) + "/" +
               std::to_string(point.papers) + "/" + std::to_string(point.mentions) + " ";
    }
    return shown + "undated " + std::to_string(series.undated) + " of " +
           std::to_string(series.total);
  };
  CHECK(show("tender", SeriesUnit::kMonth) ==
        "2023-11-01:2/1/0 2023-12-01:0/0/0 2024-01-01:0/0/0 2024-02-01:4/2/0 undated 2 of 8");
  CHECK(show("tag:tender", SeriesUnit::kQuarter) ==
        "2023-10-01:1/1/2 2024-01-01:2/2/4 undated 1 of 4");
  CHECK(show("tag:tender", SeriesUnit::kYear) ==
        "2023-01-01:1/1/2 2024-01-01:2/2/4 undated 1 of 4");
  CHECK(show("zyzzyva", SeriesUnit::kMonth) == "undated 0 of 0");
  CHECK(Get(fixture.searcher().Count(Ask("tag:tender"), SeriesUnit::kYear)).counts_mentions);
  CHECK_FALSE(Get(fixture.searcher().Count(Ask("tender"), SeriesUnit::kYear)).counts_mentions);
}

}  // namespace
}  // namespace scrutineer::corpus

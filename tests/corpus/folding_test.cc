// Searches that fold pages with the same words into one hit.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "corpus/duplicate_folder.h"
#include "tests/corpus/search_corpus.h"

namespace scrutineer::corpus {
namespace {

// A page about `subject` that says "tender" so often.
std::string PageAbout(const std::string& subject, int tenders = 1) {
  std::string text = "The " + subject + " of the council.";
  for (int i = 0; i < tenders; ++i) text += " Tender.";
  for (int i = 0; i < 40; ++i) text += " " + subject + static_cast<char>('a' + i % 26) + subject;
  return text;
}

SearchRequest AskFolded(std::string_view query) {
  SearchRequest request = Ask(query);
  request.fold_duplicates = true;
  return request;
}

// "b.pdf#1, old a.pdf#2"
std::string AlsoIn(const SearchHit& hit) {
  std::string places;
  for (const DuplicatePage& page : hit.also_in) {
    if (!places.empty()) places += ", ";
    if (page.fetched_at) places += "old ";
    places += page.paper.locator + "#" + std::to_string(page.page_number);
  }
  return places;
}

// A single report, whose page 2 a later version changed, and a pack with both of its pages.
void FillPackAndReport(CorpusFixture& fixture) {
  Get(fixture.papers().Add(PaperOf("report.pdf", {PageAbout("care"), PageAbout("lido")})));
  fixture.clock().Set(fixture.clock().Now() + std::chrono::hours(24));
  Get(fixture.papers().Add(PaperOf("report.pdf", {PageAbout("care"), PageAbout("baths")})));
  Get(fixture.papers().Add(
      PaperOf("pack.pdf", {"Agenda", PageAbout("care") + " Page", PageAbout("baths")})));
  Get(fixture.papers().Add(
      PaperOf("other.pdf", {PageAbout("parks")}, "2020-01-01", "Calderbrook")));
  Ok(fixture.papers().Commit());
}

// Pages are looked up one by one and noted at first, then found in a list of all.
TEST_CASE("folding: a search finds the same before and after one of thousands of pages") {
  CorpusFixture fixture;
  FillPackAndReport(fixture);
  std::vector<std::string> pages;
  for (int i = 0; i < 2'100; ++i) pages.push_back("Tender " + std::to_string(i));
  Get(fixture.papers().Add(PaperOf("list.pdf", pages)));
  Ok(fixture.papers().Commit());
  const auto found = [&](std::string_view query) {
    std::string lines;
    for (const SearchHit& hit : Get(fixture.searcher().Search(AskFolded(query))).hits) {
      lines +=
          hit.paper.locator + "#" + std::to_string(hit.page_number) + ": " + AlsoIn(hit) + "\n";
    }
    return lines;
  };
  const std::string first = found("care tender");
  CHECK(first.find("old report.pdf#1") != std::string::npos);
  CHECK(found("care tender") == first);
  CHECK(Get(fixture.searcher().Search(AskFolded("tender"))).total > 2'100);
  CHECK(found("care tender") == first);
}

TEST_CASE("folding: a pack, its report and the version before are one hit that names all") {
  CorpusFixture fixture;
  FillPackAndReport(fixture);
  for (const SearchOrder order :
       {SearchOrder::kRelevance, SearchOrder::kNewest, SearchOrder::kOldest}) {
    INFO("order " << static_cast<int>(order));
    SearchRequest request = AskFolded("care tender");
    request.order = order;
    const SearchResult result = Get(fixture.searcher().Search(request));
    REQUIRE(result.hits.size() == 1);
    CHECK(result.total == 2);
    CHECK(result.total_hits == 1);
    CHECK(result.next_cursor.empty());
    const SearchHit& hit = result.hits[0];
    CHECK(hit.also_in_total == 2);
    const bool shows_pack = hit.paper.locator == "pack.pdf";
    CHECK(AlsoIn(hit) ==
          (shows_pack ? "report.pdf#1, old report.pdf#1" : "pack.pdf#2, old report.pdf#1"));
    CHECK(hit.also_in[0].resemblance < 1);
    CHECK(hit.also_in[0].resemblance > 0.9);
    REQUIRE(hit.also_in[1].fetched_at);
    CHECK(*hit.also_in[1].fetched_at == Instant(std::chrono::seconds(1'710'000'000)));
    CHECK(hit.also_in[1].resemblance == (shows_pack ? hit.also_in[0].resemblance : 1));
  }
  // Unfolded all stand by themselves, and say nothing of one another.
  const SearchResult unfolded = Get(fixture.searcher().Search(Ask("care tender")));
  CHECK(Sorted(PlacesOf(unfolded)) == Places{"pack.pdf#2", "report.pdf#1"});
  CHECK(unfolded.total_hits == 2);
  CHECK(AlsoIn(unfolded.hits[0]).empty());
}

TEST_CASE("folding: a filter that only one page passes leaves that page the hit") {
  CorpusFixture fixture;
  FillPackAndReport(fixture);
  for (const std::string title : {"report", "pack"}) {
    const SearchResult result =
        Get(fixture.searcher().Search(AskFolded("baths title:" + title + ".pdf")));
    INFO(title);
    REQUIRE(result.hits.size() == 1);
    CHECK(result.total == 1);
    CHECK(result.hits[0].paper.locator == title + ".pdf");
    // The other does not answer; the version before has other words.
    CHECK(AlsoIn(result.hits[0]).empty());
    CHECK(result.hits[0].also_in_total == 0);
  }
}

TEST_CASE("folding: with all versions the newest stands for those before") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("a.pdf", {PageAbout("care", 2)}, "2024-05-01")));
  // The newer one is of an earlier meeting and says "tender" less often: first in no order.
  Get(fixture.papers().Add(PaperOf("a.pdf", {PageAbout("care", 1)}, "2024-03-01")));
  for (const SearchOrder order : {SearchOrder::kRelevance, SearchOrder::kNewest}) {
    SearchRequest request = AskFolded("tender");
    request.order = order;
    request.all_versions = true;
    const SearchResult result = Get(fixture.searcher().Search(request));
    INFO("order " << static_cast<int>(order));
    REQUIRE(result.hits.size() == 1);
    CHECK(result.total == 2);
    CHECK(result.hits[0].paper.metadata.meeting_date == DateOf("2024-03-01"));
    CHECK(AlsoIn(result.hits[0]) == "old a.pdf#1");
  }
}

TEST_CASE("folding: facets and series count pages, groups by paper count hits") {
  CorpusFixture fixture;
  FillPackAndReport(fixture);
  SearchRequest request = AskFolded("tender");
  request.facets = {FacetName::kCouncil};
  const SearchResult result = Get(fixture.searcher().Search(request));
  CHECK(result.total == 5);
  CHECK(result.total_hits == 3);
  REQUIRE(result.facets.size() == 1);
  CHECK(result.facets[0].values[0].pages == 4);
  request.pages_of_paper = 5;
  const SearchResult grouped = Get(fixture.searcher().Search(request));
  CHECK(grouped.total == 5);
  CHECK(grouped.total_hits == 3);
  // All that one of pack and report holds stands in the other, too.
  CHECK(grouped.papers == 2);
  REQUIRE(grouped.groups.size() == 2);
  CHECK(grouped.groups[0].pages + grouped.groups[1].pages == 3);
}

TEST_CASE("folding: pages of results follow one another, and name every page once") {
  CorpusFixture fixture;
  std::mt19937 random(11);
  std::map<std::string, int> texts;
  std::size_t pages = 0;
  for (int i = 0; i < 60; ++i) {
    std::vector<std::string> of_paper;
    for (unsigned page = 0; page <= random() % 3; ++page) {
      const int subject = static_cast<int>(random() % 26);
      of_paper.push_back(
          PageAbout(std::string("subject") + static_cast<char>('A' + subject), 1 + subject % 4));
      ++texts[of_paper.back()];
      ++pages;
    }
    const std::string date =
        random() % 6 == 0 ? "" : "202" + std::to_string(random() % 4) + "-03-10";
    ReadPaper paper = PaperOf("p" + std::to_string(100 + i), of_paper, date);
    paper.sha256 = Sha256Hex(paper.locator);  // papers with the same words have other bytes
    Get(fixture.papers().Add(paper));
  }
  Ok(fixture.papers().Commit());
  for (const SearchOrder order :
       {SearchOrder::kRelevance, SearchOrder::kNewest, SearchOrder::kOldest}) {
    INFO("order " << static_cast<int>(order));
    SearchRequest request = AskFolded("tender");
    request.order = order;
    request.limit = 4;
    Places walked;
    Places named;
    while (true) {
      const SearchResult part = Get(fixture.searcher().Search(request));
      CHECK(part.total == static_cast<std::int64_t>(pages));
      CHECK(part.total_hits == static_cast<std::int64_t>(texts.size()));
      for (const SearchHit& hit : part.hits) {
        walked.push_back(hit.paper.locator + "#" + std::to_string(hit.page_number));
        named.push_back(walked.back());
        for (const DuplicatePage& page : hit.also_in) {
          named.push_back(page.paper.locator + "#" + std::to_string(page.page_number));
        }
        CHECK(hit.also_in_total == static_cast<std::int64_t>(hit.also_in.size()));
      }
      request.cursor = part.next_cursor;
      if (request.cursor.empty()) break;
      REQUIRE(walked.size() < 1000);
    }
    CHECK(walked.size() == texts.size());
    CHECK(named.size() == pages);
    CHECK(std::set<std::string>(named.begin(), named.end()).size() == pages);
    // The same by one long page, by offset, and as the first of each text among the unfolded.
    request.limit = 1000;
    CHECK(PlacesOf(Get(fixture.searcher().Search(request))) == walked);
    request.offset = 3;
    CHECK(PlacesOf(Get(fixture.searcher().Search(request))) ==
          Places(walked.begin() + 3, walked.end()));
    SearchRequest plain = Ask("tender");
    plain.order = order;
    plain.limit = 1000;
    Places expected;
    std::set<std::string> seen;
    for (const SearchHit& hit : Get(fixture.searcher().Search(plain)).hits) {
      const auto of_paper = Get(fixture.papers().Find(hit.paper.locator));
      const auto stored = Get(fixture.papers().Pages(of_paper.version.id));
      const std::string& text = stored[static_cast<std::size_t>(hit.page_number - 1)].text;
      if (seen.insert(text).second) {
        expected.push_back(hit.paper.locator + "#" + std::to_string(hit.page_number));
      }
    }
    CHECK(walked == expected);
  }
}

TEST_CASE("folding: more pages than are named are counted") {
  CorpusFixture fixture;
  for (int i = 0; i < 30; ++i) {
    Get(fixture.papers().Add(
        PaperOf("p" + std::to_string(i), {PageAbout("notice"), "p" + std::to_string(i)})));
  }
  const SearchResult result = Get(fixture.searcher().Search(AskFolded("tender")));
  REQUIRE(result.hits.size() == 1);
  CHECK(result.hits[0].also_in.size() == kDuplicatesNamed);
  CHECK(result.hits[0].also_in_total == 29);
}

TEST_CASE("folding: a cursor goes on with folded or with unfolded hits, not with the other") {
  CorpusFixture fixture;
  FillPackAndReport(fixture);
  SearchRequest request = AskFolded("tender");
  request.limit = 1;
  request.cursor = Get(fixture.searcher().Search(request)).next_cursor;
  REQUIRE_FALSE(request.cursor.empty());
  request.fold_duplicates = false;
  CHECK_THAT(ErrorOf(fixture.searcher().Search(request)).message,
             Catch::Contains("belongs to another search"));
}

TEST_CASE("folding: many pages are looked up in one go, with the same result") {
  CorpusFixture fixture;
  constexpr int kPapers = 220;  // of ten pages: more than DuplicateFolder looks up one by one
  constexpr int kPagesOfPaper = 10;
  const auto add = [&](const std::string& locator, int first, const std::string& date) {
    std::vector<std::string> texts;
    for (int i = 0; i < kPagesOfPaper; ++i) {
      texts.push_back("tender of lot" + std::to_string(first + i));
    }
    Get(fixture.papers().Add(PaperOf(locator, texts, date)));
  };
  for (int i = 0; i < kPapers; ++i) {
    add("p" + std::to_string(i), i * kPagesOfPaper, i % 2 == 0 ? "2024-03-12" : "2023-03-12");
  }
  Ok(fixture.papers().Commit());
  const auto count = [&](const std::string& query, SearchOrder order) {
    SearchRequest request = AskFolded(query);
    request.order = order;
    const SearchResult result = Get(fixture.searcher().Search(request));
    return std::pair(result.total, result.total_hits);
  };
  constexpr std::int64_t kPages = kPapers * kPagesOfPaper;
  for (const SearchOrder order :
       {SearchOrder::kRelevance, SearchOrder::kNewest, SearchOrder::kOldest}) {
    CHECK(count("tender", order) == std::pair(kPages, kPages));
    CHECK(count("lot17", order) == std::pair<std::int64_t, std::int64_t>(1, 1));
  }
  // Their other halves: pages 5 to 14, and so on.
  for (int i = 0; i < kPapers; i += 4) add("q" + std::to_string(i), i * 10 + 5, "2025-03-12");
  constexpr std::int64_t kRepeated = kPapers / 4 * kPagesOfPaper;
  for (const SearchOrder order :
       {SearchOrder::kRelevance, SearchOrder::kNewest, SearchOrder::kOldest}) {
    CHECK(count("lot7", order) == std::pair<std::int64_t, std::int64_t>(2, 1));
    CHECK(count("tender", order) == std::pair(kPages + kRepeated, kPages));
    CHECK(count("lot7", order) == std::pair<std::int64_t, std::int64_t>(2, 1));
    CHECK(count("lot17", order) == std::pair<std::int64_t, std::int64_t>(1, 1));
  }
}

}  // namespace
}  // namespace scrutineer::corpus

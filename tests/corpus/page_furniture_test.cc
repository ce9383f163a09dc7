// What pages bear beside their text, and sentences that run over a page's end.

#include <catch2/catch.hpp>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

// The second page's sentence "The contract goes to Veolia." ends on the third.
ReadPaper PaperWithFurniture() {
  ReadPaper paper = PaperOf("/p/a.pdf", {"Agenda", "The contract goes to Veolia.", "Other words"});
  paper.pages[0].furniture = {{FurnitureKind::kWatermark, 3, "DRAFT"}};
  paper.pages[1].furniture = {{FurnitureKind::kHeader, 0, "Borough of Aldermere"},
                              {FurnitureKind::kFooter, 28, "Cabinet"},
                              {FurnitureKind::kPageNumber, 28, "Page 2"}};
  paper.pages[1].from_next_page = {21, 28};
  paper.mentions[1] = {
      MentionOf(Tag::kTender, paper.pages[1].text, "contract"),
      MentionOf(Tag::kProvider, paper.pages[1].text, "Veolia", "veolia", "Veolia")};
  paper.mentions[2] = {MentionOf(Tag::kTender, paper.pages[2].text, "Other")};
  return paper;
}

TEST_CASE("furniture comes back with its page and answers no search") {
  CorpusFixture fixture;
  const ReadPaper paper = PaperWithFurniture();
  const auto version_id = Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  const auto pages = Get(fixture.papers().Pages(version_id));
  REQUIRE(pages.size() == 3);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    CHECK(pages[i].furniture == paper.pages[i].furniture);
    CHECK(pages[i].from_next_page == paper.pages[i].from_next_page);
  }
  SearchRequest request;
  request.query = Get(ParseQuery("borough"));
  CHECK(Get(fixture.searcher().Search(request)).total == 0);

  // Read again, the version has the new furniture only.
  ReadPaper again = paper;
  again.pages[1].furniture.clear();
  Get(fixture.papers().Add(again));
  CHECK(Get(fixture.papers().Pages(version_id))[1].furniture.empty());
  CHECK(Get(fixture.papers().Pages(version_id))[0].furniture == paper.pages[0].furniture);
}

TEST_CASE("what runs over to the next page knows both pages") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperWithFurniture()));
  Ok(fixture.papers().Commit());
  std::vector<std::pair<int, int>> pages;
  Ok(fixture.papers().VisitMentions({}, [&](const MentionRow& row) {
    pages.emplace_back(row.page_number,
                       LastPageOf(row.page_number, row.mention.sentence, row.from_next_page));
    return true;
  }));
  CHECK(pages == std::vector<std::pair<int, int>>{{2, 3}, {2, 3}, {3, 3}});

  SearchRequest request;
  request.query = Get(ParseQuery("\"goes to veolia\""));
  const auto found = Get(fixture.searcher().Search(request));
  REQUIRE(found.hits.size() == 1);
  CHECK(found.hits[0].page_number == 2);
  CHECK(found.hits[0].last_page == 3);
}

}  // namespace
}  // namespace scrutineer::corpus

// The parts of papers, and under which of them hits and mentions stand.

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

PaperSection SectionOf(SectionKind kind, std::string number, std::string title,
                       std::pair<int, std::uint32_t> begin, std::pair<int, std::uint32_t> end,
                       int parent = -1) {
  PaperSection section;
  section.kind = kind;
  section.number = std::move(number);
  section.title = std::move(title);
  section.first_page = begin.first;
  section.start = begin.second;
  section.last_page = end.first;
  section.end = end.second;
  section.parent = parent;
  section.Add(SectionEvidence::kHeading);
  return section;
}

// Page 1 lists two items; the report of the second stands on pages 2 and 3. Page 4 is under none.
ReadPaper PackOf(std::string locator) {
  ReadPaper paper = PaperOf(std::move(locator), {"1 Lamps\n2 Care", "Report\nThe tender begins.",
                                                 "Legal: a tender is due.", "No tender here."});
  paper.sections = {
      SectionOf(SectionKind::kItem, "1", "Lamps", {1, 0}, {1, 8}),
      SectionOf(SectionKind::kItem, "2", "Care", {1, 8}, {1, 14}),
      SectionOf(SectionKind::kReport, "2", "Care", {2, 0}, {3, 23}),
      SectionOf(SectionKind::kImplications, "", "Legal", {3, 0}, {3, 23}, 2),
  };
  paper.sections[2].author = "Director of Care";
  paper.sections[2].Add(SectionEvidence::kBookmark);
  paper.sections[2].Add(SectionEvidence::kPageLabel);
  paper.sections[3].implications = Implications::kLegal;
  for (std::size_t i = 1; i < 4; ++i) {
    paper.mentions[i] = {MentionOf(Tag::kTender, paper.pages[i].text, "tender")};
  }
  paper.mentions[0] = {MentionOf(Tag::kService, paper.pages[0].text, "Lamps", "lamps", "Lamps"),
                       MentionOf(Tag::kService, paper.pages[0].text, "Care", "care", "Care")};
  return paper;
}

std::vector<std::string> NamesOfMentions(CorpusFixture& fixture) {
  std::vector<std::string> names;
  Ok(fixture.papers().VisitMentions({}, [&](const MentionRow& row) {
    names.push_back(
        std::to_string(row.page_number) + " " +
        (row.under ? std::string(SectionKindName(row.under->kind)) + " " + EnclosingName(*row.under)
                   : "nothing"));
    return true;
  }));
  return names;
}

TEST_CASE("sections come back as they were found, and go with what they were found in") {
  CorpusFixture fixture;
  const ReadPaper paper = PackOf("/p/pack.pdf");
  const auto version_id = Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  CHECK(Get(fixture.papers().Sections(version_id)) == paper.sections);

  // The same bytes read again say less.
  ReadPaper again = paper;
  again.sections.resize(1);
  CHECK(Get(fixture.papers().Add(again)) == version_id);
  CHECK(Get(fixture.papers().Sections(version_id)) == again.sections);
  again.sections.clear();
  Ok(fixture.papers().Rewrite(version_id, again));
  CHECK(Get(fixture.papers().Sections(version_id)).empty());

  // What was not committed leaves nothing behind.
  fixture.papers().Rollback();
  CHECK(Get(fixture.papers().Sections(version_id)) == paper.sections);
}

TEST_CASE("a version of other bytes has sections of its own") {
  CorpusFixture fixture;
  const auto first = Get(fixture.papers().Add(PackOf("/p/pack.pdf")));
  ReadPaper changed = PaperOf("/p/pack.pdf", {"Another text."});
  const auto second = Get(fixture.papers().Add(changed));
  Ok(fixture.papers().Commit());
  CHECK(Get(fixture.papers().Sections(first)).size() == 4);
  CHECK(Get(fixture.papers().Sections(second)).empty());
}

TEST_CASE("mentions and hits know the item or report under which they stand") {
  CorpusFixture fixture;
  const auto version_id = Get(fixture.papers().Add(PackOf("/p/pack.pdf")));
  Ok(fixture.papers().Commit());
  CHECK(NamesOfMentions(fixture) ==
        std::vector<std::string>{"1 item item 1, Lamps", "1 item item 2, Care",
                                 "2 report item 2, Care", "3 report item 2, Care", "4 nothing"});

  SearchRequest request;
  request.query = Get(ParseQuery("tender"));
  request.order = SearchOrder::kNewest;
  const auto found = Get(fixture.searcher().Search(request));
  REQUIRE(found.hits.size() == 3);
  for (const SearchHit& hit : found.hits) {
    INFO(hit.page_number);
    if (hit.page_number == 4) {
      CHECK_FALSE(hit.under);
    } else {
      CHECK(hit.under == EnclosingSection{SectionKind::kReport, "2", "Care"});
    }
  }

  // The place of the words counts, not that of the page.
  request.query = Get(ParseQuery("care"));
  const auto care = Get(fixture.searcher().Search(request));
  REQUIRE_FALSE(care.hits.empty());
  CHECK(care.hits[0].under == EnclosingSection{SectionKind::kItem, "2", "Care"});

  CHECK_FALSE(Get(fixture.papers().SectionAround(version_id, 1, 14)));
  CHECK(Get(fixture.papers().SectionAround(version_id, 3, 22)));
  CHECK_FALSE(Get(fixture.papers().SectionAround(version_id + 1, 1, 0)));
}

}  // namespace
}  // namespace scrutineer::corpus

#include <catch2/catch.hpp>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

const std::string kText = "The hall was sold. Rain fell.";

Finding FindingOf(const std::string& rule, int page = 1) {
  return {rule,
          "Sold; asking was not found in this paper.",
          "Other papers are not seen.",
          1,
          2,
          {{page, {13, 17}, {0, 18}}}};
}

ReadPaper Sold(const std::string& locator, const char* date = "2024-03-12") {
  ReadPaper paper = PaperOf(locator, {kText, kText + locator}, date);
  paper.findings = {FindingOf("finding.sold"), FindingOf("finding.kept", 2)};
  return paper;
}

std::vector<std::string> Told(CorpusFixture& fixture, const FindingFilter& filter = {}) {
  std::vector<std::string> told;
  Ok(fixture.papers().VisitFindings(filter, [&](const FindingRow& row) {
    const Evidence& place = row.finding.evidence.at(0);
    CHECK(place.span.Of(row.page_texts.at(0)) == "sold");
    told.push_back(row.paper.locator + " " + row.finding.rule + " " +
                   std::to_string(place.page_number));
    return true;
  }));
  return told;
}

using Expected = std::vector<std::string>;

TEST_CASE("findings are stored with their paper and listed newest first, by filter") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(Sold("old", "2020-01-01")));
  Get(fixture.papers().Add(Sold("new")));
  Ok(fixture.papers().Commit());
  CHECK(Told(fixture) == Expected{"new finding.kept 2", "new finding.sold 1", "old finding.kept 2",
                                  "old finding.sold 1"});
  FindingFilter filter;
  filter.rules = {"finding.sold"};
  CHECK(Told(fixture, filter) == Expected{"new finding.sold 1", "old finding.sold 1"});
  filter.paper.until = DateOf("2021-01-01");
  CHECK(Told(fixture, filter) == Expected{"old finding.sold 1"});
  filter.paper.councils = {"nowhere"};
  CHECK(Told(fixture, filter).empty());
  FindingFilter by_paper;
  by_paper.paper_id = Get(fixture.papers().Find("new")).paper.id;
  CHECK(Told(fixture, by_paper) == Expected{"new finding.kept 2", "new finding.sold 1"});

  const CorpusCounts counts = Get(fixture.papers().Counts());
  REQUIRE(counts.findings.size() == 2);
  CHECK(counts.findings[0].rule == "finding.kept");
  CHECK(counts.findings[0].findings == 2);
}

TEST_CASE("a finding's quotes name the item under which they stand, to SQL, too") {
  CorpusFixture fixture;
  ReadPaper paper = Sold("pack");
  PaperSection item;
  item.kind = SectionKind::kReport;
  item.number = "7";
  item.title = "The hall";
  item.first_page = item.last_page = 2;
  item.end = 18;
  paper.sections = {item};
  Get(fixture.papers().Add(paper));
  std::vector<std::string> unders;
  Ok(fixture.papers().VisitFindings({}, [&](const FindingRow& row) {
    for (const auto& under : row.unders) unders.push_back(under ? EnclosingName(*under) : "none");
    return true;
  }));
  CHECK(unders == Expected{"item 7, The hall", "none"});
  CHECK(SqlRows(fixture,
                "SELECT rule, item_number, item_title, citation FROM current_findings"
                " ORDER BY page") ==
        Expected{"finding.sold|-|-|pack#page=1", "finding.kept|7|The hall|pack#page=2"});
}

TEST_CASE("a replaced version takes its findings with it, and brings them back") {
  CorpusFixture fixture;
  const ReadPaper first = Sold("paper");
  Get(fixture.papers().Add(first));
  ReadPaper second = PaperOf("paper", {"Nothing to see"});
  Get(fixture.papers().Add(second));
  Ok(fixture.papers().Commit());
  CHECK(Told(fixture).empty());
  CHECK(Get(fixture.papers().Counts()).findings.empty());
  Ok(fixture.papers().Touch("folder", "paper", first.sha256, first.stamp));
  Ok(fixture.papers().Commit());
  CHECK(Told(fixture).size() == 2);
}

TEST_CASE("bytes read again have the findings of the new reading only") {
  CorpusFixture fixture;
  ReadPaper paper = Sold("paper");
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  paper.findings.pop_back();
  paper.metadata.meeting_date = DateOf("2024-04-09");  // its pages get other ids
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  CHECK(Told(fixture) == Expected{"paper finding.sold 1"});
}

TEST_CASE("findings that stay the same keep their ids when rules change") {
  CorpusFixture fixture;
  const std::int64_t version = Get(fixture.papers().Add(Sold("paper")));
  const auto ids = [&] {
    std::vector<std::int64_t> all;
    Ok(fixture.papers().VisitFindings({}, [&](const FindingRow& row) {
      all.push_back(row.finding_id);
      return true;
    }));
    return all;
  };
  const auto before = ids();
  const auto change = Get(fixture.papers().ReplaceFindings(
      version, {FindingOf("finding.sold"), FindingOf("finding.new")}));
  CHECK(change.gained == 1);
  CHECK(change.lost == 1);
  const auto after = ids();
  REQUIRE(after.size() == 2);
  CHECK(after[1] == before[1]);  // finding.sold
  CHECK(Told(fixture) == Expected{"paper finding.new 1", "paper finding.sold 1"});

  Finding nowhere = FindingOf("finding.sold");
  nowhere.evidence[0].page_number = 9;
  CHECK(ErrorOf(fixture.papers().ReplaceFindings(version, {nowhere})).code == ErrorCode::kInternal);
}

TEST_CASE("a version is given back as it was stored") {
  CorpusFixture fixture;
  ReadPaper paper = Sold("paper");
  paper.mentions[1] = {MentionOf(Tag::kTender, kText, "sold")};
  const std::int64_t id = Get(fixture.papers().Add(paper));
  const StoredVersion version = Get(fixture.papers().Version(id));
  CHECK(version.metadata.committee == "Cabinet");
  REQUIRE(version.pages.size() == 2);
  CHECK(version.pages[1].text == kText + "paper");
  REQUIRE(version.mentions.size() == 2);
  CHECK(version.mentions[0].empty());
  REQUIRE(version.mentions[1].size() == 1);
  CHECK(version.mentions[1][0].span.Of(version.pages[1].text) == "sold");
  CHECK(ErrorOf(fixture.papers().Version(id + 1)).code == ErrorCode::kNotFound);
}

}  // namespace
}  // namespace scrutineer::corpus

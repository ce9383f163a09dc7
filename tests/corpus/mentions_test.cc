#include <catch2/catch.hpp>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

const std::string kText = "Veolia and Capita bid in the tender for waste collection";

// Two papers: the newer one's page 2 bears all kinds, its page 1 and the older paper a tender each.
void Fill(CorpusFixture& fixture) {
  ReadPaper newer = PaperOf("new", {kText, kText}, "2024-03-12");
  newer.mentions[0] = {MentionOf(Tag::kTender, kText, "tender")};
  newer.mentions[1] = {MentionOf(Tag::kTender, kText, "bid"),
                       MentionOf(Tag::kProvider, kText, "Capita", "capita", "Capita"),
                       MentionOf(Tag::kProvider, kText, "Veolia", "veolia", "Veolia UK"),
                       MentionOf(Tag::kService, kText, "waste", "waste", "Waste collection")};
  newer.mentions[1][0].rule = "tender.bid";
  ReadPaper older = PaperOf("old", {kText + "!"}, "2020-01-01", "Calderbrook");
  older.mentions[0] = {MentionOf(Tag::kTender, kText, "for"),
                       MentionOf(Tag::kProvider, kText, "Veolia", "", "VEOLIA  UK")};
  Get(fixture.papers().Add(older));
  Get(fixture.papers().Add(newer));
  Ok(fixture.papers().Commit());
}

std::vector<std::string> Quotes(CorpusFixture& fixture, const MentionFilter& filter) {
  std::vector<std::string> quotes;
  Ok(fixture.papers().VisitMentions(filter, [&](const MentionRow& row) {
    quotes.push_back(row.paper.locator + std::to_string(row.page_number) + " " +
                     std::string(row.mention.span.Of(row.page_text)));
    return true;
  }));
  return quotes;
}

using Expected = std::vector<std::string>;

TEST_CASE("mentions are listed newest first, by filter") {
  CorpusFixture fixture;
  Fill(fixture);
  struct Case {
    std::string name;
    std::function<void(MentionFilter&)> set;
    Expected expected;
  };
  const std::vector<Case> cases = {
      {"all",
       [](auto&) {},
       {"new1 tender", "new2 Veolia", "new2 Capita", "new2 bid", "new2 waste", "old1 Veolia",
        "old1 for"}},
      {"a tag", [](auto& f) { f.tags = {Tag::kTender}; }, {"new1 tender", "new2 bid", "old1 for"}},
      {"a rule", [](auto& f) { f.rules = {"tender.bid"}; }, {"new2 bid"}},
      {"a provider, in the list and not",
       [](auto& f) { f.providers = {"veolia uk"}; },
       {"new2 Veolia", "old1 Veolia"}},
      {"a tag on pages with a provider",
       [](auto& f) {
         f.tags = {Tag::kTender};
         f.providers = {"veolia uk"};
       },
       {"new2 bid", "old1 for"}},
      {"the tag provider keeps to the providers named",
       [](auto& f) {
         f.tags = {Tag::kProvider};
         f.providers = {"capita"};
       },
       {"new2 Capita"}},
      {"a provider and a service on one page",
       [](auto& f) {
         f.providers = {"veolia uk"};
         f.services = {"waste"};
       },
       {"new2 Veolia", "new2 waste"}},
      {"a council", [](auto& f) { f.paper.councils = {"calder"}; }, {"old1 Veolia", "old1 for"}},
      {"since",
       [](auto& f) {
         f.paper.since = DateOf("2024-01-01");
         f.tags = {Tag::kTender};
       },
       {"new1 tender", "new2 bid"}},
      {"one paper", [](auto& f) { f.paper_id = 1; }, {"old1 Veolia", "old1 for"}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    MentionFilter filter;
    c.set(filter);
    CHECK(Quotes(fixture, filter) == c.expected);
  }
  MentionFilter unknown;
  unknown.providers = {"Nobody Ltd"};
  CHECK(ErrorOf(fixture.papers().VisitMentions(unknown, [](const auto&) { return true; })).code ==
        ErrorCode::kQuery);
}

TEST_CASE("a visitor may stop") {
  CorpusFixture fixture;
  Fill(fixture);
  int seen = 0;
  Ok(fixture.papers().VisitMentions({}, [&](const MentionRow&) { return ++seen < 2; }));
  CHECK(seen == 2);
}

TEST_CASE("mentions of replaced versions are neither listed nor counted") {
  CorpusFixture fixture;
  Fill(fixture);
  Get(fixture.papers().Add(PaperOf("new", {"nothing left"})));
  CHECK(Quotes(fixture, {}) == Expected{"old1 Veolia", "old1 for"});
  const auto counts = Get(fixture.papers().Counts());
  REQUIRE(counts.mentions.size() == 5);
  CHECK(counts.mentions[0].mentions == 1);
  CHECK(counts.mentions[1].mentions == 0);
  CHECK(counts.mentions[3].mentions == 1);
}

TEST_CASE("tagging anew changes what changed and keeps the ids of the rest") {
  CorpusFixture fixture;
  Fill(fixture);
  TaggingLedger& ledger = fixture.corpus().tagging();
  CHECK(Get(ledger.OtherRevisions("rules1")).empty());
  CHECK(Get(ledger.OtherRevisions("rules2")) ==
        std::vector<std::pair<std::string, std::int64_t>>{{"rules1", 2}});
  const auto versions = Get(ledger.VersionsTaggedBy("rules1", 0, 10));
  REQUIRE(versions.size() == 2);
  CHECK(Get(ledger.VersionsTaggedBy("rules1", versions[0].version_id, 1))[0].version_id ==
        versions[1].version_id);
  const auto newer = versions[0].paper.locator == "new" ? versions[0] : versions[1];
  const auto pages = Get(ledger.PagesOf(newer.version_id));
  REQUIRE(pages.size() == 2);
  CHECK(pages[0].number == 1);
  CHECK(pages[0].text == kText);
  CHECK(Get(ledger.VersionsMentioning("rules1", {}, {{Tag::kProvider, "capita"}})) ==
        std::vector{newer.version_id});
  CHECK(Get(ledger.VersionsMentioning("rules0", {}, {{Tag::kProvider, "capita"}})).empty());
  CHECK(Get(ledger.VersionsMentioning("rules1", {"no.rule"}, {})).empty());

  const auto ids = [&] {
    std::vector<std::int64_t> all;
    Ok(fixture.papers().VisitMentions({}, [&](const MentionRow& row) {
      if (row.page_id == pages[0].page_id || row.page_id == pages[1].page_id) {
        all.push_back(row.mention_id);
      }
      return true;
    }));
    return all;
  };
  const auto before = ids();
  REQUIRE(before.size() == 5);
  std::vector<Mention> mentions = {
      MentionOf(Tag::kProvider, kText, "Veolia", "veolia", "Veolia UK"),
      MentionOf(Tag::kProvider, kText, "Capita", "capita-plc", "Capita plc"),
      MentionOf(Tag::kTender, kText, "bid")};
  mentions[2].rule = "tender.bid";
  const auto change = Get(ledger.ReplaceMentions(pages[1].page_id, mentions));
  CHECK(change.gained.size() == 1);
  CHECK(change.gained[0].entity_name == "Capita plc");
  CHECK(change.lost.size() == 2);
  const auto again = Get(ledger.ReplaceMentions(pages[1].page_id, mentions));
  CHECK(again.gained.empty());
  CHECK(again.lost.empty());
  const auto after = ids();
  REQUIRE(after.size() == 4);
  CHECK(after[0] == before[0]);
  CHECK(after[1] == before[1]);
  CHECK(after[3] == before[3]);
  CHECK(after[2] > before[4]);

  Ok(ledger.MarkAllTaggedBy("rules2"));
  Ok(fixture.papers().Commit());
  CHECK(Get(ledger.OtherRevisions("rules2")).empty());
  CHECK(Get(fixture.corpus().CheckIntegrity()).empty());
}

// One value of each kind, on the words of `kText`.
std::vector<Value> SomeValues() {
  Value money;
  money.span = {0, 6};
  money.low = 4'500'000;
  money.high = 6'000'050;
  money.unit = "GBP";
  money.period = "year";
  money.years = "2024/25";
  money.approximate = true;
  Value date;
  date.kind = ValueKind::kDate;
  date.span = {7, 10};
  date.role = "contract-end";
  date.date = DateOf("2025-03-31");
  Value undated = date;
  undated.span = {11, 17};
  undated.date.reset();
  Value posts;
  posts.kind = ValueKind::kPosts;
  posts.span = {18, 21};
  posts.low = posts.high = 350;
  posts.unit = "FTE";
  return {money, date, undated, posts};
}

TEST_CASE("values stay with their mention") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("valued", {kText});
  paper.mentions[0] = {MentionOf(Tag::kTender, kText, "tender"),
                       MentionOf(Tag::kTender, kText, "bid")};
  paper.mentions[0][0].values = SomeValues();
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  std::vector<MentionRow> rows;
  Ok(fixture.papers().VisitMentions({}, [&](const MentionRow& row) {
    rows.push_back(row);
    return true;
  }));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].mention.values.empty());
  CHECK(rows[1].mention.values == SomeValues());

  // A changed value is a changed mention.
  auto mentions = paper.mentions[0];
  const auto same = Get(fixture.corpus().tagging().ReplaceMentions(rows[0].page_id, mentions));
  CHECK(same.gained.size() + same.lost.size() == 0);
  mentions[0].values[0].high += 1;
  const auto change = Get(fixture.corpus().tagging().ReplaceMentions(rows[0].page_id, mentions));
  CHECK(change.gained.size() == 1);
  CHECK(change.lost.size() == 1);
  Ok(fixture.papers().Commit());
  CHECK(Get(fixture.corpus().CheckIntegrity()).empty());
}

TEST_CASE("the view of values shows pounds, dates and quotes") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("valued", {kText});
  paper.mentions[0] = {MentionOf(Tag::kTender, kText, "tender")};
  paper.mentions[0][0].values = SomeValues();
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  CHECK(SqlRows(fixture,
                "SELECT council, tag, kind, role, low, high, unit, period, date, words,"
                " citation FROM current_values") ==
        Expected{"Aldermere|tender|money||45000.0|60000.5|GBP|year|-|Veolia|valued#page=1",
                 "Aldermere|tender|date|contract-end|-|-|||2025-03-31|and|valued#page=1",
                 "Aldermere|tender|date|contract-end|-|-|||-|Capita|valued#page=1",
                 "Aldermere|tender|posts||3.5|3.5|FTE||-|bid|valued#page=1"});
}

TEST_CASE("the views cite attached and converted papers as the commands do") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("p/a.pdf#attachment=b.docx", {kText});
  paper.converter = "LibreOffice 7.4";
  paper.mentions[0] = {MentionOf(Tag::kTender, kText, "tender")};
  Get(fixture.papers().Add(PaperOf("p/a.pdf", {"Agenda"})));
  Get(fixture.papers().Add(paper));
  CHECK(SqlRows(fixture, "SELECT citation, quote FROM current_mentions") ==
        Expected{"b.docx (page 1 as converted by LibreOffice 7.4), attached to p/a.pdf|tender"});
  CHECK(SqlRows(fixture,
                "SELECT locator, attached_to, converter FROM current_papers ORDER BY locator") ==
        Expected{"p/a.pdf|-|", "p/a.pdf#attachment=b.docx|p/a.pdf|LibreOffice 7.4"});
  CHECK(SqlRows(fixture, "SELECT citation FROM page_citations ORDER BY citation") ==
        Expected{"b.docx (page 1 as converted by LibreOffice 7.4), attached to p/a.pdf",
                 "p/a.pdf#page=1"});
}

TEST_CASE("the parts of a revision are kept as long as it tags anything") {
  CorpusFixture fixture;
  Fill(fixture);
  TaggingLedger& ledger = fixture.corpus().tagging();
  const std::map<std::string, std::string> parts = {{"rule:tender.bid", "1"}, {"engine", "2"}};
  Ok(ledger.RecordParts("rules1", parts));
  Ok(ledger.RecordParts("rules1", {{"rule:tender.bid", "changed"}}));
  CHECK(Get(ledger.Parts("rules1")) == parts);
  CHECK(Get(ledger.Parts("rules2")).empty());
  Ok(ledger.RecordParts("rules2", {{"engine", "3"}}));
  Ok(ledger.MarkAllTaggedBy("rules2"));
  CHECK(Get(ledger.Parts("rules1")).empty());
  CHECK(Get(ledger.Parts("rules2")).size() == 1);
}

}  // namespace
}  // namespace scrutineer::corpus

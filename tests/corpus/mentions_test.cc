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
  CHECK(Get(fixture.papers().PagesNotTaggedBy("rules1", 0, 10)).empty());
  const auto first = Get(fixture.papers().PagesNotTaggedBy("rules2", 0, 2));
  REQUIRE(first.size() == 2);
  const auto rest = Get(fixture.papers().PagesNotTaggedBy("rules2", first[1].page_id, 2));
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].text == kText);
  CHECK(first[0].page_id < first[1].page_id);

  const auto ids = [&] {
    std::vector<std::int64_t> all;
    Ok(fixture.papers().VisitMentions({}, [&](const MentionRow& row) {
      if (row.page_id == rest[0].page_id || row.page_id == first[1].page_id) {
        all.push_back(row.mention_id);
      }
      return true;
    }));
    return all;
  };
  const auto before = ids();
  REQUIRE(before.size() == 5);
  // Page 2 of the newer paper has the lower id.
  std::vector<Mention> mentions = {
      MentionOf(Tag::kProvider, kText, "Veolia", "veolia", "Veolia UK"),
      MentionOf(Tag::kProvider, kText, "Capita", "capita", "Capita plc"),
      MentionOf(Tag::kTender, kText, "bid")};
  mentions[2].rule = "tender.bid";
  const auto change = Get(fixture.papers().ReplaceMentions(first[1].page_id, mentions));
  CHECK(change.gained == 1);
  CHECK(change.lost == 2);
  const auto again = Get(fixture.papers().ReplaceMentions(first[1].page_id, mentions));
  CHECK(again.gained == 0);
  CHECK(again.lost == 0);
  const auto after = ids();
  REQUIRE(after.size() == 4);
  CHECK(after[0] == before[0]);
  CHECK(after[1] == before[1]);
  CHECK(after[3] == before[3]);
  CHECK(after[2] > before[4]);

  Ok(fixture.papers().MarkTaggedBy("rules2"));
  Ok(fixture.papers().Commit());
  CHECK(Get(fixture.papers().PagesNotTaggedBy("rules2", 0, 10)).empty());
  CHECK(Get(fixture.corpus().CheckIntegrity()).empty());
}

}  // namespace
}  // namespace scrutineer::corpus

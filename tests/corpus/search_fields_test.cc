// Fields and scopes against a real store.

#include <catch2/catch.hpp>

#include "tests/corpus/search_corpus.h"

namespace scrutineer::corpus {
namespace {

const std::string kAward =
    "The care contract of \xC2\xA3"
    "2m was awarded to Calderbrook Care Ltd.";
const std::string kStaff = "Staff may transfer under TUPE. Housing is discussed.";
const std::string kPlan = "A tender for home care is planned.";

Mention Attributed(Mention mention, std::string stage, std::string status) {
  mention.attributes.stage = std::move(stage);
  mention.attributes.status = std::move(status);
  return mention;
}

PaperSection ItemOn(int page, std::uint32_t start, std::uint32_t end, std::string number) {
  PaperSection item;
  item.kind = SectionKind::kItem;
  item.number = std::move(number);
  item.first_page = page;
  item.last_page = page;
  item.start = start;
  item.end = end;
  return item;
}

// A pack of two pages, a report read by OCR, minutes with three items on one page.
void FillFields(CorpusFixture& fixture) {
  ReadPaper pack = PaperOf("pack", {kAward, kStaff}, "2024-03-12", "Aldermere Council");
  pack.metadata.kind = PaperKind::kPack;
  pack.metadata.title = "Contracts and procurement";
  Mention award = Attributed(MentionOf(Tag::kTender, kAward, "awarded"), "award", "decided");
  Value money;
  money.kind = ValueKind::kMoney;
  money.unit = "GBP";
  money.low = money.high = 200'000'000;
  award.values = {money};
  pack.mentions[0] = {award, MentionOf(Tag::kProvider, kAward, "Calderbrook Care Ltd",
                                       "calderbrook-care", "Calderbrook Care")};
  Finding finding;
  finding.rule = "finding.no-competition";
  finding.statement = "No competition was found.";
  finding.unseen = "Other papers.";
  finding.first_page = finding.last_page = 1;
  finding.evidence = {{1, {0, 3}, {0, 10}}};
  pack.findings = {finding};
  Get(fixture.papers().Add(pack));

  ReadPaper report = PaperOf("report", {kPlan}, "2023-05-01", "Wigburn Borough");
  report.metadata.committee = "Scrutiny Board";
  report.ocr_confidence[1] = 90;
  report.mentions[0] = {Attributed(MentionOf(Tag::kTender, kPlan, "tender"), "plan", "proposed"),
                        MentionOf(Tag::kService, kPlan, "home care", "home-care", "Home care")};
  Get(fixture.papers().Add(report));

  const std::string text = "4 Libraries: a tender. 5 Parks: staff transfer under TUPE. 6 Closing.";
  ReadPaper minutes = PaperOf("minutes", {text}, "", "Wigburn Borough");
  minutes.metadata.kind = PaperKind::kMinutes;
  minutes.mentions[0] = {MentionOf(Tag::kTender, text, "tender")};
  const auto five = static_cast<std::uint32_t>(text.find('5'));
  const auto six = static_cast<std::uint32_t>(text.find('6'));
  minutes.sections = {ItemOn(1, 0, five, "4"), ItemOn(1, five, six, "5"),
                      ItemOn(1, six, static_cast<std::uint32_t>(text.size()), "6")};
  Get(fixture.papers().Add(minutes));
  Ok(fixture.papers().Commit());
}

TEST_CASE("fields find pages by themselves, with words, and under OR and NOT") {
  CorpusFixture fixture;
  FillFields(fixture);
  const std::vector<std::pair<std::string, Places>> cases = {
      {"tag:tender", {"minutes#1", "pack#1", "report#1"}},
      {"tag:tender contract", {"pack#1"}},
      {"tag:tender -contract", {"minutes#1", "report#1"}},
      {"-contract tag:tender", {"minutes#1", "report#1"}},
      {"tender -tag:service", {"minutes#1"}},
      {"provider:\"calderbrook care\"", {"pack#1"}},
      {"provider:calderbrook-care contract", {"pack#1"}},
      {"service:\"home care\"", {"report#1"}},
      {"(provider:calderbrook-care OR service:home-care) -council:Wigburn", {"pack#1"}},
      {"provider:calderbrook-care OR tupe", {"minutes#1", "pack#1", "pack#2"}},
      {"(care tag:provider) OR (tender kind:minutes)", {"minutes#1", "pack#1"}},
      {"care (kind:pack OR libraries)", {"pack#1"}},
      {"stage:award", {"pack#1"}},
      {"status:proposed", {"report#1"}},
      {"rule:tender.test kind:minutes", {"minutes#1"}},
      {"council:aldermere", {"pack#1", "pack#2"}},
      {"council:\"borough\" tender", {"minutes#1", "report#1"}},
      {"committee:scrutiny", {"report#1"}},
      {"kind:pack staff", {"pack#2"}},
      {"title:contract", {"pack#1", "pack#2"}},  // by stem
      {"title:\"contracts and procurement\"", {"pack#1", "pack#2"}},
      {"title:\"contracts & procurement\"", {"pack#1", "pack#2"}},
      {"title:procure*", {"pack#1", "pack#2"}},
      {"title:curement", {}},
      {"since:2024", {"pack#1", "pack#2"}},
      {"before:2024", {"report#1"}},
      {"before:2024-03-12", {"report#1"}},
      {"after:2023-05-01", {"pack#1", "pack#2"}},
      {"until:2024-03-12 since:2024-03-12 staff", {"pack#2"}},
      {"date:2023-05", {"report#1"}},
      {"date:2023-05 OR date:2024-03-12", {"pack#1", "pack#2", "report#1"}},
      {"tender -since:1900", {"minutes#1"}},  // the paper without a date
      {"money>1m", {"pack#1"}},
      {"money>=2m", {"pack#1"}},
      {"money=2m", {"pack#1"}},
      {"money>2m", {}},
      {"money<3m contract", {"pack#1"}},
      {"finding:no-competition", {"pack#1"}},
      {"finding:finding.no-competition", {"pack#1"}},
      {"ocr:yes", {"report#1"}},
      {"ocr:no tender", {"minutes#1"}},
      {"ocr:no tag:tender", {"minutes#1", "pack#1"}},
  };
  for (const auto& [query, places] : cases) {
    for (const SearchOrder order :
         {SearchOrder::kRelevance, SearchOrder::kNewest, SearchOrder::kOldest}) {
      INFO(query << " in order " << static_cast<int>(order));
      SearchRequest request = Ask(query);
      request.order = order;
      const SearchResult result = Get(fixture.searcher().Search(request));
      CHECK(Sorted(PlacesOf(result)) == places);
      CHECK(result.total == static_cast<std::int64_t>(places.size()));
    }
  }
}

TEST_CASE("a scope says where all conditions must hold") {
  CorpusFixture fixture;
  FillFields(fixture);
  const std::vector<std::pair<std::string, Places>> cases = {
      {"contract tupe", {}},
      {"scope:paper contract tupe", {"pack#1", "pack#2"}},
      {"scope:paper tupe tag:provider", {"pack#2"}},
      {"scope:paper tupe -contract", {"minutes#1"}},
      {"scope:paper staff -tag:provider", {"minutes#1"}},
      {"scope:paper tag:provider", {"pack#1"}},
      {"scope:paper council:aldermere tag:tender housing", {"pack#2"}},
      {"scope:paper ocr:no tender", {"minutes#1"}},
      {"scope:paper finding:no-competition housing", {"pack#2"}},
      {"scope:paper tender tupe", {"minutes#1"}},
      {"tender tupe", {"minutes#1"}},
      {"scope:item tender tupe", {}},
      {"scope:item transfer tupe", {"minutes#1", "pack#2"}},
      {"scope:item parks tupe kind:minutes", {"minutes#1"}},
      {"scope:item tag:tender tupe kind:minutes", {}},
      {"scope:item tag:tender libraries", {"minutes#1"}},
      {"scope:item tupe -libraries", {"minutes#1", "pack#2"}},
      {"scope:item tupe -parks", {"pack#2"}},
      // A paper of which no parts are known is one item.
      {"scope:item contract tupe", {"pack#1", "pack#2"}},
      {"scope:item tag:tender", {"minutes#1", "pack#1", "report#1"}},
  };
  for (const auto& [query, places] : cases) {
    INFO(query);
    const SearchResult result = Get(fixture.searcher().Search(Ask(query)));
    CHECK(Sorted(PlacesOf(result)) == places);
  }
}

TEST_CASE("what matched is highlighted, whatever the query is made of") {
  CorpusFixture fixture;
  FillFields(fixture);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"contract tag:provider", "contract"},
      {"provider:calderbrook-care", "Calderbrook Care Ltd"},
      {"tag:provider (contract OR tag:service)", "contract"},
      {"(contract awarded) OR kind:constitution", "contract|awarded"},
      {"NEAR(contract awarded, 5) tag:tender", "contract|awarded"},
      {"scope:paper contract tag:tender -libraries", "contract"},
  };
  for (const auto& [query, highlighted] : cases) {
    INFO(query);
    const SearchResult result = Get(fixture.searcher().Search(Ask(query)));
    REQUIRE(result.hits.size() == 1);
    CHECK(Highlighted(result.hits[0]) == highlighted);
  }
}

TEST_CASE("pages with the words come before those found by fields alone") {
  CorpusFixture fixture;
  FillFields(fixture);
  const SearchResult result = Get(fixture.searcher().Search(Ask("tag:tender OR staff")));
  REQUIRE(result.hits.size() == 4);
  CHECK(result.hits[0].score > 0);
  CHECK(result.hits[1].score > 0);
  CHECK(result.hits[3].score == 0);
}

TEST_CASE("a value that the corpus does not know is pointed at, with those near it") {
  CorpusFixture fixture;
  FillFields(fixture);
  struct Case {
    std::string query;
    std::string what;
    int character;
    std::string fix;
  };
  const std::vector<Case> cases = {
      {"council:wigbern", "no paper is of a council called 'wigbern'", 9, "\"Wigburn Borough\""},
      {"zyx OR (council:Zzyzx b)", "no paper is of a council called", 17, "--facets council"},
      {"committee:scrutny", "no paper is of a committee called", 11, "\"Scrutiny Board\""},
      {"provider:Calderbrok", "no paper mentions a provider", 10, "\"Calderbrook Care\""},
      {"service:\"hom care\"", "no paper mentions a service", 9, "\"Home care\""},
      {"finding:no-competion", "no paper has a finding", 9, "\"no-competition\""},
      {"rule:tender.tst", "no mention is by a rule", 6, "\"tender.test\""},
      {"scope:item council:wigbern tupe", "no paper is of a council", 20, "Wigburn"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    const Error error = ErrorOf(fixture.searcher().Search(Ask(c.query)));
    CHECK(error.code == ErrorCode::kQuery);
    INFO(error.message);
    CHECK_THAT(error.message, Catch::Contains(c.what));
    CHECK_THAT(error.message,
               Catch::Contains("at character " + std::to_string(c.character) + "\n"));
    CHECK_THAT(error.message, Catch::Contains(c.fix));
    SearchRequest waiting = Ask(c.query);
    waiting.unknown_values = UnknownValues::kFindNothing;
    CHECK(Get(fixture.searcher().Search(waiting)).total == 0);
  }
}

TEST_CASE("subscriptions understand the same queries") {
  CorpusFixture fixture;
  FillFields(fixture);
  const auto pages = [&](std::string_view query) {
    return Get(fixture.alerts().PagesAnswering(1, query)).size();
  };
  CHECK(pages("tag:tender") == 1);
  CHECK(pages("contract OR tupe") == 2);
  CHECK(pages("scope:paper contract tupe") == 2);
  CHECK(pages("council:wigburn") == 0);
  CHECK(pages("provider:\"Not Yet Heard Of\"") == 0);
}

TEST_CASE("status:, stage: and money hold of the mention that a tag asks for") {
  CorpusFixture fixture;
  const std::string text =
      "A tender for parks is planned. Staff were consulted, as decided. The lease was awarded.";
  ReadPaper paper = PaperOf("mixed", {text, "Nothing here."});
  paper.mentions[0] = {
      Attributed(MentionOf(Tag::kTender, text, "tender"), "plan", "proposed"),
      Attributed(MentionOf(Tag::kConsultation, text, "consulted"), "staff", "decided"),
      Attributed(MentionOf(Tag::kTender, text, "awarded"), "award", "past")};
  Value amount;
  amount.kind = ValueKind::kMoney;
  amount.unit = "GBP";
  amount.low = amount.high = 5'000'000;
  paper.mentions[0][2].values = {amount};
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  const std::vector<std::pair<std::string, std::string>> cases = {
      // Query, and what it highlights; "-": nothing is found.
      {"tag:tender status:decided", "-"},
      {"tag:consultation status:decided", "consulted"},
      {"tag:tender status:past", "awarded"},
      {"tag:tender stage:plan", "tender"},
      {"tag:tender -status:past", "tender"},
      {"tag:tender money>40k", "awarded"},
      {"tag:tender money>40k stage:plan", "-"},
      {"(tag:tender OR tag:consultation) status:decided", "consulted"},
      {"status:decided", "consulted"},
      {"tag:tender", "tender|awarded"},
      {"scope:item tag:tender status:decided", "-"},
      {"scope:item tag:tender status:past", "awarded"},
      {"scope:paper tag:tender status:decided", "-"},
      {"scope:paper tag:tender status:past", "awarded"},
      {"tag:tender status:decided status:past", "tender|consulted|awarded"},
  };
  for (const auto& [query, highlighted] : cases) {
    INFO(query);
    const SearchResult result = Get(fixture.searcher().Search(Ask(query)));
    REQUIRE(result.total == (highlighted == "-" ? 0 : 1));
    if (result.total > 0) CHECK(Highlighted(result.hits[0]) == highlighted);
  }
  // A filter is part of what is asked.
  SearchRequest request = Ask("status:decided");
  request.filter.tags = {Tag::kTender};
  CHECK(Get(fixture.searcher().Search(request)).total == 0);
  request.filter.tags = {Tag::kTender, Tag::kConsultation};
  const SearchResult filtered = Get(fixture.searcher().Search(request));
  REQUIRE(filtered.total == 1);
  CHECK(Highlighted(filtered.hits[0]) == "consulted");
  // And a series counts those mentions only.
  PageSelection selection = Ask("tag:tender status:past");
  CHECK(Get(fixture.searcher().Count(selection, SeriesUnit::kYear)).points.at(0).mentions == 1);
  selection = Ask("tag:tender");
  CHECK(Get(fixture.searcher().Count(selection, SeriesUnit::kYear)).points.at(0).mentions == 2);
}

TEST_CASE("a limit of time and a wish to stop end a search") {
  CorpusFixture fixture;
  const std::string text = "tender tender tender";
  std::vector<std::string> pages(400, text);
  Get(fixture.papers().Add(PaperOf("long", pages)));
  Ok(fixture.papers().Commit());
  SearchRequest request = Ask("tender");
  request.limits.time = std::chrono::milliseconds(0);
  const Error late = ErrorOf(fixture.searcher().Search(request));
  CHECK(late.code == ErrorCode::kTimeLimit);
  CHECK_THAT(late.message, Catch::Contains("--time-limit"));
  const std::atomic<bool> stop{true};
  request.limits = {};
  request.limits.stop = &stop;
  CHECK(ErrorOf(fixture.searcher().Search(request)).code == ErrorCode::kCancelled);
  // Neither outlives its search.
  CHECK(Get(fixture.searcher().Search(Ask("tender"))).total == 400);
}

}  // namespace
}  // namespace scrutineer::corpus

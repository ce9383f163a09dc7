#include "pipeline/alerts/match.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/pipeline/alerts/paper_builder.h"

namespace scrutineer::alerts {
namespace {

using corpus::Subscription;
using tests::MentionsOn;
using tests::PaperOf;
using tests::TaggedPage;

const Vocabulary kVocabulary{{{"tender.award", "Contract awarded"}},
                             {{"youth-services", "Youth services"}, {"libraries", "Libraries"}},
                             {{"capita", "Capita"}}};

Subscription YouthTenders() {
  Subscription subscription;
  subscription.name = "youth";
  subscription.services = {"youth-services"};
  subscription.tags = {Tag::kTender};
  return subscription;
}

std::vector<Item> Match(const Subscription& subscription, const std::vector<TaggedPage>& pages,
                        const Paper& paper = PaperOf("Report")) {
  return MatchPaper(subscription, MentionsOn(pages, paper), kVocabulary);
}

TEST_CASE("a tag in the paragraph that names the service is told, with the sentences quoted") {
  const auto items =
      Match(YouthTenders(),
            {TaggedPage("Apologies.\nThe youth service is reviewed. Nothing here. It was "
                        "agreed that the contract was awarded to Acme. More follows.\nOther.")
                 .Youth("youth service")
                 .Tender("contract was awarded")});
  REQUIRE(items.size() == 1);
  const Item& item = items[0];
  CHECK(
      item.quote ==
      "The youth service is reviewed. [...] It was agreed that the contract was awarded to Acme.");
  CHECK(item.where.page_number == 1);
  REQUIRE(item.fired.size() == 1);
  CHECK(item.fired[0].rule == "tender.award");
  CHECK(item.fired[0].words == "contract was awarded");
  REQUIRE(item.services.size() == 1);
  CHECK(item.services[0].place == ServicePlace::kPassage);
}

TEST_CASE("what a rule on trial found alerts nobody") {
  TaggedPage page = TaggedPage("The youth service contract was awarded to Acme.")
                        .Youth("youth service")
                        .Tender("contract was awarded");
  CHECK(Match(YouthTenders(), {page}).size() == 1);
  page.mentions[1].experimental = true;
  CHECK(Match(YouthTenders(), {page}).empty());
}

TEST_CASE("amounts and dates of what is quoted are told, each once") {
  TaggedPage page = TaggedPage("The youth service contract was awarded at £5. The end was £7.")
                        .Youth("youth service")
                        .Tender("contract was awarded");
  Value money;
  money.span = {page.mentions[1].span.end + 4, page.mentions[1].span.end + 7};
  money.low = money.high = 500;
  money.unit = "GBP";
  page.mentions[1].values = {money, money};
  const auto items = Match(YouthTenders(), {page});
  REQUIRE(items.size() == 1);
  CHECK(items[0].values == std::vector<std::string>{"£5"});
}

TEST_CASE("a service within 600 characters on the page counts, further away it does not") {
  for (const std::size_t distance : {600U, 601U}) {
    INFO(distance);
    // Two-byte letters: the reach is counted in code points, not in bytes.
    std::string gap = "\n";
    for (std::size_t i = 2; i < distance; ++i) gap += "ŵ";
    gap += "\n";
    const auto items = Match(YouthTenders(), {TaggedPage("Youth clubs" + gap + "Contract awarded.")
                                                  .Youth("Youth clubs")
                                                  .Tender("Contract awarded")});
    REQUIRE(items.size() == (distance == 600 ? 1U : 0U));
    if (items.empty()) continue;
    CHECK(items[0].quote == "Contract awarded.");
    CHECK(items[0].services.at(0).place == ServicePlace::kNearby);
    CHECK(items[0].services.at(0).sentence == "Youth clubs");
  }
}

TEST_CASE("a service on another page does not count, unless the title names it") {
  const std::vector<TaggedPage> pages = {
      TaggedPage("Youth clubs are fine.").Youth("Youth clubs"),
      TaggedPage("Contract awarded.").Tender("Contract awarded")};
  CHECK(Match(YouthTenders(), pages).empty());
  for (const char* title : {"Review of YOUTH SERVICES", "The future of youth clubs"}) {
    INFO(title);
    const auto items = Match(YouthTenders(), pages, PaperOf(title));
    REQUIRE(items.size() == 1);
    CHECK(items[0].where.page_number == 2);
    CHECK(items[0].services.at(0).place == ServicePlace::kTitle);
    CHECK(items[0].services.at(0).name == "Youth services");
  }
  CHECK(Match(YouthTenders(), pages, PaperOf("The youthful")).empty());
}

TEST_CASE("one paragraph is one item, however many rules fire in it") {
  const auto items =
      Match(YouthTenders(), {TaggedPage("Youth work: contract awarded after a tender "
                                        "exercise, contract awarded again.")
                                 .Youth("Youth work")
                                 .Tender("contract awarded")
                                 .Tender("contract awarded again")
                                 .Tender("tender exercise", "tender.process")});
  REQUIRE(items.size() == 1);
  REQUIRE(items[0].fired.size() == 2);
  CHECK(items[0].fired[0].rule == "tender.award");
  CHECK(items[0].fired[1].rule == "tender.process");
}

TEST_CASE("kinds of list are joined by and, entries of a list by or") {
  const std::vector<TaggedPage> pages = {
      TaggedPage("Youth work: contract awarded to Capita.\nStaff will transfer.")
          .Youth("Youth work")
          .Tender("contract awarded")
          .Provider("Capita", "capita")
          .Outsourcing("will transfer")};
  struct {
    const char* name;
    std::vector<std::string> services;
    std::vector<std::string> providers;
    std::vector<Tag> tags;
    std::size_t items;
  } const cases[] = {
      {"no list asks for nothing in particular: all but services", {}, {}, {}, 2},
      {"a tag", {}, {}, {Tag::kTender}, 1},
      {"either tag", {}, {}, {Tag::kTender, Tag::kOutsourcing}, 2},
      {"a tag that is not there", {}, {}, {Tag::kConsultation}, 0},
      {"a service alone", {"youth-services"}, {}, {}, 1},
      {"either service", {"libraries", "youth-services"}, {}, {}, 1},
      {"a service that is not there", {"libraries"}, {}, {}, 0},
      {"a provider alone", {}, {"capita"}, {}, 1},
      {"provider and tag in one passage", {}, {"capita"}, {Tag::kTender}, 1},
      {"provider and tag in different passages", {}, {"capita"}, {Tag::kOutsourcing}, 0},
      {"all three", {"youth-services"}, {"capita"}, {Tag::kTender}, 1},
      {"all three, service near", {"youth-services"}, {}, {Tag::kOutsourcing}, 1},
      {"any provider by tag", {}, {}, {Tag::kProvider}, 1},
      {"an unknown provider", {}, {"serco"}, {Tag::kTender}, 0},
      {"services by tag", {}, {}, {Tag::kService}, 1},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    Subscription subscription;
    subscription.services = c.services;
    subscription.providers = c.providers;
    subscription.tags = c.tags;
    CHECK(Match(subscription, pages).size() == c.items);
  }
}

TEST_CASE("only pages that answer the query count") {
  Subscription subscription = YouthTenders();
  subscription.query = "acme";
  const std::vector<TaggedPage> pages = {
      TaggedPage("Youth work, contract awarded.").Youth("Youth work").Tender("contract awarded"),
      TaggedPage("Youth work, contract awarded to Acme.")
          .Youth("Youth work")
          .Tender("contract awarded")};
  PaperMentions paper = MentionsOn(pages, PaperOf("Report"));
  paper.pages_answering = {101};
  const auto items = MatchPaper(subscription, paper, kVocabulary);
  REQUIRE(items.size() == 1);
  CHECK(items[0].where.page_number == 2);
  CHECK(items[0].answers_query);
}

TEST_CASE("councils are asked for by name or part of it, in any case") {
  struct {
    std::vector<std::string> asked;
    const char* council;
    bool wanted;
  } const cases[] = {
      {{}, "Calderbrook Council", true},
      {{}, "", true},
      {{"calderbrook council"}, "Calderbrook Council", true},
      {{"CALDERBROOK"}, "Calderbrook Council", true},
      {{"Cyngor Tŷ Gwyn"}, "CYNGOR  TŶ GWYN", true},
      {{"Wigan", "Calderbrook"}, "Calderbrook Council", true},
      {{"Wigan"}, "Calderbrook Council", false},
      {{"Wigan"}, "", false},
  };
  for (const auto& c : cases) {
    INFO(c.council);
    Subscription subscription;
    subscription.councils = c.asked;
    CHECK(AsksForCouncil(subscription, c.council) == c.wanted);
  }
}

TEST_CASE("an item's key follows the words, the council and the meeting, not the page or paper") {
  const auto key = [](const char* text, const Paper& paper) {
    return Match(YouthTenders(), {TaggedPage(text).Youth("outh club").Tender("ontract")}, paper)
        .at(0)
        .key;
  };
  const std::string base = key("Youth club contract.", PaperOf("Report"));
  CHECK(base.size() == 64);
  CHECK(key("Cover.\nYouth club contract.\nMore.", PaperOf("Pack", "CALDERBROOK council")) == base);
  CHECK(key("Youth club new contract.", PaperOf("Report")) != base);
  CHECK(key("Youth club contract.", PaperOf("Report", "Wigan Council")) != base);
  CHECK(key("Youth club contract.", PaperOf("Report", "Calderbrook Council", "2026-04-02")) !=
        base);
  CHECK(key("Youth club contract.", PaperOf("Report", "Calderbrook Council", nullptr)) != base);
}

TEST_CASE("a long sentence is cut around the words, what is shown stands on the page") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "wŷrd" + std::to_string(i) + " ";
  text += "contract awarded for youth work ";
  for (int i = 200; i < 400; ++i) text += "wŷrd" + std::to_string(i) + " ";
  text += "end.";
  const auto items =
      Match(YouthTenders(), {TaggedPage(text).Youth("youth work").Tender("contract awarded")});
  REQUIRE(items.size() == 1);
  std::string quote = items[0].quote;
  CHECK(quote.size() < 600);
  REQUIRE(quote.starts_with("[...] "));
  REQUIRE(quote.ends_with(" [...]"));
  quote = quote.substr(6, quote.size() - 12);
  CHECK(quote.find("[...]") == std::string::npos);
  CHECK(text.find(" " + quote + " ") != std::string::npos);
  CHECK(quote.find("contract awarded for youth work") != std::string::npos);
}

TEST_CASE("spans that do not fit the page do no harm") {
  PaperMentions paper =
      MentionsOn({TaggedPage("Youth club, contract ŵ.").Youth("Youth club").Tender("contract")},
                 PaperOf("Report"));
  paper.mentions[0].mention.sentence = {5, 9000};
  paper.mentions[1].mention.span = {8000, 9000};
  paper.mentions[1].mention.sentence = {9000, 3};
  CHECK_NOTHROW(MatchPaper(YouthTenders(), paper, kVocabulary));
}

TEST_CASE("a query alone quotes the paragraphs in which the search found its words") {
  corpus::ArrivedVersion version{7, PaperOf("Report"), std::string(64, 'a'), false};
  const Page page{2, "", "First paragraph.\nThe partner was Acme then.\nLast.", true, true};
  corpus::SearchHit hit;
  hit.page_number = 2;
  hit.snippet = "partner was Acme then.\nLast";
  hit.highlights = {{12, 16}};
  const auto items = MatchQueryHits(version, {hit}, {page});
  REQUIRE(items.size() == 1);
  CHECK(items[0].quote == "The partner was Acme then.");
  CHECK(items[0].where.page_number == 2);
  CHECK(items[0].answers_query);
}

}  // namespace
}  // namespace scrutineer::alerts

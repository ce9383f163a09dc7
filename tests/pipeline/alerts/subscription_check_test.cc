#include "pipeline/alerts/subscription_check.h"

#include <catch2/catch.hpp>
#include <string>

#include "pipeline/alerts/explain.h"
#include "tests/pipeline/alerts/alert_fixture.h"

namespace scrutineer::alerts {
namespace {

using tests::AlertFixture;
using tests::Need;
using tests::PaperOf;
using tests::TaggedPage;
using tests::YouthContract;

TEST_CASE("names become ids, doubles go") {
  const AlertFixture f;
  corpus::Subscription typed = f.Youth();
  typed.services = {"YOUTH  services", "youth-services", "Libraries"};
  typed.providers = {"capita"};
  typed.tags = {Tag::kOutsourcing, Tag::kTender, Tag::kTender};
  typed.councils = {" Calderbrook  Council "};
  const auto resolved = Need(ResolveSubscription(typed, f.options.vocabulary));
  CHECK(resolved.services == std::vector<std::string>{"youth-services", "libraries"});
  CHECK(resolved.providers == std::vector<std::string>{"capita"});
  CHECK(resolved.tags == std::vector<Tag>{Tag::kTender, Tag::kOutsourcing});
  CHECK(resolved.councils == std::vector<std::string>{"Calderbrook Council"});
}

TEST_CASE("a wrong subscription is refused with every complaint and the names nearest") {
  const AlertFixture f;
  struct {
    const char* name;
    void (*spoil)(corpus::Subscription&);
    const char* complaint;
  } const cases[] = {
      {"no name", [](auto& s) { s.name.clear(); }, "needs a name"},
      {"name of two lines", [](auto& s) { s.name = "a\nb"; }, "one line"},
      {"long name", [](auto& s) { s.name = std::string(101, 'n'); }, "at most 100"},
      {"no address", [](auto& s) { s.email = "rep"; }, "no @"},
      {"misspelt service", [](auto& s) { s.services = {"yuoth services"}; },
       "there is no service \"yuoth services\" (did you mean youth-services?)"},
      {"part of a name", [](auto& s) { s.services = {"youth"}; }, "did you mean youth-services?"},
      {"unknown service", [](auto& s) { s.services = {"zeppelin moorings"}; },
       "there is no service \"zeppelin moorings\""},
      {"unknown provider", [](auto& s) { s.providers = {"sercco"}; }, "did you mean serco?"},
      {"broken query", [](auto& s) { s.query = "(a"; }, "("},
      {"empty council", [](auto& s) { s.councils = {" "}; }, "council's name is empty"},
      {"nothing asked",
       [](auto& s) {
         s.services.clear();
         s.tags.clear();
       },
       "asks for nothing"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    corpus::Subscription typed = f.Youth();
    c.spoil(typed);
    const auto resolved = ResolveSubscription(typed, f.options.vocabulary);
    REQUIRE_FALSE(resolved);
    CHECK(resolved.error().code == ErrorCode::kConfiguration);
    CHECK_THAT(resolved.error().message, Catch::Contains(c.complaint));
  }
  corpus::Subscription typed = f.Youth();
  typed.email = "x";
  typed.services = {"y"};
  CHECK_THAT(ResolveSubscription(typed, f.options.vocabulary).error().message,
             Catch::Contains("no @") && Catch::Contains("no service"));
}

TEST_CASE("a subscription that would flood its reader is warned of") {
  AlertFixture f;
  std::vector<TaggedPage> pages;
  for (int page = 0; page < 120; ++page) pages.push_back(YouthContract(std::to_string(page)));
  f.Store(PaperOf("A", "Calderbrook Council", "2026-03-01"), pages);
  f.Store(PaperOf("B", "Calderbrook Council", "2026-03-15"), {TaggedPage("Nothing.")});
  auto estimate = Need(EstimateVolume(*f.corpus, f.Youth(), f.options.vocabulary));
  CHECK(estimate.papers_checked == 2);
  CHECK(estimate.items == 120);
  CHECK(estimate.items_per_week == Approx(60));
  CHECK_THAT(estimate.warning, Catch::Contains("about 60 passages a week"));
  f.Store(PaperOf("C", "Calderbrook Council", "2026-06-07"), {TaggedPage("Nothing.")});
  CHECK(Need(EstimateVolume(*f.corpus, f.Youth(), f.options.vocabulary)).warning.empty());
  corpus::Subscription other = f.Youth();
  other.councils = {"Wigan"};
  CHECK_THAT(Need(EstimateVolume(*f.corpus, other, f.options.vocabulary)).warning,
             Catch::Contains("nothing in 3 papers"));
}

TEST_CASE("explain says what of a paper matches, what is missing, and what was told") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  f.Store(PaperOf("Report"),
          {YouthContract("x"), TaggedPage("A contract is let.").Tender("contract"),
           TaggedPage("Youth clubs are fine.").Youth("Youth clubs"), TaggedPage("")});
  const auto subscription = [&] { return Need(f.corpus->alerts().FindSubscription("youth")); };
  auto explained = Need(Explain(*f.corpus, subscription(), "Report.pdf", f.options.vocabulary));
  REQUIRE(explained.passages.size() == 3);
  CHECK(explained.passages[0].matches);
  CHECK_FALSE(explained.passages[0].told);
  CHECK(explained.passages[0].met ==
        std::vector<std::string>{"Contract awarded (rule tender.award)",
                                 "Youth services is named in this passage"});
  CHECK_FALSE(explained.passages[1].matches);
  REQUIRE(explained.passages[1].missing.size() == 1);
  CHECK_THAT(explained.passages[1].missing[0], Catch::Contains("names Youth services"));
  REQUIRE(explained.passages[2].missing.size() == 1);
  CHECK_THAT(explained.passages[2].missing[0], Catch::Contains("tenders and contracts"));
  CHECK(explained.notes.size() == 2);  // not looked at yet; a page without text
  f.Run();
  explained = Need(Explain(*f.corpus, subscription(), "Report.pdf", f.options.vocabulary));
  CHECK(explained.passages[0].told);
  CHECK(explained.notes.size() == 1);
  CHECK(Explain(*f.corpus, subscription(), "none.pdf", f.options.vocabulary).error().code ==
        ErrorCode::kNotFound);
}

}  // namespace
}  // namespace scrutineer::alerts

#include <catch2/catch.hpp>

#include "tests/pipeline/alerts/alert_fixture.h"

namespace scrutineer::alerts {
namespace {

using tests::AlertFixture;
using tests::Need;
using tests::Occurrences;
using tests::PaperOf;
using tests::TaggedPage;
using tests::YouthContract;

void AddFinding(AlertFixture& fixture, const std::string& locator, int first_page, int last_page) {
  const auto row = Need(fixture.corpus->papers().Find(locator));
  Finding finding{
      "finding.test", "Asking was not found.",        "Other papers are not seen.", first_page,
      last_page,      {{first_page, {0, 5}, {0, 11}}}};
  Need(fixture.corpus->papers().ReplaceFindings(row.version.id, {finding}));
  Need(fixture.corpus->papers().Commit());
}

TEST_CASE("findings about an alerted paper stand below its passages, with their quotes") {
  AlertFixture fixture;
  fixture.Store(PaperOf("Early help"), {YouthContract("today")});
  AddFinding(fixture, "Early help.pdf", 1, 1);
  fixture.Subscribe(fixture.Youth());
  CHECK(fixture.Run().queued == 1);
  const auto mail = fixture.Mail();
  REQUIRE(mail.size() == 1);
  const std::size_t passage = mail[0].find("Why: Contract awarded");
  const std::size_t finding = mail[0].find("Asking was not found. (rule finding.test)");
  REQUIRE(passage != std::string::npos);
  REQUIRE(finding != std::string::npos);
  CHECK(passage < finding);
  CHECK(mail[0].find("Page 1: \"Youth clubs\"") != std::string::npos);
  CHECK(mail[0].find("Not seen: Other papers are not seen.") != std::string::npos);
}

TEST_CASE("findings never make a digest, and change none that was told") {
  AlertFixture fixture;
  fixture.Store(PaperOf("Pools"), {TaggedPage("The pools are kept.")});
  AddFinding(fixture, "Pools.pdf", 1, 1);
  fixture.Subscribe(fixture.Youth());
  CHECK(fixture.Run().queued == 0);

  fixture.Store(PaperOf("Early help"), {YouthContract("today")});
  CHECK(fixture.Run().queued == 1);
  AddFinding(fixture, "Early help.pdf", 1, 1);
  CHECK(fixture.Run().queued == 0);
  CHECK(fixture.Mail().size() == 1);
}

TEST_CASE("of a pack only what is said of the report with the passage goes along") {
  AlertFixture fixture;
  fixture.Store(PaperOf("Pack"), {YouthContract("today"), TaggedPage("Other items.")});
  AddFinding(fixture, "Pack.pdf", 2, 2);
  fixture.Subscribe(fixture.Youth());
  CHECK(fixture.Run().queued == 1);
  CHECK(Occurrences(fixture.Mail().at(0), "finding.test") == 0);
}

}  // namespace
}  // namespace scrutineer::alerts

#include "pipeline/alerts/alerts.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>

#include "pipeline/alerts/collect.h"
#include "tests/pipeline/alerts/alert_fixture.h"

namespace scrutineer::alerts {
namespace {

using tests::AlertFixture;
using tests::MailParser;
using tests::Need;
using tests::Occurrences;
using tests::PaperOf;
using tests::TaggedPage;
using tests::YouthContract;

TEST_CASE("a digest arrives once, and a second run sends nothing") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  f.Store(PaperOf("Early help"), {TaggedPage("Cover"), YouthContract("to Acme")});
  const AlertReport first = f.Run();
  CHECK(first.due == 1);
  CHECK(first.queued == 1);
  CHECK(first.items == 1);
  CHECK(first.delivered == 1);
  CHECK(first.failures.empty());
  REQUIRE(f.MailFiles().size() == 1);
  const std::string bytes = Need(ReadFile(f.MailFiles()[0]));
  const MailParser mail(bytes);
  CHECK(mail.Header("To") == "youth@example.org");
  CHECK(mail.Header("Date") == "Tue, 10 Mar 2026 02:00:00 +0000");
  CHECK(mail.DecodedHeader("Subject") ==
        "Scrutineer: Youth services mentioned in 1 paper (Calderbrook Council)");
  for (const char* words :
       {"Early help\nCalderbrook Council, Cabinet, meeting of 1 April 2026\n", "Page 2:\n",
        "\"Youth clubs: contract awarded, to Acme.\"\n", "Contract awarded (rule tender.award).",
        "file:///papers/Early%20help.pdf#page=2\n", "The alert \"youth\" was set up"}) {
    INFO(words << " in\n" << mail.Text());
    CHECK(mail.Text().find(words) != std::string::npos);
  }
  const AlertReport second = f.Run();
  CHECK(second.due == 1);
  CHECK(second.queued == 0);
  CHECK(second.delivered == 0);
  CHECK(f.MailFiles().size() == 1);
}

TEST_CASE("of a changed republication only the changed words are told, and marked") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  f.Store(PaperOf("Report"), {YouthContract("unchanged"), YouthContract("to Acme")});
  f.Run();
  f.EmptyBox();
  f.Store(PaperOf("Report"),
          {TaggedPage("A new cover"), YouthContract("unchanged"), YouthContract("to Borough Ltd")});
  CHECK(f.Run().items == 1);
  REQUIRE(f.Mail().size() == 1);
  const std::string text = f.Mail()[0];
  CHECK(text.find("unchanged") == std::string::npos);
  CHECK(text.find("to Borough Ltd") != std::string::npos);
  CHECK(text.find("replaces an earlier version") != std::string::npos);
  CHECK(text.find("Page 3 (changed since an earlier version") != std::string::npos);
}

TEST_CASE("the same words in a pack and in the report are one item, with both places") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  Paper pack = PaperOf("Reports pack");
  pack.metadata.kind = PaperKind::kPack;
  f.Store(pack, {TaggedPage("Contents"), YouthContract("to Acme")});
  f.Store(PaperOf("Report"), {YouthContract("to Acme")});
  CHECK(f.Run().items == 1);
  const std::string text = f.Mail().at(0);
  CHECK(text.find("Report\nCalderbrook") != std::string::npos);
  CHECK(text.find("The same words also stand in: Reports pack, page 2") != std::string::npos);
  f.Store(PaperOf("Supplement"), {YouthContract("to Acme")});
  CHECK(f.Run().items == 0);
  CHECK(f.MailFiles().size() == 1);
}

TEST_CASE("a daily digest gathers what arrived since, and loses nothing while not due") {
  AlertFixture f;
  corpus::Subscription daily = f.Youth();
  daily.frequency = corpus::AlertFrequency::kDaily;
  f.Subscribe(daily);
  f.Store(PaperOf("One"), {YouthContract("one")});
  CHECK(f.Run().queued == 1);
  f.Store(PaperOf("Two"), {YouthContract("two")});
  CHECK(f.Run().due == 0);
  f.Store(PaperOf("Three"), {YouthContract("three")});
  f.clock.Set(*ParseInstant("2026-03-10T23:00:00Z"));
  CHECK(f.Run().due == 0);
  CHECK(f.MailFiles().size() == 1);
  f.EmptyBox();
  f.clock.Set(*ParseInstant("2026-03-11T01:59:00Z"));
  CHECK(f.Run().items == 2);
  REQUIRE(f.Mail().size() == 1);
  CHECK(f.Mail()[0].find("awarded, two.") != std::string::npos);
  CHECK(f.Mail()[0].find("awarded, three.") != std::string::npos);
}

TEST_CASE("subscriptions do not disturb each other, and inactive ones keep what is theirs") {
  AlertFixture f;
  f.Subscribe(f.Youth("a"));
  f.Subscribe(f.Youth("b"));
  corpus::Subscription off = f.Youth("off");
  off.active = false;
  f.Subscribe(off);
  corpus::Subscription elsewhere = f.Youth("elsewhere");
  elsewhere.councils = {"Wigan"};
  f.Subscribe(elsewhere);
  f.Store(PaperOf("Report"), {YouthContract("x")});
  const AlertReport report = f.Run();
  CHECK(report.subscriptions == 4);
  CHECK(report.due == 3);
  CHECK(report.queued == 2);
  CHECK(f.MailFiles().size() == 2);
  CHECK(Need(f.corpus->alerts().FindSubscription("off")).seen_version_id == 0);
}

TEST_CASE("a subscription from now on hears of new papers only") {
  AlertFixture f;
  f.Store(PaperOf("Old"), {YouthContract("old")});
  f.Subscribe(f.Youth(), /*from_now=*/true);
  CHECK(f.Run().items == 0);
  f.Store(PaperOf("New"), {YouthContract("new")});
  CHECK(f.Run().items == 1);
}

TEST_CASE("a query that cannot be understood fails alone and loses nothing") {
  AlertFixture f;
  corpus::Subscription broken = f.Youth("broken");
  broken.query = "\"unclosed";
  f.Subscribe(broken);
  f.Subscribe(f.Youth("sound"));
  f.Store(PaperOf("Report"), {YouthContract("x")});
  const AlertReport report = f.Run();
  CHECK(report.queued == 1);
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].what == "subscription \"broken\"");
  CHECK(report.failures[0].error.code == ErrorCode::kQuery);
  CHECK(Need(f.corpus->alerts().FindSubscription("broken")).seen_version_id == 0);
}

TEST_CASE("a query alone tells the paragraphs that answer it") {
  AlertFixture f;
  corpus::Subscription query;
  query.name = "partner";
  query.email = "rep@example.org";
  query.query = "outsourced";
  f.Subscribe(query);
  f.Store(PaperOf("Report"),
          {TaggedPage("Nothing."), TaggedPage("Intro line.\nWork was outsourcing "
                                              "in all but name.\nEnd line.")});
  CHECK(f.Run().items == 1);
  const std::string text = f.Mail().at(0);
  INFO(text);
  CHECK(text.find("Page 2:\n\"Work was outsourcing in all but name.\"\n") != std::string::npos);
  CHECK(text.find("The page answers your search: outsourced.") != std::string::npos);
  CHECK(f.Run().items == 0);
}

TEST_CASE("a query beside other lists must be answered by the page") {
  AlertFixture f;
  corpus::Subscription both = f.Youth();
  both.query = "acme";
  f.Subscribe(both);
  f.Store(PaperOf("Report"), {YouthContract("to Borough"), YouthContract("to Acme")});
  CHECK(f.Run().items == 1);
  CHECK(f.Mail().at(0).find("to Acme") != std::string::npos);
}

TEST_CASE("unreadable pages and papers without a council are said") {
  AlertFixture f;
  corpus::Subscription subscription = f.Youth();
  subscription.councils = {"Calderbrook"};
  f.Subscribe(subscription);
  f.Store(PaperOf("Scan"), {TaggedPage(""), TaggedPage("")});
  f.Store(PaperOf("Nameless", ""), {YouthContract("nameless")});
  f.Store(PaperOf("Report"), {YouthContract("x")});
  CHECK(f.Run().items == 1);
  const std::string text = f.Mail().at(0);
  INFO(text);
  CHECK(text.find("2 pages of \"Scan\" could not be read") != std::string::npos);
  CHECK(text.find("1 paper was left out") != std::string::npos);
}

TEST_CASE("a flood becomes several digests that together tell everything once") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  constexpr std::size_t kPapers = 5;
  constexpr std::size_t kPages = 450;
  for (std::size_t paper = 0; paper < kPapers; ++paper) {
    std::vector<TaggedPage> pages;
    for (std::size_t page = 0; page < kPages; ++page) {
      pages.push_back(YouthContract(fmt::format("case {}-{}", paper, page)));
    }
    f.Store(PaperOf(fmt::format("Paper{}", paper)), pages);
  }
  const AlertReport report = f.Run();
  CHECK(report.items == kPapers * kPages);
  CHECK(report.queued == 2);
  std::string all;
  for (const std::string& text : f.Mail()) all += text;
  for (std::size_t paper = 0; paper < kPapers; ++paper) {
    for (std::size_t page = 1; page <= kPages; ++page) {
      const std::string link = fmt::format("file:///papers/Paper{}.pdf#page={}\n", paper, page);
      if (Occurrences(all, link) != 1) FAIL(link);
    }
  }
  CHECK(f.Run().queued == 0);
}

TEST_CASE("a message that cannot be delivered waits, is reported, and goes out once") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  f.Store(PaperOf("Report"), {YouthContract("x")});
  Need(WriteFileAtomically(f.options.maildir, "a file in the way"));
  for (int run = 1; run <= 2; ++run) {
    const AlertReport report = f.Run();
    CHECK(report.delivered == 0);
    CHECK(report.waiting == 1);
    REQUIRE(report.failures.size() == 1);
    CHECK(report.failures[0].what == "message 1 to youth@example.org");
    const auto waiting = Need(f.corpus->alerts().Undelivered());
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].attempts == run);
    CHECK_FALSE(waiting[0].last_error.empty());
  }
  std::filesystem::remove(f.options.maildir);
  CHECK(f.Run().delivered == 1);
  CHECK(f.Run().delivered == 0);
  CHECK(f.MailFiles().size() == 1);
}

// A channel that refuses one recipient.
class Picky final : public Channel {
 public:
  Status Deliver(const corpus::OutboxMessage& message) override {
    if (message.to == "a@example.org") return Fail(ErrorCode::kIo, "mailbox full");
    delivered.insert(message.to);
    return {};
  }
  std::string_view description() const override { return "picky"; }
  std::set<std::string> delivered;
};

TEST_CASE("one message that fails does not hold up the others") {
  AlertFixture f;
  for (const char* name : {"a", "b", "c"}) f.Subscribe(f.Youth(name));
  f.Store(PaperOf("Report"), {YouthContract("x")});
  Picky channel;
  const AlertReport report = Need(RunAlerts(*f.corpus, channel, f.options, f.clock));
  CHECK(report.delivered == 2);
  CHECK(report.waiting == 1);
  CHECK(channel.delivered == std::set<std::string>{"b@example.org", "c@example.org"});
}

TEST_CASE("a subscription made anew is told anew") {
  AlertFixture f;
  f.Store(PaperOf("Report"), {YouthContract("x")});
  for (int round = 1; round <= 2; ++round) {
    f.Subscribe(f.Youth());
    CHECK(f.Run().delivered == 1);
    CHECK(f.MailFiles().size() == static_cast<std::size_t>(round));
    Need(f.corpus->alerts().RemoveSubscription("youth"));
  }
}

TEST_CASE("a preview shows the digest and changes nothing") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  f.Store(PaperOf("Report"), {YouthContract("x")});
  const auto subscription = Need(f.corpus->alerts().FindSubscription("youth"));
  for (int i = 0; i < 2; ++i) {
    const AlertPreview preview = Need(Preview(*f.corpus, subscription, f.options, f.clock));
    CHECK(preview.due);
    CHECK(preview.items == 1);
    CHECK(preview.subject.starts_with("Scrutineer: Youth services"));
  }
  const AlertPreview preview = Need(Preview(*f.corpus, subscription, f.options, f.clock));
  CHECK(f.MailFiles().empty());
  CHECK(f.Run().delivered == 1);
  const std::string bytes = Need(ReadFile(f.MailFiles().at(0)));
  CHECK(MailParser(bytes).Lines() == preview.body);
  const auto after = Need(f.corpus->alerts().FindSubscription("youth"));
  CHECK(Need(Preview(*f.corpus, after, f.options, f.clock)).items == 0);
}

TEST_CASE("options that cannot work are refused before anything is queued") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  f.Store(PaperOf("Report"), {YouthContract("x")});
  AlertOptions options = f.options;
  options.from_address = "nobody";
  CHECK(RunAlerts(*f.corpus, options, f.clock).error().code == ErrorCode::kConfiguration);
  options = f.options;
  options.link_template = "{nonsense}";
  CHECK(RunAlerts(*f.corpus, options, f.clock).error().code == ErrorCode::kConfiguration);
  options = f.options;
  options.maildir.clear();
  CHECK(RunAlerts(*f.corpus, options, f.clock).error().code == ErrorCode::kConfiguration);
  CHECK(Need(f.corpus->alerts().FindSubscription("youth")).seen_version_id == 0);
}

}  // namespace
}  // namespace scrutineer::alerts

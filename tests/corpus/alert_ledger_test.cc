#include "corpus/alert_ledger.h"

#include <catch2/catch.hpp>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

Subscription SubscriptionOf(std::string name) {
  Subscription subscription;
  subscription.name = std::move(name);
  subscription.email = "rep@example.org";
  subscription.services = {"youth", "extra \"care\""};
  subscription.providers = {"veolia"};
  subscription.tags = {Tag::kTender, Tag::kOutsourcing};
  subscription.councils = {"Ynys M\xC3\xB4n"};
  subscription.query = "tender -waste";
  subscription.frequency = AlertFrequency::kWeekly;
  return subscription;
}

OutboxMessage MessageOf(std::string message_id) {
  OutboxMessage message;
  message.message_id = std::move(message_id);
  message.to = "rep@example.org";
  message.subject = "Two papers";
  message.bytes = std::string("From: x\r\n\r\nb\0dy", 16);
  return message;
}

TEST_CASE("a subscription comes back as it was given") {
  CorpusFixture fixture;
  const auto id = Get(fixture.alerts().AddSubscription(SubscriptionOf("youth"), false));
  const Subscription read = Get(fixture.alerts().FindSubscription("youth"));
  const Subscription given = SubscriptionOf("youth");
  CHECK(read.id == id);
  CHECK(read.email == given.email);
  CHECK(read.services == given.services);
  CHECK(read.providers == given.providers);
  CHECK(read.tags == given.tags);
  CHECK(read.councils == given.councils);
  CHECK(read.query == given.query);
  CHECK(read.frequency == AlertFrequency::kWeekly);
  CHECK(read.active);
  CHECK(read.created == fixture.clock().Now());
  CHECK(read.seen_version_id == 0);
  CHECK_FALSE(read.last_digest);
}

TEST_CASE("names of subscriptions are unique, and unknown ones are told") {
  CorpusFixture fixture;
  Get(fixture.alerts().AddSubscription(SubscriptionOf("b"), false));
  Get(fixture.alerts().AddSubscription(SubscriptionOf("a"), false));
  CHECK(ErrorOf(fixture.alerts().AddSubscription(SubscriptionOf("a"), false)).code ==
        ErrorCode::kConfiguration);
  REQUIRE(Get(fixture.alerts().Subscriptions()).size() == 2);
  CHECK(Get(fixture.alerts().Subscriptions())[0].name == "a");
  Ok(fixture.alerts().RemoveSubscription("a"));
  CHECK(ErrorOf(fixture.alerts().RemoveSubscription("a")).code == ErrorCode::kNotFound);
  CHECK(ErrorOf(fixture.alerts().FindSubscription("a")).code == ErrorCode::kNotFound);
}

TEST_CASE("frequencies have names both ways") {
  for (const auto frequency :
       {AlertFrequency::kEveryRun, AlertFrequency::kDaily, AlertFrequency::kWeekly}) {
    CHECK(AlertFrequencyFromName(AlertFrequencyName(frequency)) == frequency);
  }
  CHECK_FALSE(AlertFrequencyFromName("hourly"));
}

TEST_CASE("a subscription begins behind what is stored, or before it") {
  CorpusFixture fixture;
  const auto id = Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a"})));
  Get(fixture.alerts().AddSubscription(SubscriptionOf("now"), true));
  Get(fixture.alerts().AddSubscription(SubscriptionOf("all"), false));
  CHECK(Get(fixture.alerts().FindSubscription("now")).seen_version_id == id);
  CHECK(Get(fixture.alerts().FindSubscription("all")).seen_version_id == 0);
}

TEST_CASE("versions that arrived are told once each, replaced ones not at all") {
  CorpusFixture fixture;
  const auto first = Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a1"})));
  const auto other = Get(fixture.papers().Add(PaperOf("/p/b.pdf", {"b"})));
  const auto second = Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a2"})));
  const auto arrived = Get(fixture.alerts().VersionsAfter(0));
  REQUIRE(arrived.size() == 2);
  CHECK(arrived[0].version_id == other);
  CHECK_FALSE(arrived[0].replaces_earlier);
  CHECK(arrived[0].paper.locator == "/p/b.pdf");
  CHECK(arrived[0].paper.metadata.council == "Aldermere");
  CHECK(arrived[0].sha256.size() == 64);
  CHECK(arrived[1].version_id == second);
  CHECK(arrived[1].replaces_earlier);
  CHECK(Get(fixture.alerts().VersionsAfter(second)).empty());
  CHECK(first < other);
}

TEST_CASE("mentions of one version come by page and place") {
  CorpusFixture fixture;
  const std::string text = "Veolia won the tender";
  ReadPaper paper = PaperOf("/p/a.pdf", {text, text});
  paper.mentions[1] = {MentionOf(Tag::kTender, text, "tender"),
                       MentionOf(Tag::kProvider, text, "Veolia", "veolia", "Veolia UK")};
  paper.mentions[0] = {MentionOf(Tag::kTender, text, "won")};
  paper.mentions[0][0].attributes = {"award", "out", "staff", "decided"};
  const auto id = Get(fixture.papers().Add(paper));
  Get(fixture.papers().Add(PaperOf("/p/b.pdf", {"other"})));
  const auto rows = Get(fixture.alerts().MentionsOf(id));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].page_number == 1);
  CHECK(rows[0].mention.attributes == MentionAttributes{"award", "out", "staff", "decided"});
  CHECK(rows[0].mention.span.Of(rows[0].page_text) == "won");
  CHECK(rows[0].mention.sentence == ByteSpan{0, static_cast<std::uint32_t>(text.size())});
  CHECK(rows[0].sha256 == paper.sha256);
  CHECK(rows[0].paper.locator == "/p/a.pdf");
  CHECK(rows[1].mention.entity_id == "veolia");
  CHECK(rows[1].mention.entity_name == "Veolia UK");
  CHECK(rows[2].mention.rule == "tender.test");
  CHECK(rows[2].mention.entity_id.empty());
}

TEST_CASE("a query is asked of one version's pages only") {
  CorpusFixture fixture;
  const auto id = Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"tender", "x", "tenders"})));
  Get(fixture.papers().Add(PaperOf("/p/b.pdf", {"tender"})));
  const auto pages = Get(fixture.alerts().PagesAnswering(id, "tender"));
  REQUIRE(pages.size() == 2);
  CHECK(Get(fixture.alerts().PagesAnswering(id, "unicorn")).empty());
  CHECK(Get(fixture.alerts().PagesAnswering(9999, "tender")).empty());
  CHECK(ErrorOf(fixture.alerts().PagesAnswering(id, "tender AND")).code == ErrorCode::kQuery);
}

TEST_CASE("a digest, what it told and how far it looked are queued together") {
  CorpusFixture fixture;
  Get(fixture.alerts().AddSubscription(SubscriptionOf("s"), false));
  const Subscription subscription = Get(fixture.alerts().FindSubscription("s"));
  Ok(fixture.alerts().Queue(subscription, MessageOf("m1"), {"k1", "k2", "k1"}, 7));
  CHECK(Get(fixture.alerts().WasTold(subscription.id, "k1")));
  CHECK(Get(fixture.alerts().WasTold(subscription.id, "k2")));
  CHECK_FALSE(Get(fixture.alerts().WasTold(subscription.id, "k3")));
  CHECK_FALSE(Get(fixture.alerts().WasTold(subscription.id + 1, "k1")));
  const Subscription after = Get(fixture.alerts().FindSubscription("s"));
  CHECK(after.seen_version_id == 7);
  CHECK(after.last_digest == fixture.clock().Now());

  SECTION("a message queued twice is refused as a whole") {
    CHECK_FALSE(fixture.alerts().Queue(subscription, MessageOf("m1"), {"k9"}, 9));
    CHECK_FALSE(Get(fixture.alerts().WasTold(subscription.id, "k9")));
    CHECK(Get(fixture.alerts().FindSubscription("s")).seen_version_id == 7);
  }
  SECTION("nothing to tell moves only the mark, and never back") {
    fixture.clock().Set(fixture.clock().Now() + std::chrono::hours(1));
    Ok(fixture.alerts().Queue(subscription, std::nullopt, {}, 8));
    Ok(fixture.alerts().Queue(subscription, std::nullopt, {}, 3));
    CHECK(Get(fixture.alerts().FindSubscription("s")).seen_version_id == 8);
    CHECK(Get(fixture.alerts().FindSubscription("s")).last_digest == after.last_digest);
    CHECK(Get(fixture.alerts().Undelivered()).size() == 1);
  }
  SECTION("a subscription that was removed queues nothing") {
    Ok(fixture.alerts().RemoveSubscription("s"));
    CHECK(ErrorOf(fixture.alerts().Queue(subscription, MessageOf("m2"), {"k"}, 9)).code ==
          ErrorCode::kNotFound);
    CHECK(Get(fixture.alerts().Undelivered()).size() == 1);
  }
}

TEST_CASE("a message stays in the outbox until it is delivered") {
  CorpusFixture fixture;
  Get(fixture.alerts().AddSubscription(SubscriptionOf("s"), false));
  const Subscription subscription = Get(fixture.alerts().FindSubscription("s"));
  Ok(fixture.alerts().Queue(subscription, MessageOf("m1"), {}, 1));
  Ok(fixture.alerts().Queue(subscription, MessageOf("m2"), {}, 2));
  const auto waiting = Get(fixture.alerts().Undelivered());
  REQUIRE(waiting.size() == 2);
  CHECK(waiting[0].message_id == "m1");
  CHECK(waiting[0].bytes == MessageOf("m1").bytes);
  CHECK(waiting[0].queued == fixture.clock().Now());
  CHECK(waiting[0].subscription_id == subscription.id);

  Ok(fixture.alerts().MarkAttempt(waiting[0].id, "no route"));
  CHECK(Get(fixture.alerts().Undelivered())[0].attempts == 1);
  CHECK(Get(fixture.alerts().Undelivered())[0].last_error == "no route");
  Ok(fixture.alerts().MarkDelivered(waiting[0].id));
  REQUIRE(Get(fixture.alerts().Undelivered()).size() == 1);
  const auto recent = Get(fixture.alerts().Recent(10));
  REQUIRE(recent.size() == 2);
  CHECK(recent[0].message_id == "m2");
  CHECK(recent[1].delivered == fixture.clock().Now());
  CHECK(recent[1].attempts == 2);
  CHECK(recent[1].last_error.empty());
  CHECK(Get(fixture.alerts().Recent(1)).size() == 1);
  CHECK(ErrorOf(fixture.alerts().MarkDelivered(99)).code == ErrorCode::kNotFound);
  CHECK(ErrorOf(fixture.alerts().MarkAttempt(99, "x")).code == ErrorCode::kNotFound);
}

TEST_CASE("what is queued is durable at once, with the papers before it") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a"})));
  Get(fixture.alerts().AddSubscription(SubscriptionOf("s"), false));
  fixture.papers().Rollback();
  const auto reader = fixture.Reopen(OpenMode::kReadOnly);
  CHECK(Get(reader->alerts().Subscriptions()).size() == 1);
  CHECK(Get(reader->papers().List({})).size() == 1);
}

TEST_CASE("runs are kept, newest first; one that died has no end") {
  CorpusFixture fixture;
  const auto died = Get(fixture.corpus().runs().Begin("ingest"));
  RunRecord run;
  run.id = Get(fixture.corpus().runs().Begin("run"));
  run.offered = 10;
  run.ingested = 1;
  run.unchanged = 2;
  run.skipped = 3;
  run.failed = 4;
  run.pages = 5;
  run.mentions = 6;
  run.alerts_queued = 7;
  run.alerts_delivered = 8;
  run.summary = "one line";
  fixture.clock().Set(fixture.clock().Now() + std::chrono::minutes(5));
  Ok(fixture.corpus().runs().End(run));
  const auto runs = Get(fixture.corpus().runs().Recent(10));
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].command == "run");
  CHECK(runs[0].ended == fixture.clock().Now());
  CHECK(runs[0].started == fixture.clock().Now() - std::chrono::minutes(5));
  CHECK(runs[0].offered == 10);
  CHECK(runs[0].ingested + runs[0].unchanged + runs[0].skipped + runs[0].failed == 10);
  CHECK(runs[0].pages == 5);
  CHECK(runs[0].mentions == 6);
  CHECK(runs[0].alerts_queued == 7);
  CHECK(runs[0].alerts_delivered == 8);
  CHECK(runs[0].summary == "one line");
  CHECK(runs[1].id == died);
  CHECK_FALSE(runs[1].ended);
  run.id = 99;
  CHECK(ErrorOf(fixture.corpus().runs().End(run)).code == ErrorCode::kNotFound);
}

}  // namespace
}  // namespace scrutineer::corpus

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <set>
#include <string>

#include "pipeline/alerts/maildir_channel.h"
#include "tests/pipeline/alerts/alert_fixture.h"

// What a process leaves that dies in the midst of a run, and what the next run makes of it.

namespace scrutineer::alerts {
namespace {

using tests::AlertFixture;
using tests::Need;
using tests::PaperOf;
using tests::YouthContract;

[[noreturn]] void Die() {
  ::kill(::getpid(), SIGKILL);
  std::abort();
}

// Dies before or after the `nth` delivery of a real maildir.
class DyingChannel final : public Channel {
 public:
  DyingChannel(const std::filesystem::path& maildir, int nth, bool after)
      : maildir_(maildir), nth_(nth), after_(after) {}
  Status Deliver(const corpus::OutboxMessage& message) override {
    ++count_;
    if (count_ == nth_ && !after_) Die();
    Status delivered = maildir_.Deliver(message);
    if (count_ == nth_ && after_) Die();
    return delivered;
  }
  std::string_view description() const override { return maildir_.description(); }

 private:
  MaildirChannel maildir_;
  int nth_;
  bool after_;
  int count_ = 0;
};

// Runs `in_child` in a process of its own with a corpus handle of its own.
int RunInChild(AlertFixture& f, const std::function<void()>& in_child) {
  f.Close();
  const pid_t child = ::fork();
  if (child == 0) {
    f.Open();
    in_child();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  f.Open();
  return status;
}

void Prepare(AlertFixture& f) {
  for (const char* name : {"a", "b", "c"}) f.Subscribe(f.Youth(name));
  f.Store(PaperOf("Report"), {YouthContract("one"), YouthContract("two")});
}

// Every subscriber has exactly one message, and nothing waits.
void CheckEachHasOne(AlertFixture& f) {
  CHECK(Need(f.corpus->alerts().Undelivered()).empty());
  std::multiset<std::string> to;
  for (const auto& file : f.MailFiles()) {
    const std::string bytes = Need(ReadFile(file));
    to.insert(tests::MailParser(bytes).Header("To"));
  }
  CHECK(to == std::multiset<std::string>{"a@example.org", "b@example.org", "c@example.org"});
}

TEST_CASE("a run killed before or after any delivery neither repeats nor drops an alert") {
  for (const bool after : {false, true}) {
    for (int nth = 1; nth <= 3; ++nth) {
      INFO((after ? "after" : "before") << " delivery " << nth);
      AlertFixture f;
      Prepare(f);
      const int status = RunInChild(f, [&] {
        DyingChannel channel(f.options.maildir, nth, after);
        static_cast<void>(RunAlerts(*f.corpus, channel, f.options, f.clock));
      });
      REQUIRE(WIFSIGNALED(status));
      CHECK(f.MailFiles().size() == static_cast<std::size_t>(after ? nth : nth - 1));
      const AlertReport next = f.Run();
      CHECK(next.queued == 0);
      CHECK(next.failures.empty());
      CheckEachHasOne(f);
    }
  }
}

TEST_CASE("a run killed within a delivery neither repeats nor drops an alert") {
  for (const MaildirStep step : {MaildirStep::kTemporaryOpened, MaildirStep::kTemporaryWritten,
                                 MaildirStep::kInNew, MaildirStep::kTemporaryRemoved}) {
    INFO("step " << static_cast<int>(step));
    AlertFixture f;
    Prepare(f);
    const int status = RunInChild(f, [&] {
      MaildirChannel channel(f.options.maildir, [&](MaildirStep reached) {
        if (reached == step) Die();
      });
      static_cast<void>(RunAlerts(*f.corpus, channel, f.options, f.clock));
    });
    REQUIRE(WIFSIGNALED(status));
    CHECK(f.Run().queued == 0);
    CheckEachHasOne(f);
    CHECK(std::filesystem::is_empty(f.options.maildir / "tmp"));
  }
}

// Dies while the outbox is read, queued into or marked: whenever the clock is asked the `nth` time.
class DyingClock final : public Clock {
 public:
  explicit DyingClock(Instant now) : now_(now) {}
  void DieAt(int nth) { left_ = nth; }
  Instant Now() const override {
    if (left_ > 0 && --left_ == 0) Die();
    return now_;
  }

 private:
  Instant now_;
  mutable int left_ = 0;
};

TEST_CASE("a run killed inside the transactions that queue and mark starts them again") {
  int killed = 0;
  for (int nth = 1; nth <= 12; ++nth) {
    INFO("at the clock's call " << nth);
    AlertFixture f;
    Prepare(f);
    const int status = RunInChild(f, [&] {
      DyingClock clock(f.clock.Now());
      auto own =
          Need(corpus::Corpus::Open(f.folder.path() / "data", corpus::OpenMode::kReadWrite, clock));
      clock.DieAt(nth);
      static_cast<void>(RunAlerts(*own, f.options, clock));
    });
    killed += WIFSIGNALED(status) ? 1 : 0;
    f.Run();
    CheckEachHasOne(f);
    CHECK(f.Run().queued == 0);
    CheckEachHasOne(f);
  }
  CHECK(killed >= 9);  // three times due, three times queued, three times marked
}

TEST_CASE("runs killed at any moment, one after another, end with each alert told once") {
  AlertFixture f;
  Prepare(f);
  f.Close();
  for (int round = 0; round < 40; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      f.Open();
      static_cast<void>(RunAlerts(*f.corpus, f.options, f.clock));
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(300 * round));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
  }
  f.Open();
  f.Run();
  CheckEachHasOne(f);
  CHECK(f.Run().queued == 0);
  CheckEachHasOne(f);
}

}  // namespace
}  // namespace scrutineer::alerts

// A run over papers that crash, hang and come back, with workers that misbehave on command.

#include "pipeline/ingest/ingest.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "pipeline/ingest/run_lock.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::ingest {
namespace {

namespace fs = std::filesystem;

class SilentProgress : public ProgressListener {
 public:
  void Started(std::int64_t, std::int64_t) override {}
  void Finished(const FileOutcome&) override { ++finished; }
  void PageRead(const fs::path&, int, int) override {}
  int finished = 0;
};

// A data folder, rules of one rule, and a folder of papers for the fake worker.
class Bench {
 public:
  Bench() {
    Write("rules/tender/award.toml", R"(id = "tender.award"
title = "Awarded"
tag = "tender"
status = "stable"
description = "Pages of the fake worker say 'page'."
false_positives = []
[match]
patterns = ['page']
[[example]]
text = "A page."
[[counter_example]]
text = "Nothing."
)");
    auto loaded = extractors::RuleSet::Load(folder_.path() / "rules");
    REQUIRE(loaded.has_value());
    rules_ = std::make_unique<extractors::RuleSet>(*loaded);
    auto corpus = corpus::Corpus::Open(data(), corpus::OpenMode::kReadWrite, clock_);
    REQUIRE(corpus.has_value());
    corpus_ = std::move(*corpus);
    auto blobs = corpus::BlobStore::Open(data());
    REQUIRE(blobs.has_value());
    blobs_ = std::make_unique<corpus::BlobStore>(std::move(*blobs));
    options.pool.worker_program = SCRUTINEER_FAKE_PDF_WORKER;
    options.pool.limits.time = std::chrono::milliseconds(500);
  }

  void Write(const std::string& name, const std::string& bytes) {
    const fs::path file = folder_.path() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }

  Result<IngestReport> Run() {
    auto listing = sources::ListFiles({folder_.path() / "papers"});
    REQUIRE(listing.has_value());
    progress = {};
    const IngestContext context{corpus_.get(), blobs_.get(), rules_.get(), &councils_, &stop};
    return Ingest(context, std::move(*listing), options, progress);
  }

  fs::path data() const { return folder_.path() / "data"; }
  corpus::Corpus& corpus() { return *corpus_; }

  IngestOptions options;
  SilentProgress progress;
  std::atomic<bool> stop{false};

 private:
  tests::TemporaryFolder folder_;
  FixedClock clock_{*ParseInstant("2024-03-12T02:30:00Z")};
  std::unique_ptr<extractors::RuleSet> rules_;
  std::unique_ptr<corpus::Corpus> corpus_;
  std::unique_ptr<corpus::BlobStore> blobs_;
  text::CouncilNames councils_;
};

std::map<std::string, FileOutcome> ByName(const IngestReport& report) {
  std::map<std::string, FileOutcome> outcomes;
  for (const FileOutcome& outcome : report.outcomes) {
    outcomes[outcome.path.filename().string()] = outcome;
  }
  return outcomes;
}

void CheckAddsUp(const IngestReport& report) {
  CHECK(report.offered ==
        report.ingested + report.unchanged + report.skipped + report.failed + report.not_reached);
}

TEST_CASE("papers that crash or hang the reader cost only themselves") {
  Bench bench;
  bench.Write("papers/a.pdf", "%PDF-crash");
  bench.Write("papers/b.pdf", "%PDF-fine b");
  bench.Write("papers/c.pdf", "%PDF-hang");
  bench.Write("papers/d.pdf", "%PDF-fine d");
  const auto report = bench.Run();
  REQUIRE(report.has_value());
  CheckAddsUp(*report);
  CHECK(report->ingested == 2);
  CHECK(report->failed == 2);
  CHECK(report->pages == 6);
  CHECK(report->mentions == 6);
  CHECK_FALSE(report->complete());
  CHECK(bench.progress.finished == 4);
  auto outcomes = ByName(*report);
  CHECK(outcomes["a.pdf"].code == ErrorCode::kWorkerCrashed);
  CHECK(outcomes["c.pdf"].code == ErrorCode::kTimeLimit);
  CHECK_FALSE(outcomes["c.pdf"].reason.empty());
}

TEST_CASE("a paper that meets the sandbox is marked by name, and the run goes on") {
  Bench bench;
  bench.Write("papers/a.pdf", "%PDF-forbidden");
  bench.Write("papers/b.pdf", "%PDF-fine b");
  const auto report = bench.Run();
  REQUIRE(report.has_value());
  CHECK(report->ingested == 1);
  CHECK(report->warnings.empty());
  const FileOutcome outcome = ByName(*report)["a.pdf"];
  CHECK(ErrorCodeName(outcome.code) == "sandbox-violation");
  CHECK_THAT(outcome.reason, Catch::Contains("system call 41, socket"));
  const auto failures = bench.corpus().papers().Failures();
  REQUIRE((failures && failures->size() == 1));
  CHECK(ErrorCodeName(failures->front().outcome.code) == "sandbox-violation");
}

TEST_CASE("a run warns once where its workers lack a protection") {
  Bench bench;
  bench.Write("papers/a.pdf", "%PDF-fine a");
  bench.Write("papers/b.pdf", "%PDF-fine b");
  ::setenv("SCRUTINEER_FAKE_WORKER_GREETING", "unprotected", 1);
  const auto report = bench.Run();
  ::unsetenv("SCRUTINEER_FAKE_WORKER_GREETING");
  REQUIRE(report.has_value());
  CHECK(report->ingested == 2);
  REQUIRE(report->warnings.size() == 1);
  CHECK_THAT(report->warnings[0],
             Catch::Contains("no network") && Catch::Contains("the test says so"));
}

TEST_CASE("a crash is tried again by later runs, three times in all, and then only reported") {
  Bench bench;
  bench.Write("papers/a.pdf", "%PDF-crash");
  for (int attempt = 1; attempt <= kMaxAttempts; ++attempt) {
    INFO(attempt);
    const auto report = bench.Run();
    REQUIRE(report.has_value());
    CHECK(report->failed == 1);
  }
  const auto report = bench.Run();
  REQUIRE(report.has_value());
  CHECK(report->failed == 0);
  CHECK(report->skipped == 1);
  CHECK(report->outcomes[0].reason.starts_with("failed on 2024-03-12: "));
  CHECK(report->complete());
  bench.options.retry_failed = true;
  CHECK(bench.Run()->failed == 1);
}

TEST_CASE("a run that is stopped says what it did not reach, and the next one does it") {
  Bench bench;
  for (int i = 0; i < 20; ++i) {
    bench.Write("papers/" + std::to_string(i) + ".pdf", "%PDF-fine " + std::to_string(i));
  }
  bench.stop = true;
  const auto stopped = bench.Run();
  REQUIRE(stopped.has_value());
  CheckAddsUp(*stopped);
  CHECK(stopped->not_reached == 20);
  CHECK_FALSE(stopped->complete());
  bench.stop = false;
  CHECK(bench.Run()->ingested == 20);
  CHECK(bench.Run()->unchanged == 20);
}

TEST_CASE("a missing worker program stops the run and leaves nothing half done") {
  Bench bench;
  bench.Write("papers/a.pdf", "%PDF-fine");
  bench.options.pool.worker_program = "/nonexistent/worker";
  const auto report = bench.Run();
  REQUIRE_FALSE(report.has_value());
  CHECK(report.error().code == ErrorCode::kWorkerUnavailable);
  CHECK(bench.corpus().papers().Counts()->papers == 0);
}

TEST_CASE("the lock is held by one at a time and names its holder") {
  const tests::TemporaryFolder folder;
  const FixedClock clock(*ParseInstant("2024-03-12T02:30:00Z"));
  {
    const auto first = RunLock::Take(folder.path(), "run", clock);
    REQUIRE(first.has_value());
    const auto second = RunLock::Take(folder.path(), "ingest", clock);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == ErrorCode::kLocked);
    CHECK(second.error().message.find("'scrutineer run', process ") != std::string::npos);
    CHECK(second.error().message.find("since 2024-03-12T02:30:00Z") != std::string::npos);
  }
  CHECK(RunLock::Take(folder.path(), "ingest", clock).has_value());
}

}  // namespace
}  // namespace scrutineer::ingest

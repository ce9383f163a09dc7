// What the pool makes of workers that crash, hang, grow or lie: a worker that does so on command.

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/pdf/worker_pool.h"
#include "tests/pipeline/pdf/pool_reading.h"

namespace scrutineer::pdf {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Sets how fake workers greet, as long as it lives.
class Greeting {
 public:
  explicit Greeting(const char* mood) { ::setenv(kVariable, mood, 1); }
  ~Greeting() { ::unsetenv(kVariable); }
  Greeting(const Greeting&) = delete;
  Greeting& operator=(const Greeting&) = delete;

 private:
  static constexpr const char* kVariable = "SCRUTINEER_FAKE_WORKER_GREETING";
};

Reading Command(WorkerPool& pool, const std::string& command) {
  return Read(pool, "%PDF-" + command);
}

PoolOptions QuickOptions() {
  PoolOptions options = OptionsFor(kFakeWorker);
  options.limits.time = milliseconds(400);
  options.limits.memory_bytes = std::int64_t{64} << 20;
  return options;
}

TEST_CASE("A worker that fails costs one paper, with the reason") {
  struct Case {
    const char* command;
    ErrorCode code;
    const char* message;
    std::size_t pages;  // that had been read
  };
  const std::vector<Case> cases = {
      {"refuse", ErrorCode::kDamaged, "refused", 0},
      {"crash", ErrorCode::kWorkerCrashed, "crashed the PDF reader (signal 11 on page 2 of 3)", 1},
      {"abort-talking", ErrorCode::kWorkerCrashed,
       "crashed the PDF reader (signal 6 on page 2 of 3): assertion failed:   here", 1},
      {"exit", ErrorCode::kWorkerCrashed, "crashed the PDF reader (exit status 3 on page 2 of 3)",
       1},
      {"forbidden", ErrorCode::kSandboxViolation,
       "tried what no paper needs and was stopped by the sandbox on page 2 of 3 (system call 41, "
       "socket)",
       1},
      {"forbidden-untold", ErrorCode::kSandboxViolation,
       "tried what no paper needs and was stopped by the sandbox on page 2 of 3", 1},
      {"out-of-memory", ErrorCode::kMemoryLimit,
       "needed more than 64 MiB of memory (stopped on page 2 of 3)", 1},
      {"hang", ErrorCode::kTimeLimit, "took longer than 0.4 s (stopped on page 2 of 3)", 1},
      {"spin", ErrorCode::kTimeLimit, "took longer than 0.4 s (stopped on page 2 of 3)", 1},
      {"bloat", ErrorCode::kMemoryLimit,
       "needed more than 64 MiB of memory (stopped on page 2 of 3)", 1},
      {"garbage", ErrorCode::kWorkerCrashed,
       "confused the PDF reader on page 2 of 3 (a frame of 542393671 bytes is too large)", 1},
      {"unknown-type", ErrorCode::kWorkerCrashed,
       "confused the PDF reader on page 2 of 3 (a frame of type 99 is malformed)", 1},
      {"skip-page", ErrorCode::kWorkerCrashed,
       "confused the PDF reader on page 2 of 3 (an answer out of turn)", 1},
      {"repeat-properties", ErrorCode::kWorkerCrashed,
       "confused the PDF reader on page 2 of 3 (an answer out of turn)", 1},
      {"early-end", ErrorCode::kWorkerCrashed,
       "confused the PDF reader on page 2 of 3 (an answer out of turn)", 1},
      {"outline-beyond", ErrorCode::kWorkerCrashed,
       "confused the PDF reader after its last page (an answer out of turn)", 3},
      {"extra-page", ErrorCode::kWorkerCrashed,
       "confused the PDF reader after its last page (an answer out of turn)", 3},
      {"unaccepted", ErrorCode::kWorkerCrashed,
       "crashed the PDF reader (exit status 0 while opening it)", 0},
  };
  const auto pool = StartPool(QuickOptions());
  for (const Case& c : cases) {
    INFO(c.command);
    const Reading reading = Command(*pool, c.command);
    REQUIRE_FALSE(reading.outcome);
    CHECK(ErrorCodeName(reading.outcome.error().code) == ErrorCodeName(c.code));
    CHECK(reading.outcome.error().message == c.message);
    CHECK(reading.pages.size() == c.pages);
    const Reading next = Command(*pool, "good");
    REQUIRE(next.outcome);
    CHECK(next.pages.size() == 3);
  }
  CHECK(pool->peak_worker_memory_bytes() >= (std::int64_t{64} << 20));
}

TEST_CASE("A hanging worker is stopped on time") {
  const auto pool = StartPool(QuickOptions());
  const auto start = steady_clock::now();
  CHECK_FALSE(Command(*pool, "hang").outcome);
  const auto taken = steady_clock::now() - start;
  CHECK(taken >= milliseconds(400));
  CHECK(taken < milliseconds(3000));
}

TEST_CASE("Time that the sink takes is not the paper's") {
  const auto pool = StartPool(QuickOptions());
  const FileDescriptor file = FileOf("%PDF-good");
  const auto outcome = pool->Extract(
      file.get(), [](const ExtractedPage&) { std::this_thread::sleep_for(milliseconds(250)); });
  CHECK(outcome);
}

TEST_CASE("A sink that throws costs its worker, not the pool") {
  const auto pool = StartPool(QuickOptions());
  const FileDescriptor file = FileOf("%PDF-good");
  CHECK_THROWS_AS(pool->Extract(file.get(), [](const ExtractedPage&) { throw 1; }), int);
  CHECK(Command(*pool, "good").pages.size() == 3);
}

TEST_CASE("A worker that talks without end on standard error blocks nothing") {
  const auto pool = StartPool(QuickOptions());
  CHECK(Command(*pool, "flood").outcome);
}

TEST_CASE("A worker that leaves between papers is replaced unseen") {
  const auto pool = StartPool(QuickOptions());
  for (const char* command : {"die-when-done", "leave", "good", "leave", "die-when-done", "good"}) {
    INFO(command);
    CHECK(Command(*pool, command).pages.size() == 3);
  }
}

TEST_CASE("A worker that cannot serve is told at the start") {
  const auto start = [] { return WorkerPool::Start(OptionsFor(kFakeWorker)); };
  struct Case {
    const char* mood;
    const char* words;
  };
  const std::vector<Case> cases = {
      {"die", "libpoppler.so: cannot open shared object file"},
      {"garbage", "does not answer as it should"},
      {"old", "it speaks protocol 4, this program 3"},
  };
  for (const Case& c : cases) {
    INFO(c.mood);
    const Greeting greeting(c.mood);
    const auto pool = start();
    REQUIRE_FALSE(pool);
    CHECK(pool.error().code == ErrorCode::kWorkerUnavailable);
    CHECK_THAT(pool.error().message, Catch::Contains(c.words));
  }
  CHECK(start());
  const auto missing = WorkerPool::Start(OptionsFor("/nowhere/scrutineer-pdf-worker"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kWorkerUnavailable);
  CHECK_THAT(missing.error().ToString(),
             Catch::Contains("/nowhere/scrutineer-pdf-worker") && Catch::Contains("No such file"));
}

TEST_CASE("The pool tells what its workers say protects others from them") {
  CHECK(StartPool(QuickOptions())->protections().complete());
  const Greeting greeting("unprotected");
  const auto pool = StartPool(QuickOptions());
  CHECK_FALSE(pool->protections().complete());
  CHECK(pool->protections().Held().empty());
  CHECK(pool->protections().Missing() ==
        "no privileges, no network, no other processes, no writing, reading only of fonts and "
        "character maps, limits of memory and time");
  CHECK(pool->protections().reason == "the test says so");
}

TEST_CASE("A replacement that cannot be started is an error, and no lasting one") {
  const auto pool = StartPool(QuickOptions());
  {
    const Greeting greeting("die");
    CHECK_FALSE(Command(*pool, "crash").outcome);
    const Reading reading = Command(*pool, "good");
    REQUIRE_FALSE(reading.outcome);
    CHECK(reading.outcome.error().code == ErrorCode::kWorkerUnavailable);
  }
  CHECK(Command(*pool, "good").outcome);
}

TEST_CASE("Workers outlive the threads that were the first to need them") {
  const auto pool = StartPool(QuickOptions());
  CHECK_FALSE(Command(*pool, "crash").outcome);
  bool read = false;
  std::thread([&] { read = Command(*pool, "good").outcome.has_value(); }).join();
  CHECK(read);
  const std::set<int> workers = Children();
  std::this_thread::sleep_for(milliseconds(50));
  CHECK(Command(*pool, "good").outcome);
  CHECK(Children() == workers);
}

TEST_CASE("Nothing is left behind after many papers") {
  const std::set<int> children_before = Children();
  const std::ptrdiff_t descriptors_before = CountOpenDescriptors();
  {
    PoolOptions options = QuickOptions();
    options.workers = 3;
    const auto pool = StartPool(options);
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&pool] {
        for (int i = 0; i < 50; ++i) {
          (void)Command(*pool, i % 7 == 3 ? "crash" : i % 7 == 5 ? "garbage" : "good");
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(Children().size() <= children_before.size() + 3);
  }
  CHECK(Children() == children_before);
  CHECK(CountOpenDescriptors() == descriptors_before);
}

// Whether the process runs no more: gone, or dead and not yet waited for by whoever inherits it.
bool IsDead(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::stringstream text;
  text << file.rdbuf();
  const std::string stat = text.str();
  return stat.empty() || stat.find(") Z") != std::string::npos;
}

TEST_CASE("Workers die with a program that is killed") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  const pid_t program = ::fork();
  if (program == 0) {
    auto pool = WorkerPool::Start(OptionsFor(kRealWorker));
    const int worker = pool && Children().size() == 1 ? *Children().begin() : -1;
    [[maybe_unused]] const ssize_t written = ::write(ends[1], &worker, sizeof worker);
    while (true) ::pause();
  }
  int worker = -1;
  REQUIRE(::read(ends[0], &worker, sizeof worker) == sizeof worker);
  ::close(ends[0]);
  ::close(ends[1]);
  REQUIRE(worker > 0);
  CHECK_FALSE(IsDead(worker));
  ::kill(program, SIGKILL);
  ::waitpid(program, nullptr, 0);
  for (int i = 0; i < 200 && !IsDead(worker); ++i) std::this_thread::sleep_for(milliseconds(10));
  CHECK(IsDead(worker));
}

}  // namespace
}  // namespace scrutineer::pdf

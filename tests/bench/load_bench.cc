#include "tests/bench/load_bench.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/query.h"
#include "pipeline/base/time.h"
#include "tests/bench/generated_papers.h"

namespace scrutineer::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::duration;
using std::chrono::steady_clock;

constexpr int kPapersAtFirst = 1'000;
constexpr int kPapersPerCommit = 5;
constexpr std::chrono::seconds kPhase{6};

// What one side did in a phase; an error is kept for the thread that waits.
struct Work {
  std::int64_t done = 0;
  std::vector<double> seconds;  // each piece of it
  std::string error;

  double PerSecond() const { return static_cast<double>(done) / duration<double>(kPhase).count(); }
  double MillisecondsAt(double share) const {
    std::vector<double> sorted = seconds;
    std::sort(sorted.begin(), sorted.end());
    const auto last = static_cast<double>(sorted.size() - 1);
    return 1000 * sorted.at(static_cast<std::size_t>(share * last));
  }
};

// Repeats `piece`, which gives an error's text or nothing, until the phase is over.
template <typename Piece>
Work Repeat(const Piece& piece) {
  Work work;
  for (const auto end = steady_clock::now() + kPhase; steady_clock::now() < end;) {
    const auto start = steady_clock::now();
    work.error = piece();
    if (!work.error.empty()) return work;
    work.seconds.push_back(duration<double>(steady_clock::now() - start).count());
    ++work.done;
  }
  return work;
}

// The nightly run's side: papers of twenty pages, committed by five.
class Writer {
 public:
  explicit Writer(std::unique_ptr<corpus::Corpus> corpus) : corpus_(std::move(corpus)) {}

  std::string AddFew() {
    for (int i = 0; i < kPapersPerCommit; ++i) {
      if (const auto added = corpus_->papers().Add(papers_.Next()); !added) {
        return added.error().ToString();
      }
    }
    const Status committed = corpus_->papers().Commit();
    return committed ? std::string() : committed.error().ToString();
  }

 private:
  std::unique_ptr<corpus::Corpus> corpus_;
  GeneratedPapers papers_;
};

std::string SearchOnce(corpus::Corpus& corpus, const corpus::SearchRequest& request) {
  const auto result = corpus.searcher().Search(request);
  if (!result) return result.error().ToString();
  return result->hits.empty() ? "a search found nothing" : "";
}

std::unique_ptr<corpus::Corpus> Open(const fs::path& folder, corpus::OpenMode mode,
                                     const Clock& clock) {
  auto opened = corpus::Corpus::Open(folder, mode, clock);
  if (!opened) throw std::runtime_error(opened.error().ToString());
  return std::move(*opened);
}

void Check(const Work& work) {
  if (!work.error.empty()) throw std::runtime_error(work.error);
}

}  // namespace

void BenchLoad() {
  std::string pattern = SCRUTINEER_BINARY_DIR "/bench-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  const fs::path folder = pattern;
  const SystemClock clock;
  {
    Writer writer(Open(folder, corpus::OpenMode::kReadWrite, clock));
    for (int i = 0; i < kPapersAtFirst / kPapersPerCommit; ++i) {
      if (const std::string error = writer.AddFew(); !error.empty()) {
        throw std::runtime_error(error);
      }
    }
    const auto reader = Open(folder, corpus::OpenMode::kReadOnly, clock);
    corpus::SearchRequest request;
    request.query = corpus::ParseQuery("boolworda").value();
    request.limit = 20;
    const auto write = [&] { return writer.AddFew(); };
    const auto read = [&] { return SearchOnce(*reader, request); };

    const Work reads_alone = Repeat(read);
    const Work writes_alone = Repeat(write);
    Work writes;
    std::thread nightly([&] { writes = Repeat(write); });
    const Work reads = Repeat(read);
    nightly.join();
    for (const auto& work : {reads_alone, writes_alone, reads, writes}) Check(work);
    constexpr int kPages = kPapersPerCommit * GeneratedPapers::kPagesPerPaper;
    fmt::print("one writer, one reader of {} pages: alone, then both at once\n",
               kPapersAtFirst * GeneratedPapers::kPagesPerPaper);
    fmt::print("  searches p50 {:.2f} ms, p95 {:.2f} -> p50 {:.2f}, p95 {:.2f}\n",
               reads_alone.MillisecondsAt(0.5), reads_alone.MillisecondsAt(0.95),
               reads.MillisecondsAt(0.5), reads.MillisecondsAt(0.95));
    fmt::print("  pages stored a second {:.0f} -> {:.0f}; neither was refused once\n",
               kPages * writes_alone.PerSecond(), kPages * writes.PerSecond());
  }
  fs::remove_all(folder);
}

}  // namespace scrutineer::bench

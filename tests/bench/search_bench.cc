#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/query.h"
#include "pipeline/base/time.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_papers.h"
#include "tests/bench/load_bench.h"

namespace scrutineer::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::duration;
using std::chrono::steady_clock;

constexpr int kWords = 20;  // that a numbered family takes in turn
// Searches are compared in turns, at least two of each. A turn asks for all words, again and again
// for some time, so that little of it is owed to what the turn before left in the processor's
// caches.
constexpr int kLeastTurns = 2;
constexpr double kSecondsOfTurn = 0.2;
constexpr double kSecondsOfFamily = 3;
constexpr int kLimit = 20;

[[noreturn]] void Give(const Error& error) { throw std::runtime_error(error.ToString()); }

double SecondsSince(steady_clock::time_point start) {
  return duration<double>(steady_clock::now() - start).count();
}

// The corpus, built once; a file says that it is whole.
std::unique_ptr<corpus::Corpus> CorpusOf(std::int64_t pages, const Clock& clock) {
  const fs::path folder =
      fs::path(SCRUTINEER_BINARY_DIR) / "bench" / fmt::format("search-{}", pages);
  const fs::path whole = folder / "whole";
  const bool is_built = fs::exists(whole);
  if (!is_built) fs::remove_all(folder);
  auto opened = corpus::Corpus::Open(folder, corpus::OpenMode::kReadWrite, clock);
  if (!opened) Give(opened.error());
  if (is_built) return std::move(*opened);
  const auto start = steady_clock::now();
  GeneratedPapers papers;
  for (std::int64_t done = 0; done < pages; done += GeneratedPapers::kPagesPerPaper) {
    const auto added = (*opened)->papers().Add(papers.Next());
    if (!added) Give(added.error());
    if (done % 10'000 == 0) {
      if (const auto status = (*opened)->papers().Commit(); !status) Give(status.error());
    }
  }
  if (const auto status = (*opened)->papers().Commit(); !status) Give(status.error());
  const double seconds = SecondsSince(start);
  const auto bytes = static_cast<double>(fs::file_size(folder / "scrutineer.db"));
  fmt::print("built {} pages in {:.1f} s: {:.0f} pages a second, {:.0f} bytes a page on disk\n",
             pages, seconds, static_cast<double>(pages) / seconds,
             bytes / static_cast<double>(pages));
  std::ofstream(whole) << pages;
  return std::move(*opened);
}

struct Times {
  double p50 = 0, p95 = 0, p99 = 0;  // milliseconds
};

Times TimesOf(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&](double share) {
    const auto index = static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1));
    return 1000 * seconds[index];
  };
  return {at(0.5), at(0.95), at(0.99)};
}

// Adds what each round of a turn took.
void TakeTurn(const std::function<void(int)>& search, std::vector<double>& seconds) {
  const auto start = steady_clock::now();
  do {
    for (int round = 0; round < kWords; ++round) {
      const auto begun = steady_clock::now();
      search(round);
      seconds.push_back(SecondsSince(begun));
    }
  } while (SecondsSince(start) < kSecondsOfTurn);
}

// Of each search; in turns, so that a machine that slows down does so for all.
std::vector<Times> Measure(const std::vector<std::function<void(int)>>& searches) {
  // Each query once before: what the first reading from disk costs depends on what ran before it.
  for (const auto& search : searches) {
    for (int round = 0; round < kWords; ++round) search(round);
  }
  std::vector<std::vector<double>> seconds(searches.size());
  const auto start = steady_clock::now();
  for (int turn = 0; turn < kLeastTurns || SecondsSince(start) < kSecondsOfFamily; ++turn) {
    for (std::size_t i = 0; i < searches.size(); ++i) TakeTurn(searches[i], seconds[i]);
  }
  std::vector<Times> times;
  times.reserve(searches.size());
  for (auto& of_search : seconds) times.push_back(TimesOf(std::move(of_search)));
  return times;
}

// The same index without all that is ours: what FTS5 takes to match and rank, and to make a snippet
// of each hit besides.
class BareIndex {
 public:
  BareIndex(const fs::path& file, const std::string& columns) {
    const std::string sql =
        fmt::format("SELECT {} FROM pages_fts WHERE pages_fts MATCH ?1 ORDER BY rank LIMIT {}",
                    columns, kLimit);
    if (sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
        sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
  }
  ~BareIndex() {
    sqlite3_finalize(statement_);
    sqlite3_close(database_);
  }
  BareIndex(const BareIndex&) = delete;
  BareIndex& operator=(const BareIndex&) = delete;

  // Ids, and what stands in the second column as a number.
  std::vector<std::pair<std::int64_t, double>> Search(const std::string& match) {
    std::vector<std::pair<std::int64_t, double>> rows;
    sqlite3_bind_text(statement_, 1, match.c_str(), -1, SQLITE_TRANSIENT);
    int code = sqlite3_step(statement_);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement_)) {
      rows.emplace_back(sqlite3_column_int64(statement_, 0), sqlite3_column_double(statement_, 1));
    }
    sqlite3_reset(statement_);
    if (code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
    return rows;
  }

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

struct Family {
  const char* name;
  std::string query;  // %d is the round's number
  std::string match;  // the same for FTS5; empty: as the family's words alone
  corpus::SearchOrder order = corpus::SearchOrder::kRelevance;
  bool facets = false;
};

std::string Numbered(const std::string& text, int round) {
  const std::size_t at = text.find("%d");
  if (at == std::string::npos) return text;
  return text.substr(0, at) + std::to_string(round) + text.substr(at + 2);
}

corpus::SearchResult SearchOurs(corpus::Corpus& corpus, const Family& family, int round,
                                bool folds = true) {
  corpus::SearchRequest request;
  auto query = corpus::ParseQuery(Numbered(family.query, round));
  if (!query) Give(query.error());
  request.query = std::move(*query);
  request.order = family.order;
  request.limit = kLimit;
  request.fold_duplicates = folds;
  request.unknown_values = corpus::UnknownValues::kFindNothing;
  if (family.facets) request.facets = corpus::AllFacets();
  auto result = corpus.searcher().Search(request);
  if (!result) Give(result.error());
  return std::move(*result);
}

// How many places of the first hits hold, for words of all frequencies, the page that full scoring
// by bm25() puts there, or one of the same score.
void PrintAgreement(corpus::Corpus& corpus, const fs::path& file) {
  constexpr int kQueries = 200;
  constexpr double kEqual = 1e-9;
  BareIndex scored(file, "rowid, -rank");
  const GeneratedPapers papers;
  std::size_t places = 0;
  std::size_t same = 0;
  for (int i = 0; i < kQueries; ++i) {
    // From the most frequent word on, ever further apart.
    const std::string& word = papers.vocabulary()[static_cast<std::size_t>(i * i)];
    const auto ours = SearchOurs(corpus, {"", word, ""}, 0, /*folds=*/false).hits;
    const auto theirs = scored.Search('"' + word + '"');
    places += std::max(ours.size(), theirs.size());
    for (std::size_t at = 0; at < std::min(ours.size(), theirs.size()); ++at) {
      const bool equal = std::abs(ours[at].score - theirs[at].second) <= kEqual;
      if (equal || ours[at].page_id == theirs[at].first) ++same;
    }
  }
  fmt::print("{} words by relevance: {} of {} places as full scoring by bm25() fills them\n",
             kQueries, same, places);
}

}  // namespace

int BenchSearch(std::int64_t pages) {
  const SystemClock clock;
  const auto corpus = CorpusOf(pages, clock);
  const fs::path file = corpus->data_folder() / "scrutineer.db";
  BareIndex bare(file, "rowid, 0");
  BareIndex with_snippets(file, "rowid, 0, snippet(pages_fts, 0, '[', ']', '...', 40)");
  const std::string words = "boolworda AND (boolwordb OR boolwordc)";
  const std::string narrow = "tag:tender council:din since:2015 until:2020 ";
  const Family families[] = {
      {"rare word", "rareword%d", "\"rareword%d\""},
      {"common word", "commonword", "\"commonword\""},
      {"phrase", "\"phraseleft phraseright\"", "\"phraseleft phraseright\""},
      {"boolean", words, words},
      {"phrase, filtered", narrow + "\"phraseleft phraseright\"", "\"phraseleft phraseright\""},
      {"common, filtered", narrow + "commonword", "\"commonword\""},
      {"common, newest", "commonword", "\"commonword\"", corpus::SearchOrder::kNewest},
      {"phrase, facets", "\"phraseleft phraseright\"", "\"phraseleft phraseright\"",
       corpus::SearchOrder::kRelevance, true},
  };
  fmt::print(
      "{} pages, {} hits asked for, each query asked before; milliseconds; floor: the words on a "
      "bare FTS5, and with its snippets\n",
      pages, kLimit);
  fmt::print("{:18}{:>9}{:>9}{:>9}{:>12}{:>9}{:>9}{:>16}{:>9}\n", "", "p50", "p95", "p99",
             "floor p50", "p95", "ratio", "snippets p95", "ratio");
  for (const Family& family : families) {
    const std::vector<Times> times =
        Measure({[&](int round) { SearchOurs(*corpus, family, round); },
                 [&](int round) { bare.Search(Numbered(family.match, round)); },
                 [&](int round) { with_snippets.Search(Numbered(family.match, round)); }});
    const auto& [ours, floor, snippets] = std::tie(times[0], times[1], times[2]);
    fmt::print("{:18}{:>9.2f}{:>9.2f}{:>9.2f}{:>12.2f}{:>9.2f}{:>9.2f}{:>16.2f}{:>9.2f}\n",
               family.name, ours.p50, ours.p95, ours.p99, floor.p50, floor.p95,
               ours.p95 / floor.p95, snippets.p95, ours.p95 / snippets.p95);
  }
  PrintAgreement(*corpus, file);
  BenchLoad();
  return 0;
}

}  // namespace scrutineer::bench

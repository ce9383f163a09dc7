#ifndef SCRUTINEER_TESTS_BENCH_GENERATED_PAPERS_H_
#define SCRUTINEER_TESTS_BENCH_GENERATED_PAPERS_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "corpus/paper_store.h"

namespace scrutineer::bench {

// Papers of twenty pages of some 2.5 KB each, whose words follow Zipf's law over a vocabulary of
// 60,000, with councils, meetings of twenty years, mentions and providers. The same numbers give
// the same papers. Every tenth paper is a pack that repeats pages of the two papers before it, so a
// fifth of the pages has a duplicate. Some words are sown with a known share of pages, to be
// searched for: "commonword" (a third), "boolworda" and b and c (5 % each), "phraseleft
// phraseright" (1 %), and "rareword0" to "rareword19" (one page in 20,000 each).
class GeneratedPapers {
 public:
  static constexpr int kPagesPerPaper = 20;

  GeneratedPapers();
  corpus::ReadPaper Next();
  // The most frequent first.
  const std::vector<std::string>& vocabulary() const { return vocabulary_; }

 private:
  const std::string& Word();
  std::string PageText();
  void AddMentions(const std::string& text, std::vector<Mention>& mentions);
  void AddPages(corpus::ReadPaper& paper);
  // Pages of another paper behind those that the pack has.
  static void Repeat(const corpus::ReadPaper& paper, int pages, corpus::ReadPaper& pack);

  std::mt19937_64 random_{20'240'312};
  std::vector<std::string> vocabulary_;
  std::vector<double> cumulative_;  // of the words' shares
  std::int64_t papers_ = 0;
  corpus::ReadPaper last_, last_but_one_;
};

}  // namespace scrutineer::bench

#endif  // SCRUTINEER_TESTS_BENCH_GENERATED_PAPERS_H_

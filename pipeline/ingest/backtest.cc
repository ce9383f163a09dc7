#include "pipeline/ingest/backtest.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

#include "pipeline/ingest/stored_paper.h"

namespace scrutineer::ingest {
namespace {

// A sample of fixed size of hits that come one by one (Vitter's algorithm R), in their order.
class Reservoir {
 public:
  Reservoir(int size, std::uint64_t seed) : size_(static_cast<std::size_t>(size)), random_(seed) {}

  void Offer(BacktestHit hit) {
    const std::uint64_t number = ++offered_;
    if (kept_.size() < size_) {
      kept_.emplace_back(number, std::move(hit));
      return;
    }
    // Not std::uniform_int_distribution, whose numbers differ between libraries; the bias of the
    // remainder is below 2^-40 for any corpus.
    const std::uint64_t slot = random_() % number;
    if (slot < size_) kept_[slot] = {number, std::move(hit)};
  }

  std::vector<BacktestHit> Take() {
    std::sort(kept_.begin(), kept_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<BacktestHit> hits;
    for (auto& [number, hit] : kept_) hits.push_back(std::move(hit));
    return hits;
  }

 private:
  std::size_t size_;
  std::mt19937_64 random_;
  std::uint64_t offered_ = 0;
  std::vector<std::pair<std::uint64_t, BacktestHit>> kept_;
};

std::string MonthOf(const PaperMetadata& metadata) {
  return metadata.meeting_date ? FormatDate(*metadata.meeting_date).substr(0, 7) : std::string();
}

std::string CommitteeOf(const PaperMetadata& metadata) {
  if (metadata.council.empty() || metadata.committee.empty()) return metadata.committee;
  return fmt::format("{}, {}", metadata.council, metadata.committee);
}

class Counter {
 public:
  Counter(const BacktestOptions& options, BacktestReport& report)
      : options_(options), report_(report), reservoir_(options.sample, options.seed) {}

  void Count(const corpus::PaperRow& row, const std::vector<Page>& pages,
             const std::vector<std::vector<Mention>>& mentions) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      const std::int64_t before = count;
      for (const Mention& mention : mentions[i]) {
        if (mention.rule != options_.rule) continue;
        ++count;
        Sample(row, pages[i], mention);
      }
      report_.pages += count > before ? 1 : 0;
    }
    ++report_.papers_seen;
    report_.pages_seen += static_cast<std::int64_t>(pages.size());
    if (count == 0) return;
    const PaperMetadata& metadata = row.paper.metadata;
    for (BacktestCount* each :
         {&report_.all, &report_.by_month[MonthOf(metadata)], &report_.by_council[metadata.council],
          &report_.by_committee[CommitteeOf(metadata)]}) {
      each->mentions += count;
      ++each->papers;
    }
  }

  void Finish() { report_.sample = reservoir_.Take(); }

 private:
  void Sample(const corpus::PaperRow& row, const Page& page, const Mention& mention) {
    if (options_.sample == 0) return;
    BacktestHit hit{row.paper,
                    row.version.sha256,
                    page.number,
                    mention,
                    std::string(mention.span.Of(page.text)),
                    std::string(mention.sentence.Of(page.text))};
    if (options_.samples && !options_.samples(hit)) return;
    reservoir_.Offer(std::move(hit));
  }

  const BacktestOptions& options_;
  BacktestReport& report_;
  Reservoir reservoir_;
};

}  // namespace

Result<BacktestReport> Backtest(corpus::Corpus& corpus, const extractors::RuleSet& rules,
                                const BacktestOptions& options) {
  BacktestReport report;
  Counter counter(options, report);
  SCRUTINEER_ASSIGN_OR_RETURN(const auto papers, corpus.papers().List(options.filter));
  for (const corpus::PaperRow& row : papers) {
    if (options.stop != nullptr && options.stop->load()) {
      return Fail(ErrorCode::kCancelled, "the backtest was stopped");
    }
    SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, corpus.papers().Pages(row.version.id));
    counter.Count(row, pages, TagPages(rules, pages));
    if (options.progress) {
      options.progress(report.papers_seen, static_cast<std::int64_t>(papers.size()));
    }
  }
  counter.Finish();
  return report;
}

}  // namespace scrutineer::ingest

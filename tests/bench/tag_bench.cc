#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/rule_examples.h"
#include "extractors/rule_folder.h"
#include "extractors/rule_matcher.h"
#include "extractors/surroundings.h"
#include "extractors/tagger.h"
#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/text/sentences.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_rules.h"

namespace scrutineer::bench {
namespace {

using extractors::CompiledRuleSet;
using extractors::FindMentions;
using Pages = std::vector<std::string_view>;

// The text of a page is about this long in council papers.
constexpr std::size_t kPageBytes = 2500;
constexpr double kLeastSeconds = 3;
constexpr int kTimes = 10;

// Pages as form feeds part them, else stretches of whole lines of about a page's length.
Pages SplitPages(std::string_view text) {
  const bool has_form_feeds = text.find('\f') != std::string_view::npos;
  Pages pages;
  while (!text.empty()) {
    std::size_t end = has_form_feeds ? text.find('\f') : text.find('\n', kPageBytes);
    end = std::min(end, text.size() - 1) + 1;
    pages.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return pages;
}

std::string ReadText(const std::filesystem::path& file) {
  const auto bytes = ReadFile(file);
  if (!bytes) throw std::runtime_error(bytes.error().ToString());
  std::string text = ReplaceInvalidUtf8(*bytes);
  if (text.empty()) throw std::runtime_error(file.string() + ": is empty");
  return text;
}

double ProcessorSeconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Memory of this process that is in use (its resident set).
double ResidentMib() {
  std::ifstream statm("/proc/self/statm");
  double all = 0;
  double resident = 0;
  statm >> all >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

std::unique_ptr<CompiledRuleSet> LoadRules(int times, std::string_view text) {
  extractors::DiagnosticList diagnostics;
  auto sources = extractors::ReadRuleFolder(SCRUTINEER_SOURCE_DIR "/rules", diagnostics);
  if (!sources) throw std::runtime_error(sources.error().ToString());
  if (times > 1) sources = Multiply(std::move(*sources), times, text);
  auto set = extractors::CompileRules(std::move(*sources), diagnostics);
  for (const auto& diagnostic : diagnostics.Take()) throw std::runtime_error(diagnostic.ToString());
  return set;
}

// Bytes a second of processor time, after a first round.
double Speed(const CompiledRuleSet& set, const Pages& pages, std::size_t bytes) {
  std::size_t mentions = 0;
  for (const std::string_view page : pages) mentions += FindMentions(set, page).size();
  extractors::ThreadSearchWork() = {};
  int rounds = 0;
  const double from = ProcessorSeconds();
  while (ProcessorSeconds() - from < kLeastSeconds) {
    for (const std::string_view page : pages) {
      if (FindMentions(set, page).size() > bytes) return 0;
    }
    ++rounds;
  }
  const double speed = static_cast<double>(bytes) * rounds / (ProcessorSeconds() - from);
  const extractors::SearchWork work = extractors::ThreadSearchWork();
  fmt::print(
      "{} rules, {} providers, {} services; {} mentions in {:.2f} MB: {:.1f} MB/s on one "
      "core ({} rounds; {} searches over {:.2f} MB a round)\n",
      set.files.size(), set.providers.size(), set.service_entries.size(), mentions,
      static_cast<double>(bytes) / 1e6, speed / 1e6, rounds,
      work.searches / static_cast<unsigned>(rounds),
      static_cast<double>(work.bytes) / 1e6 / rounds);
  return speed;
}

void PrintMemory(double before, const CompiledRuleSet& set, const Pages& pages) {
  const double loaded = ResidentMib() - before;
  (void)extractors::RunExamples(set);
  for (const std::string_view page : pages) (void)FindMentions(set, page);
  fmt::print(
      "memory of the rules: {:.1f} MiB as loaded, {:.1f} MiB with every pattern compiled "
      "and run\n",
      loaded, ResidentMib() - before);
}

struct Cost {
  double seconds = 0;
  std::uint64_t searches = 0, bytes = 0;
  std::size_t hits = 0;
};

// Runs each rule of one page alone, on the sentences that its literals allow.
class RuleTimer {
 public:
  explicit RuleTimer(const CompiledRuleSet& set) : set_(set) {}

  void Run(std::string_view page) {
    hits_.clear();
    set_.literals.scanner.Scan(page, hits_);
    const auto paragraphs = text::SplitParagraphs(page);
    around_.BeginPage(set_, page, paragraphs, &hits_, "");
    std::size_t hit = 0;
    for (const text::Paragraph& paragraph : paragraphs) {
      for (const ByteSpan sentence : paragraph.sentences) {
        while (hit < hits_.size() && hits_[hit].end <= sentence.begin) ++hit;
        const std::size_t first = hit;
        while (hit < hits_.size() && hits_[hit].end <= sentence.end) ++hit;
        around_.Enter(paragraph, sentence, first, hit);
        RunRules();
      }
    }
  }

  const std::map<std::string, Cost>& costs() const { return costs_; }

 private:
  void RunRules() {
    for (std::size_t i = 0; i < set_.patterns.size();) {
      const std::uint32_t rule = set_.patterns[i].rule;
      candidates_.clear();
      for (; i < set_.patterns.size() && set_.patterns[i].rule == rule; ++i) {
        if (around_.Allows(set_.patterns[i].compiled->required)) {
          candidates_.push_back(set_.patterns[i].pattern);
        }
      }
      if (!candidates_.empty()) RunRule(set_.rules[rule]);
    }
  }

  void RunRule(const extractors::TagRule& rule) {
    rule_hits_.clear();
    extractors::ThreadSearchWork() = {};
    const auto from = std::chrono::steady_clock::now();
    extractors::FindRuleHits(rule, candidates_, around_, rule_hits_);
    Cost& cost = costs_[rule.entity_id.empty() ? rule.id : rule.id + " " + rule.entity_id];
    cost.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    cost.searches += extractors::ThreadSearchWork().searches;
    cost.bytes += extractors::ThreadSearchWork().bytes;
    cost.hits += rule_hits_.size();
  }

  const CompiledRuleSet& set_;
  extractors::Surroundings around_;
  std::vector<extractors::LiteralHit> hits_;
  std::vector<std::uint32_t> candidates_;
  std::vector<extractors::RuleHit> rule_hits_;
  std::map<std::string, Cost> costs_;
};

}  // namespace

int BenchTag(const std::filesystem::path& file) {
  const std::string text = ReadText(file);
  const Pages pages = SplitPages(text);
  const double before = ResidentMib();
  const auto started = std::chrono::steady_clock::now();
  const auto set = LoadRules(1, text);
  const std::chrono::duration<double, std::milli> load = std::chrono::steady_clock::now() - started;
  fmt::print("rules loaded in {:.1f} ms\n", load.count());
  PrintMemory(before, *set, pages);
  const double speed = Speed(*set, pages, text.size());
  const double many = Speed(*LoadRules(kTimes, text), pages, text.size());
  fmt::print("with {} times as many rules and providers the cost is {:.2f} times\n", kTimes,
             speed / many);
  return 0;
}

int BenchRules(const std::filesystem::path& file) {
  const std::string text = ReadText(file);
  const auto set = LoadRules(1, text);
  for (const std::string_view page : SplitPages(text)) (void)FindMentions(*set, page);
  RuleTimer timer(*set);
  for (const std::string_view page : SplitPages(text)) timer.Run(page);
  std::vector<std::pair<std::string, Cost>> costs(timer.costs().begin(), timer.costs().end());
  std::sort(costs.begin(), costs.end(),
            [](const auto& a, const auto& b) { return a.second.seconds > b.second.seconds; });
  fmt::print("{:>9} {:>9} {:>10} {:>7}  rule\n", "us/MB", "searches", "bytes", "hits");
  for (const auto& [name, cost] : costs) {
    fmt::print("{:9.0f} {:9} {:10} {:7}  {}\n",
               cost.seconds * 1e12 / static_cast<double>(text.size()), cost.searches, cost.bytes,
               cost.hits, name);
  }
  return 0;
}

}  // namespace scrutineer::bench

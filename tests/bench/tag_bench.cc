#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_set.h"
#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "tests/bench/bench.h"

namespace scrutineer::bench {
namespace {

// The text of a page is about this long in council papers.
constexpr std::size_t kPageBytes = 2500;
constexpr double kLeastSeconds = 3;

// Pages as form feeds part them, else stretches of whole lines of about a page's length.
std::vector<std::string_view> Pages(std::string_view text) {
  const bool has_form_feeds = text.find('\f') != std::string_view::npos;
  std::vector<std::string_view> pages;
  while (!text.empty()) {
    std::size_t end = has_form_feeds ? text.find('\f') : text.find('\n', kPageBytes);
    end = std::min(end, text.size() - 1) + 1;
    pages.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return pages;
}

double ProcessorSeconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

int BenchTag(const std::filesystem::path& file) {
  const auto started = std::chrono::steady_clock::now();
  const auto rules = extractors::RuleSet::Load(SCRUTINEER_SOURCE_DIR "/rules");
  if (!rules) throw std::runtime_error(rules.error().ToString());
  const std::chrono::duration<double, std::milli> load = std::chrono::steady_clock::now() - started;
  const auto bytes = ReadFile(file);
  if (!bytes) throw std::runtime_error(bytes.error().ToString());
  const std::string text = ReplaceInvalidUtf8(*bytes);
  if (text.empty()) throw std::runtime_error(file.string() + ": is empty");

  const auto pages = Pages(text);
  std::size_t mentions = 0;
  for (const std::string_view page : pages) mentions += rules->FindMentions(page).size();
  int rounds = 0;
  const double from = ProcessorSeconds();
  while (ProcessorSeconds() - from < kLeastSeconds) {
    for (const std::string_view page : pages) {
      if (rules->FindMentions(page).size() > text.size()) return 2;
    }
    ++rounds;
  }
  const double seconds = (ProcessorSeconds() - from) / rounds;
  fmt::print("{} rules, {} providers, {} services loaded in {:.1f} ms\n", rules->rules().size(),
             rules->providers().size(), rules->services().size(), load.count());
  fmt::print("{:.2f} MB in {} pages, {} mentions: {:.1f} MB/s on one core ({} rounds)\n",
             static_cast<double>(text.size()) / 1e6, pages.size(), mentions,
             static_cast<double>(text.size()) / 1e6 / seconds, rounds);
  return 0;
}

}  // namespace scrutineer::bench

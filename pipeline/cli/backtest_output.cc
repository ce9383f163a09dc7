#include "pipeline/cli/backtest_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/cli/judgements.h"

namespace scrutineer::cli {
namespace {

using ingest::BacktestCount;
using Json = nlohmann::ordered_json;
using Counts = std::map<std::string, BacktestCount>;

// Longer than this, years are drawn instead of months.
constexpr int kMostMonths = 48;
constexpr std::int64_t kBarWidth = 50;
constexpr std::size_t kMostRows = 20;

std::string Named(const std::string& key) { return key.empty() ? "unknown" : key; }

int MonthNumber(const std::string& month) {
  return std::stoi(month.substr(0, 4)) * 12 + std::stoi(month.substr(5, 2)) - 1;
}

std::string MonthName(int number) {
  return fmt::format("{:04}-{:02}", number / 12, number % 12 + 1);
}

// Every month between the first and the last, or every year; the unknown apart.
std::vector<std::pair<std::string, std::int64_t>> Bars(const Counts& by_month) {
  std::vector<std::pair<std::string, std::int64_t>> bars;
  auto first = by_month.begin();
  if (first != by_month.end() && first->first.empty()) ++first;
  if (first == by_month.end()) return bars;
  const int from = MonthNumber(first->first);
  const int to = MonthNumber(by_month.rbegin()->first);
  const bool years = to - from >= kMostMonths;
  std::map<std::string, std::int64_t> sums;
  for (auto each = first; each != by_month.end(); ++each) {
    sums[years ? each->first.substr(0, 4) : each->first] += each->second.mentions;
  }
  for (int month = years ? from / 12 * 12 : from; month <= to; month += years ? 12 : 1) {
    const std::string name = years ? MonthName(month).substr(0, 4) : MonthName(month);
    bars.emplace_back(name, sums[name]);
  }
  return bars;
}

void PlotMonths(const Counts& by_month) {
  const auto bars = Bars(by_month);
  std::int64_t most = 1;
  for (const auto& [name, count] : bars) most = std::max(most, count);
  PrintLine("by date of meeting");
  for (const auto& [name, count] : bars) {
    // What fired at all is seen.
    const std::int64_t width = count == 0 ? 0 : std::max<std::int64_t>(1, count * kBarWidth / most);
    PrintLine(fmt::format("  {:8}{}{}{}", name, std::string(static_cast<std::size_t>(width), '#'),
                          width > 0 ? " " : "", Grouped(count)));
  }
  const auto unknown = by_month.find("");
  if (unknown != by_month.end()) {
    PrintLine(fmt::format("  unknown {}", Grouped(unknown->second.mentions)));
  }
}

void PrintTable(std::string_view title, const Counts& counts) {
  std::vector<std::pair<std::string, BacktestCount>> rows(counts.begin(), counts.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.second.mentions > b.second.mentions;
  });
  PrintLine(title);
  for (std::size_t i = 0; i < std::min(rows.size(), kMostRows); ++i) {
    const auto& [key, count] = rows[i];
    PrintLine(fmt::format("{:>8}  {}, in {}", Grouped(count.mentions), Printable(Named(key)),
                          Counted(count.papers, "paper")));
  }
  if (rows.size() > kMostRows) {
    PrintLine(fmt::format("          and {} more (--format json and csv name all)",
                          rows.size() - kMostRows));
  }
}

std::string AttributeWords(const MentionAttributes& attributes) {
  std::string words;
  for (const std::string* value :
       {&attributes.stage, &attributes.direction, &attributes.kind, &attributes.status}) {
    if (!value->empty()) words += (words.empty() ? "" : ", ") + *value;
  }
  return words;
}

Json CountsJson(const char* key, const Counts& counts) {
  Json list = Json::array();
  for (const auto& [value, count] : counts) {
    list.push_back({{key, value.empty() ? Json(nullptr) : Json(value)},
                    {"mentions", count.mentions},
                    {"papers", count.papers}});
  }
  return list;
}

Json HitJson(const ingest::BacktestHit& hit) {
  const MentionAttributes& attributes = hit.mention.attributes;
  Json json;
  json["id"] = JudgementId(hit);
  json["tag"] = TagName(hit.mention.tag);
  json["text"] = hit.words;
  if (!attributes.stage.empty()) json["stage"] = attributes.stage;
  if (!attributes.direction.empty()) json["direction"] = attributes.direction;
  if (!attributes.kind.empty()) json["kind"] = attributes.kind;
  if (!attributes.status.empty()) json["status"] = attributes.status;
  if (!hit.mention.entity_name.empty()) json["name"] = hit.mention.entity_name;
  json["quote"] = hit.sentence;
  json["citation"] = Citation(hit.paper, hit.page_number);
  return json;
}

void PrintAsJson(const std::string& rule, const ingest::BacktestReport& report,
                 std::uint64_t seed) {
  Json json;
  json["rule"] = rule;
  json["mentions"] = report.all.mentions;
  json["pages"] = report.pages;
  json["papers"] = report.all.papers;
  json["pages_seen"] = report.pages_seen;
  json["papers_seen"] = report.papers_seen;
  json["by_month"] = CountsJson("month", report.by_month);
  json["by_council"] = CountsJson("council", report.by_council);
  json["by_committee"] = CountsJson("committee", report.by_committee);
  json["seed"] = seed;
  json["sample"] = Json::array();
  for (const ingest::BacktestHit& hit : report.sample) json["sample"].push_back(HitJson(hit));
  PrintJson(json, Format::kJson);
}

void PrintAsCsv(const ingest::BacktestReport& report) {
  PrintCsvLine({"by", "value", "mentions", "papers"});
  const auto print = [](const char* by, const Counts& counts) {
    for (const auto& [value, count] : counts) {
      PrintCsvLine({by, value, std::to_string(count.mentions), std::to_string(count.papers)});
    }
  };
  print("all", {{"", report.all}});
  print("month", report.by_month);
  print("council", report.by_council);
  print("committee", report.by_committee);
}

}  // namespace

void PrintHit(const ingest::BacktestHit& hit, std::size_t number) {
  const Mention& mention = hit.mention;
  std::string what = fmt::format("{}. {}", number, TagName(mention.tag));
  const std::string attributes = AttributeWords(mention.attributes);
  if (!attributes.empty()) what += fmt::format(" ({})", attributes);
  if (!mention.entity_name.empty()) what += ": " + mention.entity_name;
  PrintLine(Printable(what));
  const ByteSpan words{mention.span.begin - mention.sentence.begin,
                       mention.span.end - mention.sentence.begin};
  PrintLine(Folded(Highlighted(hit.sentence, {words}), 3, 100));
  PrintLine("   " + Printable(Citation(hit.paper, hit.page_number)));
}

void PrintBacktest(const std::string& rule, const ingest::BacktestReport& report,
                   std::uint64_t seed, bool without_sample, Format format) {
  if (format == Format::kJson) return PrintAsJson(rule, report, seed);
  if (format == Format::kCsv) return PrintAsCsv(report);
  PrintLine(fmt::format("{}: {} on {} of {} (of {}, {})", rule,
                        Counted(report.all.mentions, "mention"), Counted(report.pages, "page"),
                        Counted(report.all.papers, "paper"), Counted(report.papers_seen, "paper"),
                        Counted(report.pages_seen, "page")));
  if (report.all.mentions == 0) return;
  PlotMonths(report.by_month);
  PrintTable("by council", report.by_council);
  PrintTable("by committee", report.by_committee);
  if (without_sample || report.sample.empty()) return;
  PrintLine(fmt::format("sample of {} (--seed {})", report.sample.size(), seed));
  for (std::size_t i = 0; i < report.sample.size(); ++i) PrintHit(report.sample[i], i + 1);
}

}  // namespace scrutineer::cli

#include "pipeline/cli/retag_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

// More changed parts than this are counted, not named.
constexpr std::size_t kMostParts = 8;

std::string_view NewsName(ingest::MentionNews::Kind kind) {
  switch (kind) {
    case ingest::MentionNews::Kind::kGained:
      return "gained";
    case ingest::MentionNews::Kind::kLost:
      return "lost";
    case ingest::MentionNews::Kind::kChanged:
      return "changed";
  }
  return "changed";
}

std::string PartsWords(const ingest::RetagReport& report) {
  if (report.changed_parts.empty()) return "no rule means anything else than before";
  if (report.changed_parts.size() > kMostParts) {
    return fmt::format("{} parts of the rules changed", report.changed_parts.size());
  }
  return fmt::format("changed: {}", fmt::join(report.changed_parts, ", "));
}

Json BalanceJson(const ingest::MentionBalance& balance) {
  return {{"gained", balance.gained}, {"lost", balance.lost}, {"changed", balance.changed}};
}

}  // namespace

void PrintRetagReport(const ingest::RetagReport& report, bool dry_run) {
  if (report.papers == 0) {
    PrintLine("nothing to do: every page is tagged by these rules");
    return;
  }
  PrintLine(Printable(PartsWords(report)));
  PrintLine(fmt::format("{} of {} ({}) {}: {} gained, {} lost, {} changed",
                        Grouped(report.papers_tagged), Counted(report.papers, "paper"),
                        Counted(report.pages, "page"), dry_run ? "tried" : "tagged anew",
                        Counted(report.all.gained, "mention"), Grouped(report.all.lost),
                        Grouped(report.all.changed)));
  if (!report.by_rule.empty()) {
    PrintLine(fmt::format("  {:40}{:>8}{:>8}{:>8}", "rule", "gained", "lost", "changed"));
  }
  for (const auto& [rule, balance] : report.by_rule) {
    PrintLine(
        fmt::format("  {:40}{:>8}{:>8}{:>8}", rule, balance.gained, balance.lost, balance.changed));
  }
  if (report.findings_gained + report.findings_lost > 0) {
    PrintLine(fmt::format("{} gained, {} lost", Counted(report.findings_gained, "finding"),
                          Grouped(report.findings_lost)));
  }
  if (dry_run) PrintLine("nothing was changed (--dry-run)");
}

Json RetagJson(const ingest::RetagReport& report) {
  Json json;
  json["papers"] = report.papers;
  json["papers_tagged"] = report.papers_tagged;
  json["pages"] = report.pages;
  json["gained"] = report.all.gained;
  json["lost"] = report.all.lost;
  json["changed"] = report.all.changed;
  json["findings_gained"] = report.findings_gained;
  json["findings_lost"] = report.findings_lost;
  json["everything"] = report.everything;
  json["changed_parts"] = report.changed_parts;
  json["by_rule"] = Json::object();
  for (const auto& [rule, balance] : report.by_rule) json["by_rule"][rule] = BalanceJson(balance);
  return json;
}

void PrintNews(const ingest::MentionNews& news) {
  const Mention& mention = news.mention;
  std::string what =
      fmt::format("{}: {} ({})", NewsName(news.kind), TagName(mention.tag), mention.rule);
  if (!mention.entity_name.empty()) what += ": " + mention.entity_name;
  PrintLine(Printable(what));
  const ByteSpan words{mention.span.begin - mention.sentence.begin,
                       mention.span.end - mention.sentence.begin};
  PrintLine(Folded(Highlighted(mention.sentence.Of(news.page_text), {words}), 3, 100));
  PrintLine("   " + Printable(Citation(news.paper, news.page_number)));
}

Json NewsJson(const ingest::MentionNews& news) {
  Json json;
  json["news"] = NewsName(news.kind);
  json.update(TaggedJson(news.page_text, news.mention));
  json["quote"] = news.mention.sentence.Of(news.page_text);
  json["citation"] = Citation(news.paper, news.page_number);
  return json;
}

}  // namespace scrutineer::cli

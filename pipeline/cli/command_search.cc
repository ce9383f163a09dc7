#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "corpus/query.h"
#include "corpus/searcher.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/one_of.h"
#include "pipeline/cli/output.h"
#include "pipeline/model/ocr_words.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

struct SearchFlags {
  std::vector<std::string> words;
  FilterFlags filter;
  corpus::SearchOrder order = corpus::SearchOrder::kRelevance;
  int limit = 10;
  int offset = 0;
  bool all_versions = false;
  Format format = Format::kText;
};

std::string TagNames(const std::vector<Tag>& tags) {
  std::vector<std::string_view> names;
  names.reserve(tags.size());
  for (const Tag tag : tags) names.push_back(TagName(tag));
  return fmt::format("{}", fmt::join(names, ", "));
}

void PrintHit(const corpus::SearchHit& hit, int rank) {
  const PaperMetadata& metadata = hit.paper.metadata;
  std::string heading = metadata.council.empty() ? "council unknown" : metadata.council;
  if (const std::string meeting = MeetingName(metadata); !meeting.empty()) {
    heading += " · " + meeting;
  }
  PrintLine(fmt::format("{}. {} · {}", rank, Printable(heading), PaperKindName(metadata.kind)));
  PrintLine(fmt::format("   {}{}{}{}", Printable(metadata.title),
                        metadata.title.empty() ? "" : ", ",
                        PagesName(hit.page_number, hit.last_page), OcrNote(hit.ocr_confidence)));
  const std::string under = UnderName(hit.under, metadata);
  if (!under.empty()) PrintLine(Folded(Printable(under), 3, 100));
  const std::string passage =
      fmt::format("{}{}{}", hit.snippet_starts_page ? "" : "… ",
                  Highlighted(hit.snippet, hit.highlights), hit.snippet_ends_page ? "" : " …");
  PrintLine(Folded(passage, 3, 100));
  PrintLine(fmt::format("   {}", Printable(Citation(hit.paper, hit.page_number))));
  if (!hit.tags.empty()) PrintLine(fmt::format("   on this page: {}", TagNames(hit.tags)));
  PrintLine("");
}

void PrintText(const corpus::SearchResult& result, int offset) {
  int rank = offset;
  for (const corpus::SearchHit& hit : result.hits) PrintHit(hit, ++rank);
  if (result.total == 0) {
    PrintLine("No page was found.");
  } else if (result.hits.empty()) {
    PrintLine(fmt::format("{}; none after the first {}.", Counted(result.total, "page"), offset));
  } else {
    PrintLine(
        fmt::format("{} found, {} to {} shown.", Counted(result.total, "page"), offset + 1, rank));
  }
  if (result.pages_without_text > 0) {
    PrintLine(
        fmt::format("Not searched: {} without text (scans that wait for OCR, or damaged pages).",
                    Counted(result.pages_without_text, "page")));
  }
}

Json HitJson(const corpus::SearchHit& hit) {
  const PaperMetadata& metadata = hit.paper.metadata;
  Json json;
  json["citation"] = Citation(hit.paper, hit.page_number);
  json["paper"] = hit.paper.id;
  json["path"] = hit.paper.locator;
  json["page"] = hit.page_number;
  AddLastPage(hit.page_number, hit.last_page, json);
  if (!hit.page_label.empty()) json["page_label"] = hit.page_label;
  AddUnder(hit.under, json);
  json["council"] = metadata.council.empty() ? Json(nullptr) : Json(metadata.council);
  json["committee"] = metadata.committee.empty() ? Json(nullptr) : Json(metadata.committee);
  json["date"] = metadata.meeting_date ? Json(FormatDate(*metadata.meeting_date)) : Json(nullptr);
  json["kind"] = PaperKindName(metadata.kind);
  json["title"] = metadata.title.empty() ? Json(nullptr) : Json(metadata.title);
  json["snippet"] = hit.snippet;
  json["highlights"] = Json::array();
  for (const ByteSpan span : hit.highlights) {
    json["highlights"].push_back(
        {CountCodePoints(std::string_view(hit.snippet).substr(0, span.begin)),
         CountCodePoints(std::string_view(hit.snippet).substr(0, span.end))});
  }
  json["ocr_confidence"] = ConfidenceJson(hit.ocr_confidence);
  json["tags"] = Json::array();
  for (const Tag tag : hit.tags) json["tags"].push_back(TagName(tag));
  json["score"] = hit.score;
  json["sha256"] = hit.sha256;
  return json;
}

void PrintCsv(const corpus::SearchResult& result) {
  PrintCsvLine({"citation", "council", "committee", "date", "kind", "title", "page", "snippet",
                "tags", "sha256", "ocr_confidence", "last_page", "item", "item_title"});
  for (const corpus::SearchHit& hit : result.hits) {
    const PaperMetadata& metadata = hit.paper.metadata;
    PrintCsvLine({Citation(hit.paper, hit.page_number), metadata.council, metadata.committee,
                  metadata.meeting_date ? FormatDate(*metadata.meeting_date) : "",
                  std::string(PaperKindName(metadata.kind)), metadata.title,
                  std::to_string(hit.page_number), Printable(hit.snippet), TagNames(hit.tags),
                  hit.sha256, hit.ocr_confidence ? std::to_string(*hit.ocr_confidence) : "",
                  std::to_string(std::max(hit.page_number, hit.last_page)),
                  hit.under ? hit.under->number : "", hit.under ? hit.under->title : ""});
  }
}

void PrintJsonResult(const corpus::SearchResult& result, Format format) {
  if (format == Format::kJsonLines) {
    for (const corpus::SearchHit& hit : result.hits) PrintJson(HitJson(hit), format);
    return;
  }
  Json json;
  json["total"] = result.total;
  json["pages_without_text"] = result.pages_without_text;
  json["hits"] = Json::array();
  for (const corpus::SearchHit& hit : result.hits) json["hits"].push_back(HitJson(hit));
  PrintJson(json, format);
}

Result<corpus::SearchRequest> ToRequest(const SearchFlags& flags) {
  corpus::SearchRequest request;
  SCRUTINEER_ASSIGN_OR_RETURN(request.filter, ToMentionFilter(flags.filter));
  const std::string words = fmt::format("{}", fmt::join(flags.words, " "));
  if (!flags.words.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(request.query, corpus::ParseQuery(words));
  }
  request.order = flags.order;
  request.limit = flags.limit;
  request.offset = flags.offset;
  request.all_versions = flags.all_versions;
  return request;
}

Result<int> RunSearch(Session& session, const SearchFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto request, ToRequest(flags));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto result, corpus->searcher().Search(request));
  if (result.total == 0) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto counts, corpus->papers().Counts());
    if (counts.papers == 0) return Fail(EmptyCorpus(corpus->data_folder()));
  }
  if (flags.format == Format::kText) {
    PrintText(result, flags.offset);
  } else if (flags.format == Format::kCsv) {
    PrintCsv(result);
  } else {
    PrintJsonResult(result, flags.format);
  }
  return result.total == 0 ? kExitNothing : kExitDone;
}

}  // namespace

void DefineSearch(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("search", "find pages by words and by what is tagged on them");
  const auto flags = std::make_shared<SearchFlags>();
  command->add_option(
      "QUERY", flags->words,
      "words, \"phrases\", AND, OR, NOT (or -), prefix*, brackets; without any, all "
      "pages that pass the filters");
  AddMentionFilters(*command, flags->filter);
  static const std::map<std::string, corpus::SearchOrder> orders = {
      {"relevance", corpus::SearchOrder::kRelevance},
      {"newest", corpus::SearchOrder::kNewest},
      {"oldest", corpus::SearchOrder::kOldest}};
  command
      ->add_option("--order", flags->order,
                   "relevance (bm25, default), newest or oldest meeting first")
      ->transform(OneOf(orders))
      ->type_name("NAME");
  command->add_option("--limit", flags->limit, "hits to show (default 10)")
      ->check(CLI::Range(1, 10000).description(""));
  command->add_option("--offset", flags->offset, "hits to leave out first")
      ->check(CLI::Range(0, 1'000'000).description(""));
  command->add_flag("--all-versions", flags->all_versions,
                    "also papers that a later version replaced");
  AddFormat(*command, flags->format, {"text", "json", "jsonl", "csv"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunSearch(session, *flags); };
  });
}

}  // namespace scrutineer::cli

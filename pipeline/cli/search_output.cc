#include "pipeline/cli/search_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pipeline/alerts/link.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/also_in_output.h"
#include "pipeline/model/ocr_words.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string TagsOf(const corpus::SearchHit& hit) {
  std::vector<std::string_view> names;
  names.reserve(hit.tags.size());
  for (const Tag tag : hit.tags) names.push_back(TagName(tag));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string Link(const corpus::SearchHit& hit, const SearchOutput& output) {
  alerts::PageReference where;
  where.paper = hit.paper;
  where.sha256 = hit.sha256;
  where.page_number = hit.page_number;
  return alerts::LinkTo(where, output.link_template);
}

std::string PaperHeading(const Paper& paper) {
  const PaperMetadata& metadata = paper.metadata;
  std::string heading = CouncilName(metadata);
  if (const std::string meeting = MeetingName(metadata); !meeting.empty()) {
    heading += " · " + meeting;
  }
  return fmt::format("{} · {}", Printable(heading), PaperKindName(metadata.kind));
}

// Where on the paper and what the page says, below the paper's heading.
void PrintPage(const corpus::SearchHit& hit, std::string_view title) {
  PrintLine(fmt::format("   {}{}{}{}", title, title.empty() ? "" : ", ",
                        PagesName(hit.page_number, hit.last_page), OcrNote(hit.ocr_confidence)));
  const std::string under = UnderName(hit.under, hit.paper.metadata);
  if (!under.empty()) PrintLine(Folded(Printable(under), 3, 100));
  const std::string passage =
      fmt::format("{}{}{}", hit.snippet_starts_page ? "" : "… ",
                  Highlighted(hit.snippet, hit.highlights), hit.snippet_ends_page ? "" : " …");
  PrintLine(Folded(passage, 3, 100));
  PrintLine(fmt::format("   {}", Printable(Citation(hit.paper, hit.page_number))));
  if (!hit.tags.empty()) PrintLine(fmt::format("   on this page: {}", TagsOf(hit)));
  PrintAlsoIn(hit);
  PrintLine("");
}

void PrintHit(const corpus::SearchHit& hit, int rank) {
  PrintLine(fmt::format("{}. {}", rank, PaperHeading(hit.paper)));
  PrintPage(hit, Printable(hit.paper.metadata.title));
}

void PrintGroup(const corpus::SearchResult& result, const corpus::PaperGroup& group, int rank) {
  const bool is_folded = result.total_hits != result.total;
  const corpus::SearchHit& first = result.hits[group.first_hit];
  PrintLine(fmt::format("{}. {}", rank, PaperHeading(first.paper)));
  const std::string title = Printable(first.paper.metadata.title);
  PrintLine(fmt::format("   {}{}{} found", title, title.empty() ? "" : ": ",
                        Counted(group.pages, is_folded ? "hit" : "page")));
  for (std::size_t i = 0; i < group.hits; ++i) PrintPage(result.hits[group.first_hit + i], "");
}

void PrintFacets(const std::vector<corpus::Facet>& facets) {
  for (const corpus::Facet& facet : facets) {
    PrintLine(fmt::format("{} (pages found)", corpus::FacetNameOf(facet.name)));
    for (const corpus::FacetValue& value : facet.values) {
      PrintLine(fmt::format("  {:>8}  {}", Grouped(value.pages), Printable(value.value)));
    }
    const auto named = static_cast<std::int64_t>(facet.values.size());
    if (facet.distinct > named)
      PrintLine(fmt::format("            and {} more", facet.distinct - named));
    if (facet.pages_without > 0) {
      PrintLine(fmt::format("  {:>8}  (none)", Grouped(facet.pages_without)));
    }
    PrintLine("");
  }
}

void PrintText(const corpus::SearchResult& result, const SearchOutput& output) {
  int rank = output.offset;
  if (result.papers) {
    for (const corpus::PaperGroup& group : result.groups) PrintGroup(result, group, ++rank);
  } else {
    for (const corpus::SearchHit& hit : result.hits) PrintHit(hit, ++rank);
  }
  PrintFacets(result.facets);
  const std::string found = result.papers ? fmt::format("{} of {} found", FoundHits(result),
                                                        Counted(*result.papers, "paper"))
                                          : fmt::format("{} found", FoundHits(result));
  if (result.total == 0) {
    PrintLine("No page was found.");
  } else if (result.hits.empty()) {
    PrintLine(fmt::format("{}; none after the first {}.", FoundHits(result), output.offset));
  } else {
    PrintLine(fmt::format("{}, {} to {} shown.", found, output.offset + 1, rank));
  }
  if (!result.next_cursor.empty()) {
    PrintLine(fmt::format("The next ones: --cursor {}", result.next_cursor));
  }
  if (result.pages_without_text > 0) {
    PrintLine(
        fmt::format("Not searched: {} without text (scans that wait for OCR, or damaged pages).",
                    Counted(result.pages_without_text, "page")));
  }
}

Json HitJson(const corpus::SearchHit& hit, const SearchOutput& output) {
  const PaperMetadata& metadata = hit.paper.metadata;
  Json json;
  json["citation"] = Citation(hit.paper, hit.page_number);
  json["hit"] = HitName(hit.sha256, hit.page_number, hit.range);
  json["link"] = Link(hit, output);
  json["paper"] = hit.paper.id;
  json["path"] = hit.paper.locator;
  json["page"] = hit.page_number;
  AddLastPage(hit.page_number, hit.last_page, json);
  if (!hit.page_label.empty()) json["page_label"] = hit.page_label;
  AddUnder(hit.under, json);
  AddOrigin(metadata, json);
  json["snippet"] = hit.snippet;
  json["highlights"] = Json::array();
  CodePointCursor cursor(hit.snippet);
  for (const ByteSpan span : hit.highlights) {
    const std::size_t begin = cursor.CountTo(span.begin);
    json["highlights"].push_back({begin, cursor.CountTo(span.end)});
  }
  json["ocr_confidence"] = ConfidenceJson(hit.ocr_confidence);
  json["tags"] = Json::array();
  for (const Tag tag : hit.tags) json["tags"].push_back(TagName(tag));
  json["score"] = hit.score;
  json["sha256"] = hit.sha256;
  AddAlsoIn(hit, output.link_template, json);
  return json;
}

Json GroupJson(const corpus::SearchResult& result, const corpus::PaperGroup& group,
               const SearchOutput& output) {
  const Paper& paper = result.hits[group.first_hit].paper;
  const PaperMetadata& metadata = paper.metadata;
  Json json;
  json["paper"] = paper.id;
  json["path"] = paper.locator;
  AddOrigin(metadata, json);
  json["pages_found"] = group.pages;
  json["hits"] = Json::array();
  for (std::size_t i = 0; i < group.hits; ++i) {
    json["hits"].push_back(HitJson(result.hits[group.first_hit + i], output));
  }
  return json;
}

Json FacetJson(const corpus::Facet& facet) {
  Json json;
  json["counts"] = "pages";
  json["distinct"] = facet.distinct;
  json["without"] = facet.pages_without;
  json["values"] = Json::array();
  for (const corpus::FacetValue& value : facet.values) {
    json["values"].push_back({{"value", value.value}, {"pages", value.pages}});
  }
  return json;
}

void PrintCsv(const corpus::SearchResult& result, const SearchOutput& output) {
  PrintCsvLine({"citation", "council", "committee", "date", "kind", "title", "page", "snippet",
                "tags", "sha256", "ocr_confidence", "last_page", "item", "item_title", "link",
                "also_in"});
  for (const corpus::SearchHit& hit : result.hits) {
    const PaperMetadata& metadata = hit.paper.metadata;
    PrintCsvLine({Citation(hit.paper, hit.page_number), metadata.council, metadata.committee,
                  metadata.meeting_date ? FormatDate(*metadata.meeting_date) : "",
                  std::string(PaperKindName(metadata.kind)), metadata.title,
                  std::to_string(hit.page_number), Printable(hit.snippet), TagsOf(hit), hit.sha256,
                  hit.ocr_confidence ? std::to_string(*hit.ocr_confidence) : "",
                  std::to_string(std::max(hit.page_number, hit.last_page)),
                  hit.under ? hit.under->number : "", hit.under ? hit.under->title : "",
                  Link(hit, output), AlsoInCitations(hit)});
  }
}

void PrintJsonLines(const corpus::SearchResult& result, const SearchOutput& output) {
  if (result.papers) {
    for (const corpus::PaperGroup& group : result.groups) {
      PrintJson(GroupJson(result, group, output), output.format);
    }
    return;
  }
  for (const corpus::SearchHit& hit : result.hits) PrintJson(HitJson(hit, output), output.format);
}

}  // namespace

Json ResultJson(const corpus::SearchResult& result, const SearchOutput& output) {
  Json json;
  json["total"] = result.total;
  json["hits_total"] = result.total_hits;
  if (result.papers) json["papers_total"] = *result.papers;
  json["pages_without_text"] = result.pages_without_text;
  json["next_cursor"] = TextOrNull(result.next_cursor);
  if (!output.notes.empty()) json["notes"] = output.notes;
  for (const corpus::Facet& facet : result.facets) {
    json["facets"][std::string(corpus::FacetNameOf(facet.name))] = FacetJson(facet);
  }
  if (result.papers) {
    json["papers"] = Json::array();
    for (const corpus::PaperGroup& group : result.groups) {
      json["papers"].push_back(GroupJson(result, group, output));
    }
    return json;
  }
  json["hits"] = Json::array();
  for (const corpus::SearchHit& hit : result.hits) json["hits"].push_back(HitJson(hit, output));
  return json;
}

void PrintResult(const corpus::SearchResult& result, const SearchOutput& output) {
  switch (output.format) {
    case Format::kText:
      return PrintText(result, output);
    case Format::kCsv:
      return PrintCsv(result, output);
    case Format::kJson:
      return PrintJson(ResultJson(result, output), output.format);
    case Format::kJsonLines:
      return PrintJsonLines(result, output);
  }
}

}  // namespace scrutineer::cli

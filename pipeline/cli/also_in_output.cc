#include "pipeline/cli/also_in_output.h"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>

#include "pipeline/alerts/link.h"
#include "pipeline/cli/output.h"
#include "pipeline/model/hit_reference.h"

namespace scrutineer::cli {
namespace {

// More would hide the hits below.
constexpr std::size_t kLinesOfHit = 3;

std::string DayOf(Instant instant) {
  return FormatDateLong(Date{std::chrono::floor<std::chrono::days>(instant)});
}

// What a reader should know of how alike the pages are.
std::string LikenessNote(double resemblance) {
  // Never "100 %" of what is not the same.
  return resemblance == 1
             ? std::string()
             : fmt::format(" ({} % alike)", static_cast<int>(std::floor(100 * resemblance)));
}

std::string CitationOf(const corpus::DuplicatePage& page) {
  std::string citation = Citation(page.paper, page.page_number);
  if (!page.fetched_at) return citation;
  return fmt::format("{} in the version of {}", citation, DayOf(*page.fetched_at));
}

std::string Heading(const corpus::DuplicatePage& page, const Paper& paper_of_hit) {
  const std::string where =
      PagesName(page.page_number, page.page_number) + LikenessNote(page.resemblance);
  if (page.fetched_at && page.paper.id == paper_of_hit.id) {
    return fmt::format("the version of {}, {}: {}", DayOf(*page.fetched_at), where,
                       HitName(page.sha256, page.page_number));
  }
  if (page.paper.id == paper_of_hit.id) return fmt::format("this paper, {}", where);
  const PaperMetadata& metadata = page.paper.metadata;
  std::string heading;
  if (metadata.council != paper_of_hit.metadata.council) heading += CouncilName(metadata) + " · ";
  if (const std::string meeting = MeetingName(metadata); !meeting.empty())
    heading += meeting + " · ";
  heading += PaperKindName(metadata.kind);
  if (!metadata.title.empty()) heading += ": " + metadata.title;
  if (page.fetched_at) {
    return fmt::format("{}, the version of {}, {}: {}", heading, DayOf(*page.fetched_at), where,
                       HitName(page.sha256, page.page_number));
  }
  return fmt::format("{}, {}", heading, where);
}

}  // namespace

void PrintAlsoIn(const corpus::SearchHit& hit) {
  std::size_t printed = 0;
  for (const corpus::DuplicatePage& page : hit.also_in) {
    if (printed == kLinesOfHit) break;
    PrintLine(Folded(Printable("also in " + Heading(page, hit.paper)), 3, 100));
    if (!page.fetched_at) {
      PrintLine(fmt::format("     {}", Printable(Citation(page.paper, page.page_number))));
    }
    ++printed;
  }
  const std::int64_t more = hit.also_in_total - static_cast<std::int64_t>(printed);
  if (more > 0) PrintLine(fmt::format("   and in {} more", Counted(more, "page")));
}

std::string AlsoInCitations(const corpus::SearchHit& hit) {
  std::string citations;
  for (const corpus::DuplicatePage& page : hit.also_in) {
    if (!citations.empty()) citations += "; ";
    citations += CitationOf(page);
  }
  const std::int64_t more = hit.also_in_total - static_cast<std::int64_t>(hit.also_in.size());
  if (more > 0) citations += fmt::format("; and {} more", more);
  return citations;
}

void AddAlsoIn(const corpus::SearchHit& hit, const std::string& link_template,
               nlohmann::ordered_json& json) {
  json["also_in"] = nlohmann::ordered_json::array();
  for (const corpus::DuplicatePage& page : hit.also_in) {
    nlohmann::ordered_json other;
    other["citation"] = CitationOf(page);
    other["hit"] = HitName(page.sha256, page.page_number);
    alerts::PageReference where;
    where.paper = page.paper;
    where.sha256 = page.sha256;
    where.page_number = page.page_number;
    // At its path stand the bytes of a later version.
    const bool has_link = !page.fetched_at || link_template.find("{sha256}") != std::string::npos;
    other["link"] = TextOrNull(has_link ? alerts::LinkTo(where, link_template) : std::string());
    other["paper"] = page.paper.id;
    other["path"] = page.paper.locator;
    other["page"] = page.page_number;
    AddOrigin(page.paper.metadata, other);
    other["ocr_confidence"] = ConfidenceJson(page.ocr_confidence);
    other["resemblance"] = std::floor(1000 * page.resemblance) / 1000;
    other["fetched"] =
        TextOrNull(page.fetched_at ? FormatInstant(*page.fetched_at) : std::string());
    other["sha256"] = page.sha256;
    json["also_in"].push_back(std::move(other));
  }
  json["also_in_total"] = hit.also_in_total;
}

std::string FoundHits(const corpus::SearchResult& result) {
  std::string pages = Counted(result.total, "page");
  if (result.total_hits == result.total) return pages;
  return fmt::format("{} on {}", Counted(result.total_hits, "hit"), pages);
}

}  // namespace scrutineer::cli

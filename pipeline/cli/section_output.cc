#include "pipeline/cli/section_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kEvidence = {
    std::pair{SectionEvidence::kBookmark, std::string_view("bookmark")},
    std::pair{SectionEvidence::kContents, std::string_view("contents page")},
    std::pair{SectionEvidence::kPageLabel, std::string_view("page number")},
    std::pair{SectionEvidence::kHeading, std::string_view("heading")},
};

std::vector<std::string_view> EvidenceOf(const PaperSection& section) {
  std::vector<std::string_view> names;
  for (const auto& [evidence, name] : kEvidence) {
    if (section.Has(evidence)) names.push_back(name);
  }
  return names;
}

int DepthOf(const std::vector<PaperSection>& sections, const PaperSection& section) {
  int depth = 0;
  for (int up = section.parent; up >= 0; up = sections[static_cast<std::size_t>(up)].parent) {
    ++depth;
  }
  return depth;
}

std::string Line(const PaperSection& section) {
  std::string line(SectionKindName(section.kind));
  if (section.implications != Implications::kNone) {
    line = fmt::format("{} {}", ImplicationsName(section.implications), line);
  }
  if (!section.number.empty()) line += ' ' + section.number;
  if (!section.title.empty()) line += ": " + section.title;
  if (!section.author.empty()) line += ", by " + section.author;
  return fmt::format("{} · {} · known by {}", line,
                     PagesName(section.first_page, section.last_page),
                     fmt::join(EvidenceOf(section), ", "));
}

// Code points before a byte of a page's text; pages by number from 1.
std::size_t CodePoints(const std::vector<Page>& pages, int number, std::uint32_t byte) {
  const auto page = std::find_if(pages.begin(), pages.end(),
                                 [&](const Page& one) { return one.number == number; });
  if (page == pages.end()) return 0;
  const std::string_view text = page->text;
  return CountCodePoints(text.substr(0, std::min<std::size_t>(byte, text.size())));
}

Json TextOrNothing(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

void PrintSections(const std::vector<PaperSection>& sections) {
  for (const PaperSection& section : sections) {
    const int indent = 2 + 2 * DepthOf(sections, section);
    PrintLine(std::string(static_cast<std::size_t>(indent), ' ') + Printable(Line(section)));
  }
}

Json SectionsJson(const std::vector<PaperSection>& sections, const std::vector<Page>& pages) {
  Json list = Json::array();
  for (const PaperSection& section : sections) {
    Json json;
    json["kind"] = SectionKindName(section.kind);
    if (section.implications != Implications::kNone) {
      json["implications"] = ImplicationsName(section.implications);
    }
    json["number"] = TextOrNothing(section.number);
    json["title"] = TextOrNothing(section.title);
    json["author"] = TextOrNothing(section.author);
    json["first_page"] = section.first_page;
    json["last_page"] = section.last_page;
    json["start"] = CodePoints(pages, section.first_page, section.start);
    json["end"] = CodePoints(pages, section.last_page, section.end);
    json["parent"] = section.parent < 0 ? Json(nullptr) : Json(section.parent);
    json["known_by"] = EvidenceOf(section);
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace scrutineer::cli

#include "pipeline/cli/finding_output.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "pipeline/base/utf8.h"
#include "pipeline/cli/output.h"
#include "pipeline/model/ocr_words.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 5;
constexpr int kWidth = 100;

}  // namespace

void PrintFinding(const corpus::FindingRow& row) {
  const Finding& finding = row.finding;
  PrintLine(Folded(Printable(finding.statement), 3, kWidth));
  PrintLine(fmt::format("   ({})", finding.rule));
  for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
    const Evidence& place = finding.evidence[i];
    const ByteSpan words{place.span.begin - place.sentence.begin,
                         place.span.end - place.sentence.begin};
    PrintLine(Folded(Highlighted(place.sentence.Of(row.page_texts[i]), {words}), kIndent, kWidth));
    PrintLine(std::string(kIndent, ' ') +
              Printable(Citation(row.paper, place.page_number, row.last_pages[i])) +
              OcrNote(row.ocr_confidences[i]));
    const std::string under = UnderName(row.unders[i], row.paper.metadata);
    if (!under.empty()) PrintLine(Folded(Printable(under), kIndent, kWidth));
  }
  PrintLine(Folded("Not seen: " + Printable(finding.unseen), 3, kWidth));
  PrintLine("");
}

Json FindingJson(const corpus::FindingRow& row) {
  const PaperMetadata& metadata = row.paper.metadata;
  const Finding& finding = row.finding;
  Json json;
  json["finding"] = row.finding_id;
  json["rule"] = finding.rule;
  json["statement"] = finding.statement;
  json["unseen"] = finding.unseen;
  json["paper"] = row.paper.id;
  json["path"] = row.paper.locator;
  AddMeeting(metadata, json);
  json["first_page"] = finding.first_page;
  json["last_page"] = finding.last_page;
  json["evidence"] = Json::array();
  for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
    const Evidence& place = finding.evidence[i];
    const std::string_view text = row.page_texts[i];
    Json evidence;
    evidence["page"] = place.page_number;
    AddLastPage(place.page_number, row.last_pages[i], evidence);
    evidence["start"] = CountCodePoints(text.substr(0, place.span.begin));
    evidence["end"] = CountCodePoints(text.substr(0, place.span.end));
    evidence["text"] = place.span.Of(text);
    evidence["quote"] = place.sentence.Of(text);
    AddUnder(row.unders[i], evidence);
    evidence["citation"] = Citation(row.paper, place.page_number);
    evidence["ocr_confidence"] = ConfidenceJson(row.ocr_confidences[i]);
    json["evidence"].push_back(std::move(evidence));
  }
  json["sha256"] = row.sha256;
  return json;
}

}  // namespace scrutineer::cli

#include "pipeline/cli/citation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/alerts/item.h"
#include "pipeline/alerts/link.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/search_request.h"
#include "pipeline/cli/show_picture.h"
#include "pipeline/ingest/page_picture.h"
#include "pipeline/model/attachment.h"
#include "pipeline/model/ocr_words.h"
#include "pipeline/text/normalizer.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

// How much of the text around a quote tells it from the same words elsewhere on the page.
constexpr std::size_t kAroundBytes = 60;

// The whole sentences that a span lies in.
ByteSpan WholeSentences(std::string_view text, ByteSpan span) {
  ByteSpan whole = span;
  for (const text::Paragraph& paragraph : text::SplitParagraphs(text)) {
    for (const ByteSpan sentence : paragraph.sentences) {
      if (!sentence.Overlaps(span)) continue;
      whole.begin = std::min(whole.begin, sentence.begin);
      whole.end = std::max(whole.end, sentence.end);
    }
  }
  return whole;
}

Result<ByteSpan> SpanOf(const Page& page, const HitReference& hit, const QuoteWanted& wanted,
                        const std::string& where) {
  if (!wanted.words.empty()) {
    const auto places = ingest::FindWords(page.text, text::Normalize(wanted.words).text);
    if (!places.empty()) return places.front();
    return Fail(ErrorCode::kNotFound,
                "the words do not stand on this page one after the other (show PAPER --page N "
                "prints what does)",
                where);
  }
  if (!hit.range) {
    return Fail(ErrorCode::kUsage,
                "say what to quote: --quote \"words of the page\", or the \"hit\" of a search "
                "result or mention in place of the page",
                where);
  }
  const auto begin = ByteOfCodePoint(page.text, static_cast<std::size_t>(hit.range->start));
  const auto end = ByteOfCodePoint(page.text, static_cast<std::size_t>(hit.range->end));
  if (!begin || !end) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("the page's text has {} characters, and the hit names {} to {} (was it "
                            "read again since? search anew)",
                            Grouped(static_cast<std::int64_t>(CountCodePoints(page.text))),
                            hit.range->start, hit.range->end),
                where);
  }
  const ByteSpan span{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
  return wanted.exact ? span : WholeSentences(page.text, span);
}

std::string PrefixOf(std::string_view text, ByteSpan span) {
  std::size_t from = span.begin > kAroundBytes ? span.begin - kAroundBytes : 0;
  from = FloorToCodePoint(text, from);
  return std::string(text.substr(from, span.begin - from));
}

std::string SuffixOf(std::string_view text, ByteSpan span) {
  const std::string_view rest = text.substr(span.end);
  return std::string(rest.substr(0, FloorToCodePoint(rest, std::min(rest.size(), kAroundBytes))));
}

Result<std::string> LinkOf(Session& session, const CitedQuote& quote) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string link, LinkTemplateOf(session));
  return alerts::LinkTo({quote.row.paper, quote.row.version.sha256, quote.page_number}, link);
}

// "2024-03-12" as CSL has it: {"date-parts": [[2024, 3, 12]]}.
Json CslDate(Date date) {
  return {{"date-parts",
           {{static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
             static_cast<unsigned>(date.day())}}}};
}

std::string PagesRange(const CitedQuote& quote) {
  return quote.last_page > quote.page_number
             ? fmt::format("{}-{}", quote.page_number, quote.last_page)
             : std::to_string(quote.page_number);
}

std::string HitOf(const CitedQuote& quote) {
  return HitName(quote.row.version.sha256, quote.page_number, quote.range);
}

// Markdown takes what papers say as text, not as marks of its own.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : Printable(text)) {
    if (std::string_view("\\`*_[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

Json AnnotationJson(const CitedQuote& quote) {
  const Json selectors = {
      {{"type", "FragmentSelector"},
       {"conformsTo", "http://tools.ietf.org/rfc/rfc3778"},
       {"value", fmt::format("page={}", quote.page_number)},
       {"refinedBy",
        {{"type", "TextQuoteSelector"},
         {"exact", quote.quote},
         {"prefix", quote.prefix},
         {"suffix", quote.suffix}}}},
      {{"type", "FragmentSelector"},
       {"conformsTo", "http://tools.ietf.org/rfc/rfc3778"},
       {"value", fmt::format("page={}", quote.page_number)},
       {"refinedBy",
        {{"type", "TextPositionSelector"},
         {"start", quote.range.start},
         {"end", quote.range.end}}}},
  };
  Json annotation;
  annotation["@context"] = "http://www.w3.org/ns/anno.jsonld";
  annotation["id"] = fmt::format("urn:sha256:{}#page={}&char={},{}", quote.row.version.sha256,
                                 quote.page_number, quote.range.start, quote.range.end);
  annotation["type"] = "Annotation";
  annotation["motivation"] = "highlighting";
  annotation["target"] = {
      {"source", quote.link.substr(0, quote.link.rfind("#page="))},
      {"selector", selectors},
      {"state",
       {{"type", "TimeState"}, {"sourceDate", FormatInstant(quote.row.version.fetched_at)}}}};
  return annotation;
}

}  // namespace

Result<CitedQuote> FindCitation(Session& session, corpus::Corpus& corpus, const HitReference& hit,
                                const QuoteWanted& wanted) {
  CitedQuote quote;
  SCRUTINEER_ASSIGN_OR_RETURN(quote.row, corpus.papers().Find(hit.paper));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, corpus.papers().Pages(quote.row.version.id));
  if (hit.page_number > static_cast<int>(pages.size())) {
    return Fail(NoSuchPage(quote.row, hit.page_number));
  }
  const Page& page = pages[static_cast<std::size_t>(hit.page_number) - 1];
  SCRUTINEER_ASSIGN_OR_RETURN(
      quote.span, SpanOf(page, hit, wanted, Citation(quote.row.paper, hit.page_number)));
  quote.page_number = hit.page_number;
  quote.last_page = hit.page_number + (quote.span.Overlaps(page.from_next_page) ? 1 : 0);
  quote.page_label = page.label;
  quote.range.start = static_cast<std::int64_t>(
      CountCodePoints(std::string_view(page.text).substr(0, quote.span.begin)));
  quote.quote = quote.span.Of(page.text);
  quote.range.end = quote.range.start + static_cast<std::int64_t>(CountCodePoints(quote.quote));
  quote.prefix = PrefixOf(page.text, quote.span);
  quote.suffix = SuffixOf(page.text, quote.span);
  SCRUTINEER_ASSIGN_OR_RETURN(
      quote.under,
      corpus.papers().SectionAround(quote.row.version.id, quote.page_number, quote.span.begin));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto ocr, corpus.ocr().PagesOf(quote.row.version.id));
  if (const auto read = ocr.find(quote.page_number); read != ocr.end()) {
    quote.ocr_confidence = read->second.confidence;
  }
  SCRUTINEER_ASSIGN_OR_RETURN(quote.link, LinkOf(session, quote));
  return quote;
}

std::string CitationMarkdown(const CitedQuote& quote, const std::optional<CitedPicture>& picture) {
  const PaperMetadata& metadata = quote.row.paper.metadata;
  std::string out;
  std::string_view rest = quote.quote;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    out += "> " + Escaped(rest.substr(0, end)) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::vector<std::string> where;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) where.push_back(part);
  };
  add(metadata.council.empty() ? "Council not named in the paper" : Escaped(metadata.council));
  add(Escaped(MeetingName(metadata)));
  if (!metadata.title.empty()) add("*" + Escaped(metadata.title) + "*");
  add(Escaped(UnderName(quote.under, metadata)));
  add(PagesName(quote.page_number, quote.last_page));
  if (!quote.page_label.empty())
    where.back() += fmt::format(" (printed {})", Escaped(quote.page_label));
  out += fmt::format("\n{}.\n\n", fmt::join(where, ", "));
  out += fmt::format("<{}>\n\n", quote.link);
  out += fmt::format("- Paper: {}\n", Escaped(Citation(quote.row.paper, quote.page_number)));
  out += fmt::format("- Retrieved: {}\n", FormatInstant(quote.row.version.fetched_at));
  out += fmt::format("- SHA-256 of its bytes: `{}` ({} bytes)\n", quote.row.version.sha256,
                     Grouped(quote.row.version.size_bytes));
  if (quote.ocr_confidence) {
    out += fmt::format("- The words were {}: check them against the page.\n",
                       OcrWords(*quote.ocr_confidence));
  }
  if (picture) {
    out += fmt::format("\n![{}{}]({})\n", PagesName(quote.page_number, quote.page_number),
                       picture->boxed > 0 ? ", the quote boxed" : "", picture->file);
  }
  return out;
}

Json CitationJson(const CitedQuote& quote, const std::optional<CitedPicture>& picture,
                  Instant cited_at) {
  const Paper& paper = quote.row.paper;
  Json json;
  json["form"] = kCitationForm;
  json["quote"] = quote.quote;
  json["prefix"] = quote.prefix;
  json["suffix"] = quote.suffix;
  json["start"] = quote.range.start;
  json["end"] = quote.range.end;
  json["page"] = quote.page_number;
  json["last_page"] = quote.last_page;
  json["page_label"] = TextOrNull(quote.page_label);
  AddUnder(quote.under, json);
  AddOrigin(paper.metadata, json);
  json["citation"] = Citation(paper, quote.page_number, quote.last_page);
  json["link"] = quote.link;
  json["path"] = paper.locator;
  const auto attachment = ParseAttachmentLocator(paper.locator);
  json["attached_to"] = attachment ? Json(attachment->parent) : Json(nullptr);
  json["converter"] = TextOrNull(paper.converter);
  json["retrieved_at"] = FormatInstant(quote.row.version.fetched_at);
  json["sha256"] = quote.row.version.sha256;
  json["size_bytes"] = quote.row.version.size_bytes;
  json["ocr_confidence"] = ConfidenceJson(quote.ocr_confidence);
  json["hit"] = HitOf(quote);
  json["cited_at"] = FormatInstant(cited_at);
  json["picture"] = nullptr;
  if (picture) {
    json["picture"] = {{"file", picture->file},
                       {"media_type", "image/png"},
                       {"sha256", picture->sha256},
                       {"boxed", picture->boxed}};
  }
  json["annotation"] = AnnotationJson(quote);
  return json;
}

Json CitationCsl(const CitedQuote& quote) {
  const Paper& paper = quote.row.paper;
  const PaperMetadata& metadata = paper.metadata;
  Json item;
  item["id"] = HitOf(quote);
  item["type"] = metadata.kind == PaperKind::kReport ? "report" : "document";
  item["title"] = metadata.title.empty() ? std::string(FileNameOf(paper.locator)) : metadata.title;
  if (!metadata.council.empty()) {
    item["author"] = Json::array({{{"literal", metadata.council}}});
    item["publisher"] = metadata.council;
  }
  item["genre"] = PaperKindName(metadata.kind);
  if (!metadata.committee.empty()) item["event-title"] = metadata.committee;
  if (metadata.meeting_date) {
    item["issued"] = CslDate(*metadata.meeting_date);
    item["event-date"] = CslDate(*metadata.meeting_date);
  }
  item["accessed"] =
      CslDate(Date{std::chrono::floor<std::chrono::days>(quote.row.version.fetched_at)});
  item["page"] = PagesRange(quote);
  if (quote.under) item["section"] = EnclosingName(*quote.under);
  item["URL"] = quote.link;
  item["note"] = fmt::format("SHA-256 {}", quote.row.version.sha256);
  item["annote"] = quote.quote;
  return Json::array({std::move(item)});
}

}  // namespace scrutineer::cli

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/base/utf8.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/finding_output.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/section_output.h"
#include "pipeline/cli/show_picture.h"
#include "pipeline/model/attachment.h"
#include "pipeline/model/ocr_words.h"

namespace scrutineer::cli {
namespace {

struct ShowFlags {
  std::string reference;
  int page = 0;
  bool furniture = false;
  bool structure = false;
  bool png = false;
  PictureFlags picture;
  Format format = Format::kText;
};

// "  (heading on page 1, 97 %)"
std::string EvidenceWords(const FieldEvidence& evidence) {
  if (evidence.source == EvidenceSource::kNone) return "";
  const std::string page = evidence.page > 0 ? fmt::format(" on page {}", evidence.page) : "";
  return fmt::format("  ({}{}, {} %)", EvidenceSourceName(evidence.source), page,
                     evidence.confidence);
}

void PrintHeading(const corpus::PaperRow& row, const std::vector<PaperNote>& notes) {
  const PaperMetadata& metadata = row.paper.metadata;
  const auto line = [](std::string_view name, const std::string& value) {
    if (!value.empty()) PrintLine(fmt::format("{:<11}{}", name, Printable(value)));
  };
  const auto field = [&](std::string_view name, std::string value, MetadataField of) {
    if (!value.empty()) line(name, value.append(EvidenceWords(metadata.evidence[of])));
  };
  field("title", metadata.title, MetadataField::kTitle);
  field("council", metadata.council, MetadataField::kCouncil);
  field("committee", metadata.committee, MetadataField::kCommittee);
  field("meeting", metadata.meeting_date ? FormatDateLong(*metadata.meeting_date) : "",
        MetadataField::kMeetingDate);
  field("kind", std::string(PaperKindName(metadata.kind)), MetadataField::kKind);
  field("items", metadata.item_count ? std::to_string(*metadata.item_count) : "",
        MetadataField::kItemCount);
  line("pages", std::to_string(row.version.page_count));
  line("paper", fmt::format("{}, {}", row.paper.id, Counted(row.version_count, "version")));
  line("path", row.paper.locator);
  if (const auto attachment = ParseAttachmentLocator(row.paper.locator)) {
    line("attached", fmt::format("to {}", attachment->parent));
  }
  if (!row.paper.converter.empty()) {
    line("converted",
         fmt::format("by {}: its pages are those of the conversion", row.paper.converter));
  }
  line("sha256", row.version.sha256);
  for (const PaperNote& note : notes) line("note", note.message);
}

// The first words, enough to find the place.
std::string Beginning(std::string_view text) {
  constexpr std::size_t kEnough = 30;
  const std::size_t space = text.find(' ', kEnough);
  return space == std::string_view::npos ? std::string(text)
                                         : fmt::format("{} …", text.substr(0, space));
}

void PrintFurniture(const Page& page) {
  for (const Furniture& line : page.furniture) {
    PrintLine(Printable(fmt::format("  {}: {}", FurnitureKindName(line.kind), line.text)));
  }
}

using OcrPages = std::map<int, corpus::OcrPage>;

corpus::OcrPage OcrOf(const OcrPages& pages, int page_number) {
  const auto found = pages.find(page_number);
  return found == pages.end() ? corpus::OcrPage{} : found->second;
}

void PrintPage(const corpus::PaperRow& row, const Page& page, const corpus::OcrPage& ocr,
               bool with_furniture) {
  PrintLine(fmt::format("\n--- page {}{} · {}", page.number,
                        page.label.empty() ? "" : fmt::format(" (printed {})", page.label),
                        Printable(Citation(row.paper, page.number))));
  if (!page.readable) {
    PrintLine("[this page is damaged and could not be read]");
  } else if (!page.has_text) {
    PrintLine(ocr.waits ? "[this page has no text layer: it waits for OCR]"
                        : "[this page has no text layer: a scan, or blank]");
  } else if (ocr.confidence) {
    PrintLine(page.text.empty() ? "[blank (OCR)]" : fmt::format("[{}]", OcrWords(*ocr.confidence)));
  }
  PrintLine(page.text);
  if (!page.from_next_page.empty()) {
    PrintLine(fmt::format("[from \"{}\" on, its last sentence is printed on page {}]",
                          Printable(Beginning(page.from_next_page.Of(page.text))),
                          page.number + 1));
  }
  if (with_furniture) PrintFurniture(page);
}

// What was recognised on the page, and the values that belong to it.
void PrintMentions(const Page& page, const std::vector<Mention>& mentions) {
  for (const Mention& mention : mentions) {
    if (mention.tag == Tag::kService) continue;
    std::string line = fmt::format("  {} [{}]", TagName(mention.tag), mention.span.Of(page.text));
    if (!mention.attributes.status.empty()) line += ' ' + mention.attributes.status;
    if (!mention.values.empty()) line += " · " + ValuesLine(page.text, mention);
    PrintLine(Printable(line));
  }
}

nlohmann::ordered_json PageJson(const Page& page, const corpus::OcrPage& ocr,
                                const std::vector<Mention>& mentions) {
  nlohmann::ordered_json json;
  json["page"] = page.number;
  if (!page.label.empty()) json["label"] = page.label;
  json["readable"] = page.readable;
  json["has_text"] = page.has_text;
  json["ocr_confidence"] = ConfidenceJson(ocr.confidence);
  json["waits_for_ocr"] = ocr.waits;
  json["text"] = page.text;
  if (!page.from_next_page.empty()) {
    const std::string_view text = page.text;
    json["next_page_start"] = CountCodePoints(text.substr(0, page.from_next_page.begin));
    json["next_page_end"] = CountCodePoints(text.substr(0, page.from_next_page.end));
  }
  json["furniture"] = nlohmann::ordered_json::array();
  for (const Furniture& line : page.furniture) {
    json["furniture"].push_back({{"kind", FurnitureKindName(line.kind)}, {"text", line.text}});
  }
  json["mentions"] = nlohmann::ordered_json::array();
  for (const Mention& mention : mentions) {
    json["mentions"].push_back(TaggedJson(page.text, mention));
  }
  return json;
}

// Of that version; findings are told of current versions only.
Result<std::vector<corpus::FindingRow>> FindingsOf(corpus::PaperStore& papers,
                                                   const corpus::PaperRow& row) {
  corpus::FindingFilter filter;
  filter.paper_id = row.paper.id;
  std::vector<corpus::FindingRow> findings;
  SCRUTINEER_RETURN_IF_ERROR(papers.VisitFindings(filter, [&](const corpus::FindingRow& finding) {
    if (finding.sha256 == row.version.sha256) findings.push_back(finding);
    return true;
  }));
  return findings;
}

Result<int> RunStructure(corpus::PaperStore& papers, const corpus::PaperRow& row, Format format) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto sections, papers.Sections(row.version.id));
  if (format == Format::kText) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto notes, papers.NotesOn(row.version.id));
    PrintHeading(row, notes);
    PrintLine(sections.empty() ? "\nno structure was found" : "\nstructure");
    PrintSections(sections);
    return kExitDone;
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, papers.Pages(row.version.id));
  auto json = PaperJson(row);
  json["structure"] = SectionsJson(sections, pages);
  PrintJson(json, format);
  return kExitDone;
}

Status CheckFlags(const ShowFlags& flags) {
  if (flags.png && flags.page == 0) {
    return Fail(ErrorCode::kUsage, "--png draws one page: say which with --page N");
  }
  if (flags.png && flags.format != Format::kText) {
    return Fail(ErrorCode::kUsage, "--png gives a picture: leave --format out");
  }
  if (!flags.png && (!flags.picture.output.empty() || !flags.picture.highlight.empty() ||
                     !flags.picture.passwords.empty())) {
    return Fail(ErrorCode::kUsage,
                "--output, --highlight and --passwords go with --png, which draws a page");
  }
  return {};
}

Result<int> RunShow(Session& session, const ShowFlags& flags) {
  SCRUTINEER_RETURN_IF_ERROR(CheckFlags(flags));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto row, corpus->papers().Find(flags.reference));
  if (flags.structure) return RunStructure(corpus->papers(), row, flags.format);
  if (flags.png) return ShowPicture(session, *corpus, row, flags.page, flags.picture);
  SCRUTINEER_ASSIGN_OR_RETURN(auto pages, corpus->papers().Pages(row.version.id));
  if (flags.page > 0) {
    std::erase_if(pages, [&](const Page& page) { return page.number != flags.page; });
    if (pages.empty()) return Fail(NoSuchPage(row, flags.page));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto notes, corpus->papers().NotesOn(row.version.id));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto ocr, corpus->ocr().PagesOf(row.version.id));
  SCRUTINEER_ASSIGN_OR_RETURN(auto findings, FindingsOf(corpus->papers(), row));
  if (flags.page > 0) {
    std::erase_if(findings, [&](const corpus::FindingRow& finding) {
      return flags.page < finding.finding.first_page || flags.page > finding.finding.last_page;
    });
  }
  SCRUTINEER_ASSIGN_OR_RETURN(MentionsByPage mentions, MentionsOf(corpus->papers(), row));
  if (flags.format == Format::kText) {
    PrintHeading(row, notes);
    if (!findings.empty()) PrintLine("\nfindings");
    for (const corpus::FindingRow& finding : findings) PrintFinding(finding);
    for (const Page& page : pages) {
      PrintPage(row, page, OcrOf(ocr, page.number), flags.furniture);
      PrintMentions(page, mentions[page.number]);
    }
    return kExitDone;
  }
  auto json = PaperJson(row);
  for (const PaperNote& note : notes) json["notes"][note.code] = note.message;
  json["findings"] = nlohmann::ordered_json::array();
  for (const corpus::FindingRow& finding : findings) {
    json["findings"].push_back(FindingJson(finding));
  }
  json["text"] = nlohmann::ordered_json::array();
  for (const Page& page : pages) {
    json["text"].push_back(PageJson(page, OcrOf(ocr, page.number), mentions[page.number]));
  }
  PrintJson(json, flags.format);
  return kExitDone;
}

}  // namespace

void DefineShow(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand("show", "show one paper, or one page of it");
  const auto flags = std::make_shared<ShowFlags>();
  command
      ->add_option("PAPER", flags->reference,
                   "its number, the start of its SHA-256, or the end of its path")
      ->required();
  command->add_option("--page", flags->page, "only this page (from 1)")
      ->check(CLI::PositiveNumber.description(""));
  command->add_flag("--furniture", flags->furniture,
                    "also running headers, footers, page numbers and watermarks");
  command
      ->add_flag("--structure", flags->structure,
                 "its parts instead of its text: agenda items, reports, recommendations, "
                 "implications, appendices")
      ->excludes("--page")
      ->excludes("--furniture");
  AddFormat(*command, flags->format, {"text", "json"});
  command->add_flag("--png", flags->png,
                    "draw the page, the mentions' words boxed, to standard output");
  command->add_option("--output", flags->picture.output, "the picture's file, in place of that");
  command->add_option("--highlight", flags->picture.highlight,
                      "box these words in place of the mentions; may be given several times");
  command->add_option("--passwords", flags->picture.passwords,
                      "file of passwords, one a line, to try where the PDF needs one");
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunShow(session, *flags); };
  });
}

}  // namespace scrutineer::cli
